import { Command, CommanderError } from 'commander'
import software from '../package.json' with { type: 'json' }
import { addAgenda } from './cli/agenda.ts'
import { addAudit } from './cli/audit.ts'
import { addBackup } from './cli/backup.ts'
import { addDoctor } from './cli/doctor.ts'
import { addErase } from './cli/erase.ts'
import { addManifests } from './cli/manifest.ts'
import { addMigrate } from './cli/migrate.ts'
import { addRegistrations } from './cli/register.ts'
import { complain } from './cli/say.ts'
import { addSignIn } from './cli/sign-in.ts'
import { addSimulate } from './cli/simulate.ts'
import { addStart } from './cli/start.ts'
import { addSummary } from './cli/summary.ts'
import { environmentSchema } from './config.ts'

const commands = [
  addStart,
  addSignIn,
  addSimulate,
  addSummary,
  addAgenda,
  addDoctor,
  addManifests,
  addRegistrations,
  addErase,
  addMigrate,
  addBackup,
  addAudit,
]

/** Runs the command line; `argv` without node and script. Resolves to the exit code. */
export const run = async (argv: readonly string[]): Promise<number> => {
  // For a script that checks a log, 1 says tampering; a mistyped option or setting must not say so.
  const unclear = argv[0] === 'audit' ? 2 : 1
  const env = environmentSchema.safeParse(process.env)
  if (!env.success) {
    for (const i of env.error.issues) complain(`${i.path.join('.')}: ${i.message}`)
    return unclear
  }
  let code = 0
  const program = new Command('liaison')
    .description('Referrals between contact points of customs administrations.')
    .version(software.version)
    .exitOverride()
    .showSuggestionAfterError()
  for (const add of commands)
    add(program, env.data, ended => {
      code = ended
    })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : unclear
    throw error
  }
  return code
}
