import { InvalidArgumentError } from 'commander'
import type { Environment } from '../config.ts'
import { ok } from '../kit/result.ts'
import { erase } from '../main/erase.ts'
import { demoConfig, readConfig } from '../main.ts'
import { type AddCommand, dataDirOf, keptBy, wantsDemo } from './desk.ts'
import { explain, say } from './say.ts'

const runErase = async (env: Environment, referral: string, reason: string): Promise<number> => {
  const demo = wantsDemo(env)
  const config = demo ? ok(demoConfig()) : readConfig(env.LIAISON_CONFIG)
  const dataDir = dataDirOf(env, demo)
  const kept = keptBy(env)
  const done = config.ok
    ? await erase({ config: config.value, dataDir, referral, reason, kept })
    : config
  if (!done.ok) {
    explain(done.error)
    return 1
  }
  switch (done.value) {
    case 'erased':
      say(
        'Erased: content, key and index. The log keeps what was done and says that this was erased.',
      )
      say('Not reached: messages that chat systems keep, backups, and copies that officers made.')
      return 0
    case 'already':
      say('Nothing to erase: its content was erased before.')
      return 0
    case 'unknown':
      explain({ kind: 'UnknownReferral', referral })
      return 1
    case 'held':
    case 'busy':
      explain({ kind: 'VaultHeld', dataDir })
      return 1
  }
}

const reasonPattern = /^[a-z][a-z0-9-]{0,40}$/

const readReason = (text: string): string => {
  if (reasonPattern.test(text)) return text
  throw new InvalidArgumentError(
    'It must be a code such as court-order: the log keeps it for ever.',
  )
}

export const addErase: AddCommand = (program, env, end) => {
  program
    .command('erase')
    .description(
      'remove the content of a referral or of another matter; the log stays; stop the desk first',
    )
    .requiredOption('--referral <id>', 'reference, e.g. HK-2026-000123 or HK-N-2026-000123')
    .option('--reason <code>', 'why, as a code that the log keeps for ever', readReason, 'unstated')
    .action(async (o: { referral: string; reason: string }) => {
      end(await runErase(env, o.referral, o.reason))
    })
}
