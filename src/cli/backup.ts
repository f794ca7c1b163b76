import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Environment } from '../config.ts'
import { ok } from '../kit/result.ts'
import { toRfc3339 } from '../kit/time.ts'
import { backupLog, backupVault } from '../main/backup.ts'
import { hostNow } from '../main/clock.ts'
import { readConfig } from '../main.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'

interface Asked {
  readonly vault?: string
  readonly json?: boolean
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

/** In a folder by the moment, so that names sort as they were made. */
const fileIn = (folder: string): string =>
  join(folder, `log-${toRfc3339(hostNow()).slice(0, 19).replaceAll(':', '')}Z.db`)

const whereTo = (env: Environment, to: string | undefined): string | undefined => {
  if (to !== undefined) return isFolder(to) ? fileIn(to) : to
  const folder = env.LIAISON_BACKUP_DIR
  if (folder === undefined) return undefined
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return fileIn(folder)
}

const sayRetention = (env: Environment): void => {
  complain('The copy of the vault holds what officers wrote: what is erased later stays in it.')
  const config = existsSync(env.LIAISON_CONFIG) ? readConfig(env.LIAISON_CONFIG) : undefined
  const days = config?.ok ? config.value.retentionDays : undefined
  complain(
    days === undefined
      ? 'Keep it apart from the log, as short as your rules on erasing say, and then destroy it.'
      : `Keep it apart from the log and no longer than ${days} days (retentionDays), and then destroy it.`,
  )
}

const runBackup = async (
  env: Environment,
  given: string | undefined,
  asked: Asked,
): Promise<number> => {
  const to = whereTo(env, given)
  if (to === undefined) {
    complain('Say where to: a file that is not there yet, or a folder; or set LIAISON_BACKUP_DIR.')
    return 2
  }
  const dataDir = dataDirOf(env, wantsDemo(env))
  const log = await backupLog(dataDir, resolve(to))
  if (!log.ok) {
    explain(log.error)
    return 1
  }
  const vault =
    asked.vault === undefined ? ok(undefined) : await backupVault(dataDir, resolve(asked.vault))
  if (!vault.ok) {
    explain(vault.error)
    complain(`The copy of the log is good: ${log.value.file}`)
    return 1
  }
  if (asked.json)
    say(JSON.stringify({ log: log.value, ...(vault.value ? { vault: vault.value } : {}) }))
  else {
    const { file, size, root } = log.value
    say(`Verified: ${size} entries, root ${root}: ${file}`)
    if (vault.value) say(`Vault: ${vault.value.file}`)
  }
  if (vault.value) sayRetention(env)
  complain('log.key is not in it: keep a copy of that apart, where only you can read it.')
  return 0
}

export const addBackup: AddCommand = (program, env, end) => {
  program
    .command('backup')
    .description('copy the log while the desk runs, and verify the copy; nothing is written over')
    .argument('[to]', 'a file that is not there yet, or a folder; by default LIAISON_BACKUP_DIR')
    .option('--vault <file>', 'copy the vault too, apart: it holds what may have to be erased')
    .option('--json', 'print the result as JSON')
    .action(async (to: string | undefined, o: Asked) => {
      end(await runBackup(env, to, o))
    })
}
