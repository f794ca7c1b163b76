import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, digestInto, verifySignature } from '../../adapters/keys/index.ts'
import type { LogReport } from '../audit/verify.ts'
import { verifyLog } from '../audit/verify.ts'
import { toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { StartFault } from './fault.ts'

export interface LogBackup {
  readonly file: string
  readonly bytes: number
  /** Entries in it, all of them verified. */
  readonly size: number
  /** Base64. */
  readonly root: string
}

export interface VaultBackup {
  readonly file: string
  readonly bytes: number
}

const wordsOf = (report: LogReport): string | undefined => {
  switch (report.kind) {
    case 'proven':
      return undefined
    case 'tampered':
      return `${report.finding}${report.at === undefined ? '' : ` at entry ${report.at}`}`
    case 'undecided':
      return report.reason
  }
}

/**
 * A copy of the log, made while a desk runs or not. It is good only once every entry of it is verified against
 * the public key in the data directory, and it has all that the log had when it was begun.
 */
export const backupLog = async (
  dataDir: string,
  to: string,
): Promise<Result<LogBackup, StartFault>> => {
  const from = join(dataDir, 'log.db')
  const key = join(dataDir, 'log.vkey')
  if (!existsSync(from) || !existsSync(key)) return err({ kind: 'NoLog', dataDir })
  const sqlite = await stores.sqlite()
  const begun = sqlite.openLogForReading(from, { pinned: false })
  if (!begun.ok) return err({ ...begun.error })
  const { note } = begun.value.head
  begun.value.close()
  const vkey = readFileSync(key, 'utf8')
  let made: { readonly size: number; readonly root: string } | undefined
  const check = async (file: string): Promise<string | undefined> => {
    const opened = sqlite.openLogForReading(file)
    if (!opened.ok) return opened.error.kind
    const { head, pages, close } = opened.value
    const kept = note === '' ? [] : [{ note, from: 'given' as const }]
    const parts = { vkey, kept, digestInto, digest, verifySignature }
    const report = await verifyLog({ ...parts, entries: { pages: pages() }, note: head.note })
    close()
    if (report.kind === 'proven') made = { size: report.size, root: toBase64(report.root) }
    return wordsOf(report)
  }
  const applicationId = sqlite.logApplicationId
  const done = await sqlite.backupDatabase({ from, to, applicationId, check })
  if (!done.ok) return err({ ...done.error })
  if (!made) throw new Error('a copy that nobody looked at')
  return ok({ file: to, bytes: statSync(to).size, ...made })
}

/** A copy of the vault, apart from that of the log: it holds what may have to be erased. */
export const backupVault = async (
  dataDir: string,
  to: string,
): Promise<Result<VaultBackup, StartFault>> => {
  const sqlite = await stores.sqlite()
  const done = await sqlite.backupDatabase({
    from: join(dataDir, 'vault.db'),
    to,
    applicationId: sqlite.vaultApplicationId,
    check: async () => undefined,
  })
  return done.ok ? ok({ file: to, bytes: statSync(to).size }) : err({ ...done.error })
}
