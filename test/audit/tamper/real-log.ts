import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type LogSigner, parseSignerKey } from '../../../adapters/keys/signer-key.ts'
import { howtoFiles } from '../../../src/audit/howto.ts'
import { logId } from '../../../src/kit/ids.ts'
import { type ExportOf, exportBundle } from '../../../src/main/export.ts'
import { demoConfig, start } from '../../../src/main.ts'
import type { SealedEntry } from '../../../src/ports/store.ts'
import { catalogue, tag } from '../../bot/spoken.ts'
import { dataFolder, silent } from '../../demo/program.ts'
import { witnessOf } from '../bundle-under-test.ts'
import type { Log } from '../log-under-test.ts'
import { appended, bodyOf, cosignedAt, msOf, remade, signatureLine, vkeyOf } from './host.ts'

/** Of a bundle's HOWTO. */
const languages = ['en', 'zh-HK'].map(tag)

/** A log with hand-overs that went through the program, its keys, and what others kept of it. */
export interface RealLog {
  readonly log: Log
  readonly signer: LogSigner
  /** A data directory that holds it. */
  readonly home: string
  /** Its latest checkpoint that was posted, with the cosignatures of both agencies. */
  readonly posted: string
  /** The size that this is of. */
  readonly covered: number
  /** Acknowledgement of a hand-over; the next entry of the same referral; one of another after it. */
  readonly edited: number
  readonly next: number
  readonly last: number
  /** Believes the log's key alone; asks for both witnesses. */
  readonly policy: string
  readonly strict: string
  /** A path of its own in the scratch folder, for a file or a folder. */
  readonly fresh: (name: string) => string
  /** Writes a file of the verifier's own. */
  readonly file: (name: string, content: string | Uint8Array) => string
  /** A data directory that holds another log. */
  readonly directory: (log: Log) => string
  readonly exported: (of: ExportOf, from?: string) => Promise<string>
  readonly remove: () => void
}

export const handedOver = 'KR-2026-000001'

const hk = witnessOf('witness.hk.example', 31)
const kr = witnessOf('witness.kr.example', 32)
export const witnesses = [hk, kr] as const

const entriesIn = (file: string): readonly SealedEntry[] => {
  const db = Database(file, { readonly: true })
  const rows = db.prepare<[], SealedEntry>('SELECT seq, body, leaf FROM entry ORDER BY seq').all()
  db.close()
  return rows
}

/** Puts the rows of a log into the file of another, as somebody can who has it in their hands. */
export const putRows = (db: Database.Database, { entries, note }: Log): void => {
  db.pragma('foreign_keys = OFF')
  for (const name of ['entry_next', 'entry_no_update', 'entry_no_delete'])
    db.exec(`DROP TRIGGER IF EXISTS ${name}`)
  for (const name of ['head_first', 'head_next', 'head_no_delete', 'node_no_delete'])
    db.exec(`DROP TRIGGER IF EXISTS ${name}`)
  db.transaction(() => {
    db.exec('DELETE FROM node; DELETE FROM link; DELETE FROM entry; DELETE FROM head')
    const insert = db.prepare('INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)')
    for (const { seq, body, leaf } of entries) insert.run(seq, body, leaf)
    if (note !== '')
      db.prepare('INSERT INTO head (only, size, note) VALUES (1, ?, ?)').run(
        Math.max(1, entries.length),
        note,
      )
  })()
}

const demoIn = async (dir: string): Promise<void> => {
  const onFatal = (error: unknown): never => {
    throw error
  }
  const place = { dataDir: dir, host: '127.0.0.1', port: 0 }
  const began = await start({ config: demoConfig(), demo: true, ...place, log: silent, onFatal })
  if (!began.ok) throw new Error(JSON.stringify(began.error))
  await began.value.close()
}

/** The demo's hand-overs; a checkpoint posted and cosigned after them; then so many more entries. */
export const raiseRealLog = async (): Promise<RealLog> => {
  const { dir, remove } = dataFolder()
  const home = join(dir, 'home')
  await demoIn(home)
  const key = parseSignerKey(readFileSync(join(home, 'log.key'), 'utf8').trimEnd())
  if (!key.ok) throw new Error(key.error)
  const signer = key.value
  const demo = entriesIn(join(home, 'log.db'))
  const now = msOf(demo.at(-1))
  const before = remade(demo.map(bodyOf), signer)
  const posted = cosignedAt(before.note, witnesses, now + 10_000)
  const covered = demo.length
  const told = [
    { type: 'log.checkpoint', event: { size: covered, note: before.note } },
    ...witnesses.map(w => {
      const line = signatureLine(cosignedAt(before.note, [w], now + 10_000))
      return { type: 'log.cosigned', event: { size: covered, line } }
    }),
  ].map(draft => ({ ...draft, subject: logId, actor: 'clock' }))
  const later = Array.from({ length: 130 }, (_, n) => ({
    subject: logId,
    type: 'log.cosignature_missed',
    actor: 'clock',
    event: { n },
  }))
  const log = appended(before, [...told, ...later], signer, now + 20_000)

  let made = 0
  const fresh = (name: string): string => join(dir, `${++made}-${name}`)
  const file = (name: string, content: string | Uint8Array): string => {
    const path = fresh(name)
    writeFileSync(path, content)
    return path
  }
  const directory = (other: Log): string => {
    const to = fresh('data')
    cpSync(home, to, { recursive: true })
    const db = Database(join(to, 'log.db'))
    putRows(db, other)
    db.close()
    return to
  }
  const whole = directory(log)
  const exported = async (of: ExportOf, from = whole): Promise<string> => {
    const out = fresh(of.kind)
    const done = await exportBundle({
      ...{ dataDir: from, out, of, reports: () => [] },
      howtos: (marking, about) => howtoFiles(languages, { catalogue, marking, about }),
    })
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return out
  }
  const own = demo.map(bodyOf).filter(body => body.subject?.id === handedOver)
  const at = own.findIndex(body => body.type === 'referral.acknowledged')
  const [edited, next] = [own[at]?.seq, own[at + 1]?.seq]
  if (edited === undefined || next === undefined) throw new Error('nothing was acknowledged')
  const names = ['hk', 'kr']
  const named = witnesses.map((w, i) => `witness ${names[i]} ${vkeyOf(w)}\n`).join('')
  return {
    ...{ log, signer, home: whole, posted, covered, edited, next, last: log.entries.length - 1 },
    policy: file('policy.txt', `log ${signer.vkey}\n${named}quorum none\n`),
    strict: file('strict.txt', `log ${signer.vkey}\n${named}group both all hk kr\nquorum both\n`),
    ...{ fresh, file, directory, exported, remove },
  }
}
