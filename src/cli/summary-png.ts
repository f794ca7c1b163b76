import { writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { createCharts } from '../../adapters/chart/index.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { createSpeaker } from '../bot/speak.ts'
import { card, data } from '../card/card.ts'
import type { Language } from '../kit/ids.ts'
import { root } from '../main/places.ts'
import type { Directory } from '../roster/directory.ts'
import { pictureOf } from '../summary/chart.ts'
import type { Summed } from '../summary/rows.ts'
import { complain, say } from './say.ts'

/** Of several pairs each has a file of its own, with the desks in its name. */
const fileFor = (out: string, { figures }: Summed, isOnly: boolean): string => {
  const { dir, name, ext } = parse(out)
  return isOnly ? out : join(dir, `${name}-${figures.desks.join('+')}${ext}`)
}

/** In the languages of the channel that both desks share. */
const languagesOf = (directory: Directory, { figures }: Summed): readonly Language[] =>
  directory.channels.find(c => figures.desks.every(d => c.desks.includes(d)))?.languages ?? [
    'en' as Language,
  ]

/** Draws the picture of each pair into a file. @returns the exit code */
export const writePictures = async (
  all: readonly Summed[],
  out: string,
  directory: Directory,
): Promise<number> => {
  const speaker = createSpeaker(createCatalogue({ dir: join(root, 'locales') }), directory)
  const charts = createCharts()
  try {
    for (const summed of all) {
      const { figures } = summed
      const [desk] = figures.desks
      const drawn = card({
        name: 'summary',
        headline: data(figures.week),
        picture: pictureOf(figures),
      })
      const { picture } = speaker.card(drawn, {
        languages: languagesOf(directory, summed),
        zones: directory.zonesFor(desk, figures.desks),
      })
      const png = picture && (await charts.draw(picture.chart))
      if (!png?.ok) {
        complain(`The picture could not be drawn: ${JSON.stringify(png?.error)}.`)
        return 1
      }
      const file = fileFor(out, summed, all.length === 1)
      writeFileSync(file, png.value)
      say(`${file}: ${png.value.length} bytes`)
    }
    return 0
  } catch (error) {
    complain(`${out} can't be written: ${error instanceof Error ? error.message : ''}`)
    return 1
  } finally {
    await charts.close()
  }
}
