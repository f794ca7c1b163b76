import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalogue } from '../adapters/i18next/index.ts'
import { digest, hmac, openSigner, random } from '../adapters/keys/index.ts'
import { createSqliteStore, createSqliteVault } from '../adapters/sqlite/index.ts'
import { createSeal } from '../src/audit/create-seal.ts'
import { createDeliver } from '../src/bot/deliver.ts'
import { createSpeaker } from '../src/bot/speak.ts'
import { configSchema } from '../src/config.ts'
import { createPolicyOf } from '../src/escalation/agreed.ts'
import type { PlaceId } from '../src/kit/ids.ts'
import { type Instant, instant } from '../src/kit/time.ts'
import { createDirectory } from '../src/roster/directory.ts'
import { noFigures } from '../test/rigs/no-figures.ts'
import { createPaper } from '../test/rigs/paper.ts'
import { timed } from './figures.ts'
import { inFolder } from './folder.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const root = join(import.meta.dirname, '..')
const channels = 100
const paceMs = 1_000
const perCommit = 500

/** Owes so many calls, as many at each channel, and sends them on a clock that leaps to the next moment. */
const drain = async (dir: string, notices: number): Promise<readonly Instant[]> => {
  const file = readFileSync(join(root, 'demo/liaison.json'), 'utf8')
  const config = configSchema.parse(JSON.parse(file))
  const [model] = config.channels
  const [desk] = config.contactPoints
  const signer = openSigner({ dir, origin: config.log })
  if (!model || !desk || !signer.ok) throw new Error('the demo has no channel, or there is no key')
  const places = Array.from({ length: channels }, (_, i) => `place-${i}` as PlaceId)
  const directory = createDirectory({
    ...config,
    channels: places.map(place => ({ ...model, id: place, place, desks: [desk.id] })),
  })
  const seal = createSeal({
    ...{ origin: config.log, software: '0.0.0', digest, random },
    signer: signer.value,
  })
  const migrations = join(root, 'migrations')
  const store = createSqliteStore({ file: join(dir, 'log.db'), migrations, seal, digest })
  const vaultFile = { file: join(dir, 'vault.db'), migrations: join(migrations, 'vault') }
  const vault = createSqliteVault({ ...vaultFile, random, hmac })
  if (!store.ok || !vault.ok) throw new Error('no store')
  let now = instant(1e12)
  const paper = createPaper({ name: model.platform, places, keepsMessages: true, paceMs })
  const catalogue = createCatalogue({ dir: join(root, 'locales') })
  const { deliver, owedNext } = createDeliver(
    {
      ...{ store: store.value, vault: vault.value, catalogue, directory },
      clock: { now: () => now, monotonic: () => now },
      policyOf: createPolicyOf(config),
      ...{ commands: [], dutyCommands: [], matters: [], platforms: [paper], holder: 'bench' },
      ...noFigures,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    },
    createSpeaker(catalogue, directory),
  )
  for (let from = 0; from < notices; from += perCommit)
    await store.value.commit({
      ...{ at: now, expect: [], snapshots: [], timers: [], settle: [] },
      entries: [{ subject: desk.id, type: 'bench.owed', actor: 'bench', event: { from } }],
      outbox: Array.from({ length: Math.min(perCommit, notices - from) }, (_, i) => ({
        platform: model.platform,
        place: places[(from + i) % channels] ?? model.place,
        subject: desk.id,
        purpose: `ping.${from + i}` as const,
        recipe: { card: 'undelivered', platform: model.platform, place: 'x', fault: 'Gone' },
        entry: 0,
      })),
    })
  for (let next: Instant | undefined = now; next !== undefined; next = await owedNext()) {
    now = instant(Math.max(now, next))
    while ((await deliver()) > 0);
  }
  await vault.value.close()
  await store.value.close()
  return paper.calls().map(c => c.outgoing.at)
}

/** A pile of messages is gone in the time that the pace of a channel dictates; simulated, not waited for. */
export const measureDrain = ({ notices }: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const { ms, value: times } = await timed(() => drain(dir, notices))
    if (times.length !== notices) throw new Error(`${times.length} calls for ${notices} messages`)
    const took = Math.max(...times) - Math.min(...times)
    const dictated = (notices / channels - 1) * paceMs
    const ratio = took / dictated
    return [
      {
        what: `${notices} messages to ${channels} channels, simulated (${(ms / 1000).toFixed(1)} s of work)`,
        figure: `${(took / 1000).toFixed(1)} s`,
        ceiling: `${(dictated / 1000).toFixed(1)} s`,
        ratio: ratio.toFixed(2),
        target: '0.90 to 1.10, work < it',
        ok: ratio >= 0.9 && ratio <= 1.1 && ms < dictated,
      },
    ]
  })
