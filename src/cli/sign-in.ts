import type { Environment } from '../config.ts'
import { readConfig, signInLink } from '../main.ts'
import type { AddCommand } from './desk.ts'
import { complain, explain, say } from './say.ts'

const runSignIn = async (env: Environment, officer: string): Promise<number> => {
  const { LIAISON_DATA: dataDir, LIAISON_HOST: host, LIAISON_PORT: port } = env
  const config = readConfig(env.LIAISON_CONFIG)
  const link = config.ok
    ? await signInLink({ config: config.value, dataDir, host, port, officer })
    : config
  if (!link.ok) {
    explain(link.error)
    return 1
  }
  say(link.value)
  complain('Good for 10 minutes, once.')
  return 0
}

export const addSignIn: AddCommand = (program, env, end) => {
  program
    .command('sign-in')
    .description('make a single-use link for an officer of the running desk')
    .requiredOption('--officer <id>', 'as in liaison.json, e.g. hkc.o1')
    .action(async (o: { officer: string }) => {
      end(await runSignIn(env, o.officer))
    })
}
