import type { RawFile } from 'discord.js'
import type { SpokenPicture } from '../../src/card/spoken.ts'
import type { Draw } from '../../src/ports/chart.ts'
import { cut, fitting } from './cut.ts'
import { limits } from './limits.ts'
import type { Message } from './render.ts'

/** A message and the files that come with it. */
export interface Parcel {
  readonly body: Message & { readonly attachments?: readonly object[] }
  readonly files?: RawFile[]
}

/** For who can't see it: of as many languages as there is room for, from the first on. */
const altOf = ({ alt }: SpokenPicture): string => cut(fitting(alt, limits.alt), limits.alt)

/**
 * A message with its picture in the first embed; as it is where nothing is drawn. What it says of attachments takes
 * the place of those that stood there.
 */
export const withPicture = async (
  message: Message,
  picture: SpokenPicture | undefined,
  draw: Draw,
): Promise<Parcel> => {
  const [embed, ...more] = message.embeds ?? []
  const png = picture && embed && (await draw(picture.chart))
  if (!picture || !embed || !png) return { body: message }
  const filename = `${picture.name}.png`
  return {
    body: {
      ...message,
      embeds: [{ ...embed, image: { url: `attachment://${filename}` } }, ...more],
      attachments: [{ id: '0', filename, description: altOf(picture) }],
    },
    files: [{ name: filename, data: Buffer.from(png), contentType: 'image/png' }],
  }
}
