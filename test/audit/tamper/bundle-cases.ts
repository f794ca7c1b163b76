import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../../../adapters/keys/index.ts'
import { signSubjectHead } from '../../../src/audit/subject-head.ts'
import type { TamperCase, TamperGroup } from './case.ts'
import { bodyOf, rewritten, signed } from './host.ts'
import { byteEdited, since } from './log-cases.ts'
import { bundle, drop, entry, judged, put, receipt, refit, type Tamper, text } from './parts.ts'
import { handedOver, type RealLog } from './real-log.ts'

const edited = ['the entry', (r: RealLog) => r.edited] as const
const seqsOf = (real: RealLog): readonly number[] =>
  real.log.entries.filter(e => bodyOf(e).subject?.id === handedOver).map(e => e.seq)
const newest = (real: RealLog): number => seqsOf(real).at(-1) ?? 0

const changeEntry: Tamper = (dir, { edited: seq, log }) => {
  const e = log.entries[seq]
  if (e) put(dir, entry(seq), byteEdited(e).body)
}

/** The head that a host signs who leaves out the newest entry. */
const headWithout = (real: RealLog): string => {
  const seqs = seqsOf(real)
  const n = seqs.length - 1
  const leaf = real.log.entries[seqs[n - 1] ?? 0]?.leaf ?? new Uint8Array()
  const { origin } = real.signer
  const head = { origin, size: real.covered, subject: handedOver, n, leaf }
  return signSubjectHead(head, real.signer, digest)
}

