import { createHash } from 'node:crypto'
import type { SpokenCard, SpokenChart } from '../../src/card/spoken.ts'
import type { Board } from './board.ts'
import type { ConsoleOfficer } from './config.ts'

/** The same chart has the same address, and another has another: what is at one never changes. */
const nameFor = (chart: SpokenChart): string =>
  `${createHash('sha256').update(JSON.stringify(chart)).digest('base64url').slice(0, 22)}.png`

export const srcOf = (chart: SpokenChart): string => `picture/${nameFor(chart)}`

/** What a message keeps of its card's picture beside what it shows. */
export const chartIn = ({ picture }: SpokenCard): { readonly chart?: SpokenChart } =>
  picture === undefined ? {} : { chart: picture.chart }

/** The chart of that name on a message that the officer sees. */
export const createChartFor =
  (board: Board) =>
  ({ channels }: ConsoleOfficer, name: string): SpokenChart | undefined => {
    for (const place of channels)
      for (const { card, chart } of board.list(place))
        if (chart && card.picture?.src === `picture/${name}`) return chart
    return undefined
  }
