import type { Environment } from '../config.ts'
import { migrateData } from '../main/migrate.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { explain, say } from './say.ts'

const runMigrate = async (env: Environment, json: boolean): Promise<number> => {
  const done = await migrateData(dataDirOf(env, wantsDemo(env)))
  if (!done.ok) {
    explain(done.error)
    return 1
  }
  const { log, vault } = done.value
  if (json) {
    say(JSON.stringify({ log, vault }))
    return 0
  }
  for (const name of log) say(`log.db: ${name}`)
  for (const name of vault) say(`vault.db: ${name}`)
  if (log.length + vault.length === 0) say('Nothing to do: the data is of this version.')
  return 0
}

export const addMigrate: AddCommand = (program, env, end) => {
  program
    .command('migrate')
    .description('bring the data to this version, as a start does; stop the desk first')
    .option('--json', 'print the result as JSON')
    .action(async (o: { json?: boolean }) => {
      end(await runMigrate(env, o.json === true))
    })
}