const subject: readonly TamperCase[] = [
  { done: 'nothing', verdict: 'proven', make: judged('subject', () => {}) },
  {
    done: 'one byte of an entry',
    verdict: 'BadProof',
    at: edited,
    make: judged('subject', changeEntry),
  },
  {
    done: 'one byte of an entry, and the manifest to it',
    verdict: 'BadProof',
    at: edited,
    make: judged('subject', (dir, real) => {
      changeEntry(dir, real)
      refit(dir)
    }),
  },
  {
    done: 'an entry made unreadable',
    verdict: 'NotCanonical',
    at: edited,
    file: 'entry',
    make: judged('subject', (dir, r) =>
      put(dir, entry(r.edited), `${text(dir, entry(r.edited))} `),
    ),
  },
  {
    done: 'the newest entry left out',
    verdict: 'EntryMissing',
    make: judged('subject', (dir, r) => drop(dir, entry(newest(r)), receipt(newest(r)))),
  },
  {
    done: 'the newest three entries left out',
    verdict: 'EntryMissing',
    make: judged('subject', (dir, r) => {
      const seqs = seqsOf(r).slice(-3)
      drop(dir, ...seqs.map(entry), ...seqs.map(receipt))
    }),
  },
  {
    done: 'the newest entry left out, and a head signed to it by the log’s own key',
    verdict: 'proven',
    make: judged('subject', (dir, r) => {
      drop(dir, entry(newest(r)), receipt(newest(r)))
      put(dir, 'head', headWithout(r))
      refit(dir)
    }),
  },
  {
    done: 'an entry in the middle left out',
    verdict: 'EntryMissing',
    at: ['the one after it', r => r.next],
    make: judged('subject', (dir, r) => drop(dir, entry(r.edited), receipt(r.edited))),
  },
  {
    done: 'its head left out',
    verdict: 'HeadMissing',
    make: judged('subject', dir => drop(dir, 'head')),
  },
  {
    done: 'the head of another referral',
    verdict: 'HeadMissing',
    file: 'head',
    make: judged('subject', (dir, r) => {
      const { origin } = r.signer
      const other = { origin, size: r.covered, subject: 'HK-2026-000001', n: 1 }
      const leaf = r.log.entries[0]?.leaf ?? new Uint8Array()
      put(dir, 'head', signSubjectHead({ ...other, leaf }, r.signer, digest))
      refit(dir)
    }),
  },
  {
    done: 'a number of the head',
    verdict: 'BadSignature',
    file: 'head',
    make: judged('subject', (dir, r) => {
      const n = seqsOf(r).length
      put(dir, 'head', text(dir, 'head').replace(`\n${n}\n`, `\n${n - 1}\n`))
      refit(dir)
    }),
  },
  {
    done: 'a path cut by one hash',
    verdict: 'BadProof',
    at: edited,
    make: judged('subject', (dir, r) => {
      const lines = text(dir, receipt(r.edited)).split('\n')
      put(dir, receipt(r.edited), lines.toSpliced(2, 1).join('\n'))
      refit(dir)
    }),
  },
  {
    done: 'the proofs of two entries swapped',
    verdict: 'BadProof',
    at: edited,
    make: judged('subject', (dir, r) => {
      const [a, b] = [text(dir, receipt(r.edited)), text(dir, receipt(r.next))]
      put(dir, receipt(r.edited), b)
      put(dir, receipt(r.next), a)
      refit(dir)
    }),
  },
  {
    done: 'two entries swapped with their proofs',
    verdict: 'SeqMismatch',
    at: edited,
    file: 'entry',
    make: judged('subject', (dir, r) => {
      const [a, b] = [text(dir, entry(r.edited)), text(dir, entry(r.next))]
      put(dir, entry(r.edited), b)
      put(dir, entry(r.next), a)
      refit(dir)
    }),
  },
  {
    done: 'the checkpoint left out',
    verdict: 'NoCheckpoint',
    make: judged('subject', dir => drop(dir, 'checkpoint')),
  },
  {
    done: 'a forged cosignature under the checkpoint',
    verdict: 'BadSignature',
    make: judged('subject', (dir, r) => {
      const note = text(dir, 'checkpoint')
      const forged = note.replace(/(.{9})(=*\n)$/, (_, _a, end) => `AAAAAAAAA${end}`)
      for (const seq of seqsOf(r))
        put(dir, receipt(seq), text(dir, receipt(seq)).replace(note, forged))
      put(dir, 'checkpoint', forged)
      refit(dir)
    }),
  },
  {
    done: 'another checkpoint of its size, signed by the log, was kept',
    verdict: 'Fork',
    make: async r => {
      const change = (b: ReturnType<typeof bodyOf>) => ({ ...b, salt: 'A'.repeat(22) })
      const other = rewritten(r.log, r.edited, change, r.signer).entries.slice(0, r.covered)
      const file = r.file('other.checkpoint', signed(other, r.signer).note)
      return [await bundle(r, 'subject'), '--policy', r.policy, '--since', file]
    },
  },
  {
    done: 'nothing; a later checkpoint was kept, which a part can’t be held against',
    verdict: 'NoConsistency',
    make: async r => [await bundle(r, 'subject'), '--policy', r.policy, ...since(r)],
  },
  {
    done: 'the size in the manifest',
    verdict: 'SizeMismatch',
    at: ['the smaller size', r => r.covered],
    make: judged('subject', dir =>
      refit(dir, m => Object.assign(m, { size: Number(m['size']) + 1 })),
    ),
  },
  {
    done: 'the hash of a file in the manifest',
    verdict: 'ManifestMismatch',
    file: 'HOWTO.md',
    make: judged('subject', dir =>
      refit(dir, m => Object.assign(m.files, { 'HOWTO.md': '0'.repeat(64) })),
    ),
  },
  {
    done: 'a report for people changed',
    verdict: 'ManifestMismatch',
    file: 'HOWTO.md',
    make: judged('subject', dir => put(dir, 'HOWTO.md', 'All is well.\n')),
  },
  {
    done: 'a file that the manifest lists left out',
    verdict: 'ManifestMismatch',
    file: 'HOWTO.md',
    make: judged('subject', dir => rmSync(join(dir, 'HOWTO.md'))),
  },
  {
    done: 'a file put in',
    verdict: 'ManifestMismatch',
    file: 'entries/999999.json',
    make: judged('subject', dir => put(dir, 'entries/999999.json', '{}')),
  },
  {
    done: 'a link put in that leads out of it',
    verdict: 'NotABundle',
    file: 'report',
    make: judged('subject', dir => {
      rmSync(join(dir, 'report'), { recursive: true, force: true })
      symlinkSync('/etc', join(dir, 'report'))
    }),
  },
  {
    done: 'the manifest with a blank more',
    verdict: 'NotABundle',
    file: 'manifest.json',
    make: judged('subject', dir => put(dir, 'manifest.json', `${text(dir, 'manifest.json')} `)),
  },
  {
    done: 'a path that leads out of it listed',
    verdict: 'NotABundle',
    file: 'manifest.json',
    make: judged('subject', dir =>
      refit(dir, m => Object.assign(m.files, { '../policy.txt': '0'.repeat(64) })),
    ),
  },
  {
    done: 'a manifest of 100,000 brackets',
    verdict: 'NotABundle',
    file: 'manifest.json',
    make: judged('subject', dir => put(dir, 'manifest.json', '['.repeat(100_000))),
  },
  {
    done: 'a manifest of more than 4 MiB',
    verdict: 'NotABundle',
    file: 'manifest.json',
    make: judged('subject', dir => put(dir, 'manifest.json', ' '.repeat((4 << 20) + 1))),
  },
  {
    done: 'a checkpoint of more than 300,000 bytes',
    verdict: 'NotABundle',
    file: 'checkpoint',
    make: judged('subject', dir => {
      put(dir, 'checkpoint', 'x'.repeat(300_001))
      refit(dir)
    }),
  },
  {
    done: 'an entry of more than 65,535 bytes',
    verdict: 'NotABundle',
    at: edited,
    file: 'entry',
    make: judged('subject', (dir, r) => {
      put(dir, entry(r.edited), '1'.repeat(65_536))
      refit(dir)
    }),
  },
  {
    done: 'an entry of 17 levels',
    verdict: 'NotCanonical',
    at: edited,
    file: 'entry',
    make: judged('subject', (dir, r) => {
      put(dir, entry(r.edited), '['.repeat(17) + ']'.repeat(17))
      refit(dir)
    }),
  },
  {
    done: 'the manifest left out',
    verdict: 'NotThere',
    make: judged('subject', dir => rmSync(join(dir, 'manifest.json'))),
  },
]

export const subjectCases: TamperGroup = { of: 'a bundle of one referral', cases: subject }
