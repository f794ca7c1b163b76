import { createTick } from '../../adapters/cron/index.ts'
import { createLog } from '../../adapters/pino/index.ts'
import type { Environment } from '../config.ts'
import { ok } from '../kit/result.ts'
import { hostNow } from '../main/clock.ts'
import { diskSentence, stopSentence } from '../main/stopped.ts'
import { demoCases, demoConfig, type Running, readSettings, start } from '../main.ts'
import { type AddCommand, dataDirOf, keptBy, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'

const untilSignal = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => resolve())
  })

const sayDemo = async ({ directory, signInLink, demoLink }: Running): Promise<void> => {
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
}

interface Asked {
  readonly demo?: boolean
  readonly since: readonly string[]
}

const runStart = async (env: Environment, asked: Asked): Promise<number> => {
  // Before anybody can know that it runs: who stops it at its first word stops it in order too.
  const stopped = untilSignal()
  const demo = asked.demo === true || wantsDemo(env)
  const settings = demo
    ? ok({ config: demoConfig() })
    : readSettings(env.LIAISON_CONFIG, { now: hostNow(), demo })
  if (!settings.ok) {
    explain(settings.error)
    return 1
  }
  const log = createLog({ level: 'warn' })
  const onFatal = (error: unknown): void => {
    log.error('stopped', { error: error instanceof Error ? (error.stack ?? '').slice(0, 199) : '' })
    complain(stopSentence(error) ?? 'Stopped by a fault; a restart resolves what was under way.')
    // Whether the last commit is on disk is unknown, so nothing more may run in this process.
    process.exit(1)
  }
  const running = await start({
    ...settings.value,
    demo,
    dataDir: dataDirOf(env, demo),
    host: env.LIAISON_HOST,
    port: env.LIAISON_PORT,
    log,
    environment: process.env,
    ...(env.LIAISON_HEARTBEAT_URL === undefined ? {} : { heartbeatUrl: env.LIAISON_HEARTBEAT_URL }),
    kept: keptBy(env, asked.since),
    onFatal,
  }).catch((error: unknown) => {
    // What is open by then would keep the process alive.
    if (diskSentence(error) !== undefined) onFatal(error)
    throw error
  })
  if (!running.ok) {
    explain(running.error)
    return 1
  }
  const { url, tick: beat, watch, close, warnings } = running.value
  for (const warning of warnings) complain(warning)
  const tick = createTick({ everySeconds: 1, run: async () => beat(), onError: onFatal })
  const watching = createTick({ everySeconds: 60, run: watch, onError: onFatal })
  if (demo) {
    await sayDemo(running.value)
    say(`Data: ${dataDirOf(env, demo)} (remove it to begin anew). Ctrl+C stops.`)
  } else say(`Liaison at ${url}. Sign-in links: liaison sign-in --officer ID`)
  await stopped
  await watching.stop()
  await tick.stop()
  await close()
  return 0
}

export const addStart: AddCommand = (program, env, end) => {
  program
    .command('start')
    .description('run the desk of liaison.json; without that file, the demo')
    .option('--demo', 'run the demo even where there is a liaison.json')
    .option(
      '--since <file>',
      'refuse a log that does not continue this checkpoint; may be given again',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .action(async (o: Asked) => {
      end(await runStart(env, o))
    })
}
