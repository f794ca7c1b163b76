import { createLog } from '../../adapters/pino/index.ts'
import type { Environment } from '../config.ts'
import { type Difference, type Registration, registrations } from '../main/registration.ts'
import type { AddCommand } from './desk.ts'
import { explain, say } from './say.ts'

interface Asked {
  readonly dryRun?: boolean
  readonly json?: boolean
}

const signs = { added: '+', removed: '-', changed: '~' } as const
/** More than these say nothing to the eye; JSON has them all. */
const shownParts = 5

const lineOf = ({ server, command, kind, parts }: Difference): string => {
  const rest = parts.length - shownParts
  const which = [...parts.slice(0, shownParts), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  const where = server === undefined ? 'every server' : `server ${server}`
  return `${where}: ${signs[kind]} ${command}${which === '' ? '' : ` (${which})`}`
}

const endOf = (count: number, dryRun: boolean): string => {
  if (count === 0) return 'Nothing to change: the commands are known as they are.'
  return dryRun
    ? `Would change: ${count}. Nothing was registered.`
    : `Changed: ${count}. The commands can be used at once.`
}

const runRegister = async (
  env: Environment,
  { run }: Registration,
  { dryRun = false, json = false }: Asked,
): Promise<number> => {
  const log = createLog({ level: 'error' })
  const { LIAISON_CONFIG: config } = env
  const done = await run({ config, environment: process.env, dryRun, log })
  if (!done.ok) {
    explain(done.error)
    return 1
  }
  const { value: differences } = done
  if (json) say(JSON.stringify({ registered: !dryRun && differences.length > 0, differences }))
  else {
    for (const difference of differences) say(lineOf(difference))
    say(endOf(differences.length, dryRun))
  }
  return 0
}

/** For each platform to which commands are told beforehand: tell them now. */
export const addRegistrations: AddCommand = (program, env, end) => {
  for (const registration of registrations)
    program
      .command(registration.platform)
      .description(registration.about)
      .command('register')
      .description('make the commands known where they differ; a start does the same')
      .option('--dry-run', 'show what would change, and change nothing')
      .option('--json', 'print the result as JSON')
      .action(async (asked: Asked) => {
        end(await runRegister(env, registration, asked))
      })
}
