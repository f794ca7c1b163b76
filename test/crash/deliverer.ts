import { createMemoryVault, createVaultDisk } from '../../adapters/memory/vault.ts'
import { createDeliver } from '../../src/bot/deliver.ts'
import type { Speaker } from '../../src/bot/speak.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { Language, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { OutboxDraft, Purpose } from '../../src/ports/store.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { batch, hk } from '../contract/store-batches.ts'
import { openSqlite } from '../contract/store-rig.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { createFaulty, type Shown } from './faulty.ts'
import { numbers } from './numbers.ts'

/**
 * A process that owes and delivers messages for ever, to be killed: `FILE ROUND`; with `ROUND drain` it
 * owes nothing new, nothing goes wrong, and it ends when nothing is owed. A line is an acknowledged commit.
 */
const [file = '', roundText = '0', mode = ''] = process.argv.slice(2)
const { appendFileSync, existsSync, readFileSync, writeSync } = process.getBuiltinModule('node:fs')
const draining = mode === 'drain'
const round = Number(roundText)
const random = numbers(7_919 * (round + 1))
const platforms = ['p', 'q'].map(name => name as PlatformName)
const places = ['a', 'b', 'c'].map(name => name as PlaceId)

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

const settings = stageSettings()
const [model] = settings.channels
if (!model) throw new Error('no channel to copy')
const directory = createDirectory({
  ...settings,
  channels: platforms.flatMap(platform =>
    places.map(place => ({ ...model, id: `${platform}-${place}`, platform, place, desks: [hk] })),
  ),
})

const nothing = { parts: [] }
const speaker: Speaker = {
  card: c => ({
    name: c.name,
    tone: c.tone,
    headline: nothing,
    notification: nothing,
    fields: [],
    lines: [],
    quotes: [],
    buttons: [],
    mentions: [],
    footer: [],
  }),
  form: () => {
    throw new Error('no forms here')
  },
  term: () => nothing,
}

const store = openSqlite(file)
const { deliver, nudge, owedNext } = createDeliver(
  {
    store,
    vault: createMemoryVault({
      disk: createVaultDisk(),
      random: n => new Uint8Array(n),
      hmac: (_, data) => data,
    }),
    catalogue: {
      languages: () => ['en' as Language],
      negotiate: () => 'en' as Language,
      fallbacks: () => 0,
      info: () => {
        throw new Error('no words here')
      },
      say: () => '',
    },
    clock: { now, monotonic: now },
    directory,
    policyOf: () => defaultPolicy,
    commands: [],
    dutyCommands: [],
    matters: [],
    platforms: platforms.map(name =>
      createFaulty({
        name,
        finds: name === 'p',
        before,
        show: shown => appendFileSync(shownFile, `${JSON.stringify(shown)}\n`),
        dice: () => random(100) - 1,
        troubles: draining ? 100 : 75,
        pause: () => new Promise(resolve => setImmediate(resolve)),
      }),
    ),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    holder: 'deliverer',
  },
  speaker,
)

const purposes: readonly Purpose[] = ['card', 'reply', 'ping.1', 'reply', 'summary.1']

const drafts = (n: number): readonly OutboxDraft[] =>
  Array.from({ length: 4 }, (_, i) => ({
    platform: platforms[random(2) - 1] ?? ('p' as PlatformName),
    place: places[random(3) - 1] ?? ('a' as PlaceId),
    subject: hk,
    purpose: i === 0 ? (`ping.${n}` as const) : (purposes[random(5) - 1] ?? 'card'),
    recipe: { card: 'undelivered', platform: 'p', place: 'z', fault: 'Gone' },
    entry: 0,
  }))

const owe = async (n: number): Promise<void> => {
  await store.commit(
    batch({
      at: now(),
      entries: [{ subject: hk, type: 'test.owed', actor: 'test', event: { n } }],
      outbox: drafts(n),
    }),
  )
  writeSync(1, `${n}\n`)
}

const aMoment = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

// A call that hangs must not end the loop: the next piece looks anew. While draining none does.
const nudging = draining ? undefined : setInterval(nudge, 4)
let n = round * 1_000
const owing = draining ? undefined : setInterval(() => void owe(n++), 6)
for (;;) {
  const landed = await deliver()
  if (draining && landed === 0 && (await owedNext()) === undefined) break
  await aMoment(1)
}
clearInterval(nudging)
clearInterval(owing)
await store.close()
