import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { createTick } from '../adapters/cron/index.ts'
import { stores } from '../adapters/index.ts'
import { digest, verifySignature } from '../adapters/keys/index.ts'
import { createLog } from '../adapters/pino/index.ts'
import software from '../package.json' with { type: 'json' }
import { type LogReport, verifyLog } from './audit/verify.ts'
import { type Environment, environmentSchema } from './config.ts'
import { toBase64 } from './kit/bytes.ts'
import { err, ok, type Result } from './kit/result.ts'
import { demoCases, demoConfig, erase, type StartFault, signInLink, start } from './main.ts'

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}
const complain = (line: string): void => {
  process.stderr.write(`liaison: ${line}\n`)
}

/** What to do about a fault, for whoever installs it. */
const advice: Readonly<Record<string, string>> = {
  UnknownOfficer: 'Officers are listed in liaison.json by their id.',
  NotJson: 'The file is no JSON; a comma or a quote is missing somewhere.',
  CannotRead: 'Is there such a file, and may it be read?',
  BadConfig: 'Mend liaison.json as said above; README.md, "A real desk", shows a whole one.',
  CannotListen: 'Is it running already? Set LIAISON_PORT to a free port.',
  DemoNotOnLoopback: 'The demo signs anybody in, so it stays on 127.0.0.1: unset LIAISON_HOST.',
  PublicUrlNeeded: 'Set publicUrl for the web page in liaison.json to the address that people use.',
  InUse: 'Another liaison writes to this data directory; stop it, or set LIAISON_DATA.',
  NotOurs: 'Set LIAISON_DATA to the directory of this log, or to a new one.',
  TooNew: 'This data was written by a newer liaison; install that version.',
  KeyLost: 'The private key of this log is gone: bring log.key back from the safe copy.',
  KeyChanged: 'log.key and log.vkey do not belong together: bring both back from the safe copy.',
  NotAReference: 'A reference looks like HK-2026-000123.',
  NoLog: 'Set LIAISON_DATA to the directory that holds log.db and vault.db.',
  UnknownReferral: 'No referral of this log has that reference.',
  VaultHeld: 'Another program reads vault.db (a backup?); when it has ended, erase again.',
  OtherOrigin: 'The key is that of another log; set LIAISON_DATA to the directory of this one.',
  Damaged: 'Keep the files as they are, and run: liaison audit verify --log <data directory>',
}

const explain = (fault: StartFault): void => {
  const { kind, problems, ...facts } = fault
  if (Array.isArray(problems)) for (const p of problems) complain(String(p))
  const shown = Object.entries(facts).map(([k, v]) => `${k}: ${String(v)}`)
  complain([kind, ...shown].join(', '))
  complain(advice[kind] ?? 'Nothing was changed.')
}

const readConfig = (env: Environment): Result<unknown, StartFault> => {
  const file = env.LIAISON_CONFIG
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return err({ kind: error instanceof SyntaxError ? 'NotJson' : 'CannotRead', file })
  }
}

/** Only where nobody named a file: a mistyped name must not start a demo instead of the desk. */
const wantsDemo = (env: Environment): boolean =>
  process.env['LIAISON_CONFIG'] === undefined && !existsSync(env.LIAISON_CONFIG)

const dataDirOf = (env: Environment, demo: boolean): string =>
  demo ? join(env.LIAISON_DATA, 'demo') : env.LIAISON_DATA

const untilSignal = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => resolve())
  })

const runStart = async (env: Environment, asked: boolean): Promise<number> => {
  // Before anybody can know that it runs: who stops it at its first word stops it in order too.
  const stopped = untilSignal()
  const demo = asked || wantsDemo(env)
  const config = demo ? ok(demoConfig()) : readConfig(env)
  if (!config.ok) {
    explain(config.error)
    return 1
  }
  const log = createLog({ level: 'warn' })
  const onFatal = (error: unknown): void => {
    log.error('stopped', { error: error instanceof Error ? (error.stack ?? '').slice(0, 199) : '' })
    complain('Stopped by a fault; a restart resolves what was under way.')
    // Whether the last commit is on disk is unknown, so nothing more may run in this process.
    process.exit(1)
  }
  const running = await start({
    config: config.value,
    demo,
    dataDir: dataDirOf(env, demo),
    host: env.LIAISON_HOST,
    port: env.LIAISON_PORT,
    log,
    onFatal,
  })
  if (!running.ok) {
    explain(running.error)
    return 1
  }
  const { url, pump, close, directory, signInLink, demoLink } = running.value
  const tick = createTick({ everySeconds: 1, run: pump, onError: onFatal })
  if (demo) {
    say('Liaison, demo. Each link signs one officer in, once:')
    for (const o of directory.officers)
      say(
        `  ${o.id} ${o.names['en']}, ${o.roles.join(' ')}, ${o.language}: ${await signInLink(o.id)}`,
      )
    for (const c of demoCases()) {
      say(`Case ${c.name}. ${c.record}`)
      say(`  ${c.illustrative}`)
    }
    say(`Both desks side by side: ${await demoLink()}`)
    say(`Data: ${dataDirOf(env, demo)} (remove it to begin anew). Ctrl+C stops.`)
  } else say(`Liaison at ${url}. Sign-in links: liaison sign-in --officer ID`)
  await stopped
  await tick.stop()
  await close()
  return 0
}

