import type { Environment } from '../config.ts'
import { changeKey, freeze } from '../main/key-change.ts'
import { readConfig } from '../main.ts'
import { type AddCommand, keptBy } from './desk.ts'
import { complain, explain, say } from './say.ts'

const runRotate = async (env: Environment): Promise<number> => {
  const config = readConfig(env.LIAISON_CONFIG)
  const changed = config.ok
    ? await changeKey({ config: config.value, dataDir: env.LIAISON_DATA, kept: keptBy(env) })
    : config
  if (!changed.ok) {
    explain(changed.error)
    return 1
  }
  say(changed.value)
  complain(
    'From the next entry on the log is signed by this key; the one before is in log.vkey.1 (.2, …).',
  )
  complain('Give the line above to both sides by another way: each adds it to its policy file as a')
  complain('further log line and keeps the old line, by which everything until now is checked.')
  return 0
}

const runFreeze = async (env: Environment, sure: boolean): Promise<number> => {
  if (!sure) {
    complain('This ends the log for good. Do it again with --for-good if that is what you want.')
    return 2
  }
  const config = readConfig(env.LIAISON_CONFIG)
  const frozen = config.ok
    ? await freeze({ config: config.value, dataDir: env.LIAISON_DATA, kept: keptBy(env) })
    : config
  if (!frozen.ok) {
    explain(frozen.error)
    return 1
  }
  say(frozen.value.trimEnd())
  complain('The log has ended; above is its last checkpoint. Have both witnesses cosign it')
  complain(
    '(liaison audit cosign --log), keep the directory, and go on: liaison audit shard --from.',
  )
  return 0
}

export const addRotateKey: AddCommand = (audit, env, end) => {
  audit
    .command('rotate-key')
    .description('sign the log by a new key from now on; stop the desk first')
    .action(async () => {
      end(await runRotate(env))
    })
}

export const addFreeze: AddCommand = (audit, env, end) => {
  audit
    .command('freeze')
    .description('end the log for good, with a last entry that says so; stop the desk first')
    .option('--for-good', 'nothing can be appended to it any more')
    .action(async (o: { forGood?: boolean }) => {
      end(await runFreeze(env, o.forGood === true))
    })
}
