import { writeSync } from 'node:fs'
import { createMemoryVault, createVaultDisk } from '../../adapters/memory/vault.ts'
import { createDeliver } from '../../src/bot/deliver.ts'
import type { Speaker } from '../../src/bot/speak.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { Language, PlaceId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Platform } from '../../src/ports/platform.ts'
import type { OutboxDraft, Purpose } from '../../src/ports/store.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { batch, hk } from '../contract/store-batches.ts'
import { openSqlite } from '../contract/store-rig.ts'
import { noFigures } from '../rigs/no-figures.ts'
import { stageSettings } from '../rigs/stage-config.ts'

export interface Owing {
  readonly file: string
  readonly round: number
  /** Owes nothing new, and ends when nothing is owed. */
  readonly draining: boolean
  readonly now: () => Instant
  readonly platforms: readonly Platform[]
  readonly places: readonly PlaceId[]
  /** In 1..max. */
  readonly random: (max: number) => number
}

const [model] = stageSettings().channels
if (!model) throw new Error('no channel to copy')

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

const purposes: readonly Purpose[] = ['card', 'reply', 'ping.1', 'reply', 'summary.1']

const aMoment = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Owes and delivers messages for ever. A line of its output is an acknowledged commit. */
export const owe = async (owing: Owing): Promise<void> => {
  const { round, draining, now, platforms, places, random } = owing
  const directory = createDirectory({
    ...stageSettings(),
    channels: platforms.flatMap(({ name: platform }) =>
      places.map(place => ({ ...model, id: `${platform}-${place}`, platform, place, desks: [hk] })),
    ),
  })
  const store = openSqlite(owing.file)
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
      platforms,
      ...noFigures,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      holder: 'deliverer',
    },
    speaker,
  )

  const drafts = (n: number): readonly OutboxDraft[] =>
    Array.from({ length: 4 }, (_, i) => ({
      platform: platforms[random(platforms.length) - 1]?.name ?? model.platform,
      place: places[random(places.length) - 1] ?? model.place,
      subject: hk,
      purpose: i === 0 ? (`ping.${n}` as const) : (purposes[random(5) - 1] ?? 'card'),
      recipe: { card: 'undelivered', platform: 'p', place: 'z', fault: 'Gone' },
      entry: 0,
    }))

  const commit = async (n: number): Promise<void> => {
    await store.commit(
      batch({
        at: now(),
        entries: [{ subject: hk, type: 'test.owed', actor: 'test', event: { n } }],
        outbox: drafts(n),
      }),
    )
    writeSync(1, `${n}\n`)
  }

  // A call that hangs must not end the loop: the next piece looks anew. While draining none does.
  const nudging = draining ? undefined : setInterval(nudge, 4)
  let n = round * 1_000
  const owed = draining ? undefined : setInterval(() => void commit(n++), 6)
  for (;;) {
    const landed = await deliver()
    if (draining && landed === 0 && (await owedNext()) === undefined) break
    await aMoment(1)
  }
  clearInterval(nudging)
  clearInterval(owed)
  await store.close()
}
