import { Command, CommanderError } from 'commander'
import software from '../package.json' with { type: 'json' }
import { giveWay } from './cli/give-way.ts'
import { complain } from './cli/say.ts'
import { addStart } from './cli/start.ts'
import { environmentSchema } from './config.ts'

/** A start is waited for, and goes without the code of all other commands. */
const commandsFor = async (name: string | undefined) =>
  name === 'start' ? [addStart] : (await import('./cli/every.ts')).every

/** What goes through a whole log, which may be that of a desk at work. */
const goesThrough: readonly string[] = ['backup', 'export', 'verify', 'rebuild']

/**
 * Runs the command line; `argv` without node and script. Resolves to the exit code. `makeWay` is called where a
 * whole log is gone through, before that begins.
 */
export const run = async (
  argv: readonly string[],
  makeWay: () => void = () => {},
): Promise<number> => {
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
  for (const add of await commandsFor(argv[0]))
    add(program, env.data, ended => {
      code = ended
    })
  program.hook('preAction', (_, action) => {
    if (goesThrough.includes(action.name())) makeWay()
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : unclear
    throw error
  }
  return code
}

/** The same in a process of its own, which lets a desk on this machine go first. */
export const runAlone = (argv: readonly string[]): Promise<number> => run(argv, giveWay)
