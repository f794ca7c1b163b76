import { copyFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { digest } from '../../../adapters/keys/index.ts'
import { leafHash } from '../../../src/audit/tree.ts'
import { utf8 } from '../../../src/kit/bytes.ts'
import type { SealedEntry } from '../../../src/ports/store.ts'
import type { Log } from '../log-under-test.ts'
import type { Arguments, TamperCase, TamperGroup } from './case.ts'
import { bodyOf, remade, signed } from './host.ts'
import { putRows, type RealLog } from './real-log.ts'

/** The log that these entries and this checkpoint make, by the verifier's policy. */
export const judgedAs = (real: RealLog, log: Log, ...more: readonly string[]): Arguments => [
  '--log',
  real.directory(log),
  '--policy',
  real.policy,
  ...more,
]

type Change = (entries: readonly SealedEntry[], real: RealLog) => readonly SealedEntry[]

const changed =
  (change: Change, ...more: readonly string[]) =>
  (real: RealLog): Arguments =>
    judgedAs(real, { entries: change(real.log.entries, real), note: real.log.note }, ...more)

/** A letter of the salt in place of another: what is left is an entry like any other. */
export const byteEdited = ({ seq, body, leaf }: SealedEntry): SealedEntry => {
  const at = body.indexOf('"salt":"') + 8
  return {
    seq,
    body: body.slice(0, at) + (body[at] === 'A' ? 'B' : 'A') + body.slice(at + 1),
    leaf,
  }
}

export const rehashed = ({ seq, body }: SealedEntry): SealedEntry => ({
  ...{ seq, body },
  leaf: leafHash(utf8(body), digest),
})

const at = (words: string, of: (real: RealLog) => number) => [words, of] as const
const edited = at('the entry', r => r.edited)

const only =
  (seqOf: (real: RealLog) => number, change: (entry: SealedEntry) => SealedEntry): Change =>
  (entries, real) =>
    entries.map(e => (e.seq === seqOf(real) ? change(e) : e))

const without =
  (seqOf: (real: RealLog) => number): Change =>
  (entries, real) =>
    entries.filter(e => e.seq !== seqOf(real))

const swapped: Change = (entries, { edited: a, next: b }) => {
  const [one, other] = [entries[a], entries[b]]
  if (!one || !other) throw new Error('no such entries')
  return entries.map(e => {
    if (e.seq === a) return { ...other, seq: a }
    return e.seq === b ? { ...one, seq: b } : e
  })
}

/** What a log was before its newest entries, properly signed. */
export const olderOf = ({ log, signer }: RealLog, by: number): Log =>
  signed(log.entries.slice(0, -by), signer)

/** The files of a log whose newest entries are still in its `-wal`, which is then left out. */
const cutWal = (real: RealLog): string => {
  const whole = real.directory(olderOf(real, 5))
  const cut = real.fresh('cut')
  const db = Database(join(whole, 'log.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('wal_autocheckpoint = 0')
  putRows(db, real.log)
  mkdirSync(cut)
  for (const name of ['log.db', 'log.vkey']) copyFileSync(join(whole, name), join(cut, name))
  db.close()
  return cut
}

/** A checkpoint that the verifier kept: that of the log as it is. */
export const since = (real: RealLog): readonly string[] => [
  '--since',
  real.file('kept.checkpoint', real.log.note),
]

const lost = at('where it ends', r => r.log.entries.length - 5)

const rows: readonly TamperCase[] = [
  { done: 'nothing', verdict: 'proven', make: r => judgedAs(r, r.log, ...since(r)) },
  {
    done: 'one byte of an entry',
    verdict: 'LeafMismatch',
    at: edited,
    make: changed(only(r => r.edited, byteEdited)),
  },
  {
    done: 'one byte of an entry, and its hash to it',
    verdict: 'BrokenLink',
    at: at('the next entry of the referral', r => r.next),
    make: changed(
      only(
        r => r.edited,
        e => rehashed(byteEdited(e)),
      ),
    ),
  },
  {
    done: 'one byte of the last entry, and its hash to it',
    verdict: 'RootMismatch',
    make: changed(
      only(
        r => r.last,
        e => rehashed(byteEdited(e)),
      ),
    ),
  },
  {
    done: 'an entry replaced, every hash and link after it made anew, without the key',
    verdict: 'RootMismatch',
    make: changed((entries, { edited: seq, signer }) => {
      const bodies = entries.map(bodyOf)
      const forged = bodies.map(b => (b.seq === seq ? { ...b, salt: 'A'.repeat(22) } : b))
      return remade(forged, signer).entries
    }),
  },
  {
    done: 'the last entry deleted',
    verdict: 'SizeMismatch',
    at: at('its place', r => r.last),
    make: changed(without(r => r.last)),
  },
  {
    done: 'an entry in the middle deleted',
    verdict: 'SeqGap',
    at: at('its place', r => r.edited),
    make: changed(without(r => r.edited)),
  },
  {
    done: 'an entry in the middle deleted, the rest renumbered and linked anew',
    verdict: 'SizeMismatch',
    at: at('where it ends', r => r.last),
    make: changed((entries, real) => {
      const left = entries.filter(e => e.seq !== real.edited)
      return remade(left.map(bodyOf), real.signer).entries
    }),
  },
  {
    done: 'all entries deleted',
    verdict: 'SizeMismatch',
    at: at('0', () => 0),
    make: changed(() => []),
  },
  {
    done: 'all entries deleted and the checkpoint too; a checkpoint was kept',
    verdict: 'BehindCheckpoint',
    at: at('0', () => 0),
    make: r => judgedAs(r, { entries: [], note: '' }, ...since(r)),
  },
  {
    done: 'all entries deleted and the checkpoint too; nothing was kept',
    verdict: 'EmptyLog',
    make: r => judgedAs(r, { entries: [], note: '' }),
  },
  {
    done: 'the checkpoint deleted',
    verdict: 'NoCheckpoint',
    make: r => judgedAs(r, { entries: r.log.entries, note: '' }),
  },
  {
    done: 'the checkpoint made unreadable',
    verdict: 'NotACheckpoint',
    make: r => judgedAs(r, { entries: r.log.entries, note: r.log.note.slice(0, -2) }),
  },
  { done: 'two entries swapped', verdict: 'SeqMismatch', at: edited, make: changed(swapped) },
  {
    done: 'two entries of one referral swapped and numbered to fit',
    verdict: 'BrokenLink',
    at: edited,
    make: changed((entries, { edited: a, next: b }) =>
      entries.map(e => {
        const other = e.seq === a ? entries[b] : entries[a]
        if ((e.seq !== a && e.seq !== b) || !other) return e
        const body = other.body.replace(`"seq":${other.seq},`, `"seq":${e.seq},`)
        return rehashed({ ...e, body })
      }),
    ),
  },
  {
    done: 'the `-wal` cut off; a checkpoint was kept',
    verdict: 'BehindCheckpoint',
    at: lost,
    make: r => ['--log', cutWal(r), '--policy', r.policy, ...since(r)],
  },
  {
    done: 'an old backup put back; a checkpoint was kept',
    verdict: 'BehindCheckpoint',
    at: lost,
    make: r => judgedAs(r, olderOf(r, 5), ...since(r)),
  },
  {
    done: 'an old backup put back; nothing newer was kept anywhere',
    verdict: 'proven',
    make: r => judgedAs(r, olderOf(r, 5)),
  },
  {
    done: 'a signature byte of the checkpoint',
    verdict: 'BadSignature',
    make: r => judgedAs(r, { ...r.log, note: `${r.log.note.slice(0, -9)}AAAAAAA=\n` }),
  },
  {
    done: 'a row put before the first',
    verdict: 'SeqGap',
    at: at('0', () => 0),
    make: r => {
      const to = r.directory(r.log)
      const db = Database(join(to, 'log.db'))
      db.pragma('ignore_check_constraints = ON')
      db.exec("INSERT INTO entry VALUES (-1, '{}', zeroblob(32))")
      db.close()
      return ['--log', to, '--policy', r.policy]
    },
  },
]

export const logCases: TamperGroup = { of: 'the log file', cases: rows }

export const copyOf = (real: RealLog, dir: string): string => {
  const to = real.fresh('copy')
  cpSync(dir, to, { recursive: true })
  return to
}
