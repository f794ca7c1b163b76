import type { Environment } from '../config.ts'
import { hostNow } from '../main/clock.ts'
import { examine } from '../main/doctor.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, say } from './say.ts'

const runDoctor = async (env: Environment, json: boolean): Promise<number> => {
  if (wantsDemo(env)) {
    complain(`There is no ${env.LIAISON_CONFIG}: what would run is the demo, which needs nothing.`)
    return 1
  }
  const findings = await examine({
    config: env.LIAISON_CONFIG,
    dataDir: dataDirOf(env, false),
    now: hostNow(),
    environment: process.env,
    highWater: env.LIAISON_HIGH_WATER,
    backupDir: env.LIAISON_BACKUP_DIR,
  })
  const sick = findings.filter(f => !f.ok)
  if (json) say(JSON.stringify({ ok: sick.length === 0, findings }))
  else {
    for (const { what, ok, says, mend } of findings)
      say(
        [ok ? 'ok   ' : 'WRONG', `${what}:`, says, ...(mend === undefined ? [] : [mend])].join(' '),
      )
    say(
      sick.length === 0
        ? 'All is well. Nothing was posted.'
        : `Wrong: ${sick.length}. Nothing was posted.`,
    )
  }
  return sick.length === 0 ? 0 : 1
}

export const addDoctor: AddCommand = (program, env, end) => {
  program
    .command('doctor')
    .description('look at everything that a start needs; changes and posts nothing')
    .option('--json', 'print the result as JSON')
    .action(async (o: { json?: boolean }) => {
      end(await runDoctor(env, o.json === true))
    })
}
