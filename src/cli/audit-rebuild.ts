import type { Environment } from '../config.ts'
import { hostNow } from '../main/clock.ts'
import { checkDerived } from '../main/rebuild.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings } from '../main.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'

interface Asked {
  readonly check?: true
  readonly json?: true
}

const runRebuild = async (env: Environment, asked: Asked): Promise<number> => {
  if (!asked.check) {
    complain('Only --check is there: it compares, and writes nothing.')
    return 2
  }
  const demo = wantsDemo(env)
  const time = { now: hostNow(), demo }
  const settings = demo ? settingsOf(demoConfig(), time) : readSettings(env.LIAISON_CONFIG, time)
  const done = settings.ok ? await checkDerived(dataDirOf(env, demo), settings.value) : settings
  if (!done.ok) {
    explain(done.error)
    return 2
  }
  const { entries, subjects, differences } = done.value
  if (asked.json) say(JSON.stringify({ ok: differences.length === 0, ...done.value }))
  else if (differences.length === 0)
    say(`The same: all that is kept follows from ${entries} entries of ${subjects} subjects.`)
  else for (const { kind, at, why } of differences) say(`Not the same: ${kind}: ${at} ${why}.`)
  if (differences.length > 0) {
    complain(
      'Of each kind the first is named. The entries are what holds; run liaison audit verify.',
    )
    complain(
      'Timers move with calendars and policies until the next start, which arms them anew. Anything else: bring the newest backup back.',
    )
  }
  return differences.length === 0 ? 0 : 1
}

export const addRebuild: AddCommand = (audit, env, end) => {
  audit
    .command('rebuild')
    .description('fold the log anew and compare with what is kept: exit 0 the same, 1 not')
    .option('--check', 'compare, and write nothing')
    .option('--json', 'print the result as JSON')
    .action(async (o: Asked) => {
      end(await runRebuild(env, o))
    })
}
