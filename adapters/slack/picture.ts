import { setTimeout as wait } from 'node:timers/promises'
import type { SpokenPicture } from '../../src/card/spoken.ts'
import type { Draw } from '../../src/ports/chart.ts'
import type { Block } from './blocks.ts'
import { cut, safe, textsOf } from './cut.ts'
import { attempt, isUnusableFile } from './faults.ts'
import { limits } from './limits.ts'
import { putFile, type Web } from './web.ts'

/** Slack takes a file some moments before it can be shown; its post is refused until then. */
const pausesMs = [300, 1000, 2000] as const
const mostKept = 64

const altOf = ({ alt }: SpokenPicture): string =>
  cut(textsOf(alt, safe).join(' / '), limits.own.alt)

export const pictureBlock = (picture: SpokenPicture, file: string): Block => ({
  type: 'image',
  slack_file: { id: file },
  alt_text: altOf(picture),
})

/**
 * Uploads a picture for a message of ours and shares it nowhere: whoever sees the message sees it. Undefined where
 * it isn't drawn or Slack doesn't take it, as without the scope.
 */
const upload = async (
  web: Web,
  picture: SpokenPicture,
  draw: Draw,
): Promise<string | undefined> => {
  const png = await draw(picture.chart)
  if (!png) return undefined
  const asked = await attempt(() =>
    web.files.getUploadURLExternal({
      filename: `${picture.name}.png`,
      length: png.length,
    }),
  )
  if (!asked.ok) return undefined
  const { upload_url: url, file_id: id } = asked.value
  if (url === undefined || id === undefined || !(await putFile(url, png))) return undefined
  const done = await attempt(() =>
    web.files.completeUploadExternal({ files: [{ id, title: picture.name }] }),
  )
  return done.ok ? id : undefined
}

export interface Pictures {
  /** The file of a picture in a workspace, uploaded once for as long as it is remembered. */
  readonly fileOf: (web: Web, bot: string, picture: SpokenPicture) => Promise<string | undefined>
  /** Sends until Slack can show the file, and says what came of it; undefined where it never can. */
  readonly patiently: <T>(send: () => Promise<T>) => Promise<T | undefined>
}

export const createPictures = (draw: Draw): Pictures => {
  const files = new Map<string, Promise<string | undefined>>()
  return {
    fileOf: (web, bot, picture) => {
      const key = `${bot} ${JSON.stringify(picture)}`
      const before = files.get(key)
      if (before) return before
      const uploading = upload(web, picture, draw)
      files.set(key, uploading)
      const [oldest] = files.keys()
      if (files.size > mostKept && oldest !== undefined) files.delete(oldest)
      const forget = (): void => void files.delete(key)
      uploading.then(file => (file === undefined ? forget() : undefined), forget)
      return uploading
    },
    patiently: async send => {
      for (const ms of pausesMs) {
        try {
          return await send()
        } catch (error) {
          if (!isUnusableFile(error)) throw error
          await wait(ms)
        }
      }
      return undefined
    },
  }
}
