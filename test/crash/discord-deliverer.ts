import type { Language, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { createTestEar } from '../rigs/console.ts'
import { discordWords, startDiscord } from '../rigs/discord-options.ts'
import { numbers } from './numbers.ts'
import { owe } from './owing.ts'

/** What the process that has the little Discord tells this one. */
export interface Told {
  readonly apiUrl: string
  readonly token: string
  readonly guild: string
  readonly places: readonly string[]
  readonly dataDir: string
  /** The host's time that counts as `from`; a millisecond after it is a second. */
  readonly began: number
  readonly from: number
}

/** As `deliverer.ts`, with our adapter for Discord: `FILE ROUND MODE TOLD`. */
const [file = '', round = '0', mode = '', text = ''] = process.argv.slice(2)
const told: Told = JSON.parse(text)
const { apiUrl, token, guild, dataDir } = told
const places = told.places.map(id => id as PlaceId)
const now = () => instant(told.from + (Date.now() - told.began) * 1000)
const log = { info: () => {}, warn: () => {}, error: () => {} }

const discord = await startDiscord(
  {
    ...{ apiUrl, token, guilds: [guild], dataDir, now, monotonic: now, log },
    officers: new Map(),
    channels: places.map(id => ({ id, languages: ['en' as Language] })),
    languages: ['en' as Language],
    words: discordWords,
    commands: [],
    // Two minutes are a tenth of a second here.
    timing: { look: 1000, apart: 0, farewell: 100, perSecond: 1e6, deaf: Number.MAX_SAFE_INTEGER },
  },
  createTestEar(),
)

await owe({
  ...{ file, round: Number(round), draining: mode === 'drain', now, places },
  platforms: [discord],
  random: numbers(7_919 * (Number(round) + 1)),
})
await discord.close()
