import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalogue } from '../adapters/i18next/index.ts'
import { digest, hmac, openSigner, random } from '../adapters/keys/index.ts'
import { createSqliteStore, createSqliteVault } from '../adapters/sqlite/index.ts'
import { createSeal } from '../src/audit/create-seal.ts'
import { createBot } from '../src/bot/bot.ts'
import { openLog } from '../src/bot/genesis.ts'
import { type Config, configSchema } from '../src/config.ts'
import { createPolicyOf } from '../src/escalation/agreed.ts'
import type { Result } from '../src/kit/result.ts'
import { instant } from '../src/kit/time.ts'
import { matters } from '../src/matter/index.ts'
import type { Platform } from '../src/ports/platform.ts'
import type { Batch, Store } from '../src/ports/store.ts'
import { commands } from '../src/referral/commands/index.ts'
import { dutyCommands } from '../src/roster/commands/index.ts'
import { createDirectory } from '../src/roster/directory.ts'
import { createPaper } from '../test/rigs/paper.ts'

const root = join(import.meta.dirname, '..')

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

type Around = (
  batch: Batch,
  commit: () => ReturnType<Store['commit']>,
) => ReturnType<Store['commit']>

export const demoConfig = (): Config =>
  configSchema.parse(JSON.parse(readFileSync(join(root, 'demo/liaison.json'), 'utf8')))

const paperOf = ({ channels }: Config): Platform => {
  const [channel] = channels
  if (!channel) throw new Error('the demo has no channel')
  const places = channels.map(c => c.place)
  return createPaper({ name: channel.platform, places, keepsMessages: true })
}

/**
 * The bot as it ships on a real log, vault and key in `dir`; only the chat system is of paper, which
 * costs nothing, unless one is given. Every commit goes through `around`.
 */
export const openDesk = async (
  dir: string,
  around: Around = (_, commit) => commit(),
  config = demoConfig(),
  platform = paperOf(config),
) => {
  const origin = config.log
  const signer = value(openSigner({ dir, origin }))
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  const migrations = join(root, 'migrations')
  const store = value(createSqliteStore({ file: join(dir, 'log.db'), migrations, seal, digest }))
  const vault = value(
    createSqliteVault({
      file: join(dir, 'vault.db'),
      migrations: join(migrations, 'vault'),
      random,
      hmac,
    }),
  )
  let ahead = 0
  const clock = {
    now: () => instant(Date.now() + ahead),
    monotonic: () => performance.now() + ahead,
  }
  await openLog(store, { now: clock.now(), origin, vkey: signer.vkey })
  const bot = createBot({
    store: { ...store, commit: batch => around(batch, () => store.commit(batch)) },
    vault,
    catalogue: createCatalogue({ dir: join(root, 'locales') }),
    clock,
    directory: createDirectory(config),
    policyOf: createPolicyOf(config),
    commands,
    dutyCommands,
    matters,
    platforms: [platform],
    log: { info: () => {}, warn: () => {}, error: () => {} },
    digest,
    holder: 'bench',
  })
  return {
    bot,
    store,
    /** Both clocks go on at once by so many milliseconds: time that passed, and no jump. */
    leap: (ms: number): void => {
      ahead += ms
    },
    now: clock.now,
    actorOf: (officer: string) => {
      const actor = config.officers.find(o => o.id === officer)?.identities.find(i => 'user' in i)
      if (!actor) throw new Error(`no officer ${officer}`)
      return actor
    },
    close: async () => {
      await vault.close()
      await store.close()
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
