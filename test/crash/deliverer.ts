import type { PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { createFaulty, type Shown } from './faulty.ts'
import { numbers } from './numbers.ts'
import { owe } from './owing.ts'

/**
 * A process that owes and delivers messages for ever, to be killed: `FILE ROUND`; with `ROUND drain` it
 * owes nothing new, nothing goes wrong, and it ends when nothing is owed. A line is an acknowledged commit.
 */
const [file = '', roundText = '0', mode = ''] = process.argv.slice(2)
const { appendFileSync, existsSync, readFileSync } = process.getBuiltinModule('node:fs')
const draining = mode === 'drain'
const round = Number(roundText)
const random = numbers(7_919 * (round + 1))

const shownFile = `${file}.shown`
const before: readonly Shown[] = existsSync(shownFile)
  ? readFileSync(shownFile, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line))
  : []

// An hour between two starts; a second for each millisecond, so that pauses cost nothing here.
const began = performance.now()
const now = () =>
  instant(1e12 + round * 3_600_000 + Math.floor((performance.now() - began) * 1_000))

await owe({
  ...{ file, round, draining, now, random },
  places: ['a', 'b', 'c'].map(name => name as PlaceId),
  platforms: ['p', 'q'].map(name =>
    createFaulty({
      name: name as PlatformName,
      finds: name === 'p',
      before,
      show: shown => appendFileSync(shownFile, `${JSON.stringify(shown)}\n`),
      dice: () => random(100) - 1,
      troubles: draining ? 100 : 75,
      pause: () => new Promise(resolve => setImmediate(resolve)),
    }),
  ),
})