const runSignIn = async (env: Environment, officer: string): Promise<number> => {
  const { LIAISON_DATA: dataDir, LIAISON_HOST: host, LIAISON_PORT: port } = env
  const config = readConfig(env)
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

const runErase = async (env: Environment, referral: string, reason: string): Promise<number> => {
  const demo = wantsDemo(env)
  const config = demo ? ok(demoConfig()) : readConfig(env)
  const dataDir = dataDirOf(env, demo)
  const done = config.ok ? await erase({ config: config.value, dataDir, referral, reason }) : config
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

const exitOf: Readonly<Record<LogReport['kind'], number>> = { proven: 0, tampered: 1, undecided: 2 }

const report = (r: LogReport, keyFrom: string): readonly string[] => {
  switch (r.kind) {
    case 'proven':
      return [
        `Proven: ${r.size} entries of ${r.subjects.size} referrals in ${r.origin}, root ${toBase64(r.root)}.`,
        'Nothing was changed, removed or put in since the checkpoint was signed.',
        `This rests on the key from ${keyFrom}. Compare it with the one you were given by other means;`,
        'a host that holds the key can rewrite its own copy, which only a copy held elsewhere shows.',
      ]
    case 'tampered':
      return [
        `Tampering: ${r.finding}${r.at === undefined ? '' : ` at entry ${r.at}`}.`,
        'Keep the file as it is, and compare with the copy or checkpoint of the other side.',
      ]
    case 'undecided':
      return [
        `Can't decide: ${r.reason}.`,
        'Give the public key of the log with --key FILE (log.vkey, as the host handed it out).',
      ]
  }
}

const runVerify = async (log: string, key: string | undefined, json: boolean): Promise<number> => {
  const file = existsSync(log) && statSync(log).isDirectory() ? join(log, 'log.db') : log
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) {
    if (json) say(JSON.stringify({ kind: 'undecided', reason: opened.error.kind, file }))
    complain(`Can't decide: ${opened.error.kind}, ${file}. Is this the log.db of a liaison?`)
    return 2
  }
  const keyFile = key ?? join(dirname(file), 'log.vkey')
  if (key !== undefined && !existsSync(key)) {
    complain(`Can't decide: there is no key file ${key}`)
    return 2
  }
  const verified = await verifyLog({
    entries: opened.value.entries(),
    note: opened.value.head.note,
    vkey: existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined,
    digest,
    verifySignature,
  })
  const damage = opened.value.damage()
  opened.value.close()
  if (json)
    say(
      JSON.stringify(
        verified.kind === 'proven'
          ? {
              ...verified,
              root: toBase64(verified.root),
              subjects: Object.fromEntries(verified.subjects),
            }
          : verified,
      ),
    )
  else for (const line of report(verified, keyFile)) say(line)
  if (damage !== undefined) complain(`The database itself is damaged: ${damage}`)
  return exitOf[verified.kind]
}

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
  program
    .command('start')
    .description('run the desk of liaison.json; without that file, the demo')
    .option('--demo', 'run the demo even where there is a liaison.json')
    .action(async (o: { demo?: boolean }) => {
      code = await runStart(env.data, o.demo === true)
    })
  program
    .command('sign-in')
    .description('make a single-use link for an officer of the running desk')
    .requiredOption('--officer <id>', 'as in liaison.json, e.g. hkc.o1')
    .action(async (o: { officer: string }) => {
      code = await runSignIn(env.data, o.officer)
    })
  program
    .command('erase')
    .description('remove the content of a referral for good; the log stays; stop the desk first')
    .requiredOption('--referral <id>', 'reference, e.g. HK-2026-000123')
    .option('--reason <code>', 'why, as a code that the log keeps for ever', readReason, 'unstated')
    .action(async (o: { referral: string; reason: string }) => {
      code = await runErase(env.data, o.referral, o.reason)
    })
  program
    .command('audit')
    .description('check the audit log')
    .command('verify')
    .description('recompute a whole log: exit 0 proven, 1 tampering, 2 can not decide')
    .requiredOption('--log <file>', 'log.db, or the data directory that holds it')
    .option('--key <file>', 'public key of the log; by default log.vkey beside it')
    .option('--json', 'print the result as JSON')
    .action(async (o: { log: string; key?: string; json?: boolean }) => {
      code = await runVerify(o.log, o.key, o.json === true)
    })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : unclear
    throw error
  }
  return code
}
