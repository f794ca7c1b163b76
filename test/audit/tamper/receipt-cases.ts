import type { Arguments, TamperCase, TamperGroup } from './case.ts'
import { byteEdited } from './log-cases.ts'
import { bundle, receipt, text } from './parts.ts'
import type { RealLog } from './real-log.ts'

const edited = ['the entry', (r: RealLog) => r.edited] as const

const receiptText = async (real: RealLog): Promise<string> =>
  text(await bundle(real, 'subject'), receipt(real.edited))

const ofReceipt =
  (
    change: (text: string, real: RealLog) => string,
    seqOf: (r: RealLog) => number | undefined = r => r.edited,
  ) =>
  async (real: RealLog): Promise<Arguments> => {
    const file = real.file('r.tlog-proof', change(await receiptText(real), real))
    const seq = seqOf(real)
    const body = seq === undefined ? undefined : real.log.entries[seq]?.body
    const entryGiven = body === undefined ? [] : ['--entry', real.file('entry.json', body)]
    return [file, ...entryGiven, '--policy', real.policy]
  }

const receipts: readonly TamperCase[] = [
  { done: 'nothing', verdict: 'proven', make: ofReceipt(t => t) },
  {
    done: 'its last line end lost in a chat',
    verdict: 'proven',
    make: ofReceipt(t => t.trimEnd()),
  },
  {
    done: 'nothing; its entry isn’t there',
    verdict: 'NoEntry',
    make: ofReceipt(
      t => t,
      () => undefined,
    ),
  },
  {
    done: 'shown for another entry',
    verdict: 'SeqMismatch',
    at: ['the place in the receipt', r => r.edited],
    make: ofReceipt(
      t => t,
      r => r.next,
    ),
  },
  {
    done: 'its number changed to that of another entry, which is shown',
    verdict: 'BadProof',
    at: ['the place in the receipt', r => r.next],
    make: ofReceipt(
      (t, r) => t.replace(`index ${r.edited}\n`, `index ${r.next}\n`),
      r => r.next,
    ),
  },
  {
    done: 'its path cut by one hash',
    verdict: 'BadProof',
    at: edited,
    make: ofReceipt(t => t.split('\n').toSpliced(2, 1).join('\n')),
  },
  {
    done: 'its path longer by one hash',
    verdict: 'BadProof',
    at: edited,
    make: ofReceipt(t =>
      t
        .split('\n')
        .toSpliced(2, 0, `${'A'.repeat(43)}=`)
        .join('\n'),
    ),
  },
  {
    done: 'one byte of its entry',
    verdict: 'BadProof',
    at: edited,
    make: async r => {
      const e = r.log.entries[r.edited]
      const body = e ? byteEdited(e).body : ''
      const files = [
        r.file('r.tlog-proof', await receiptText(r)),
        '--entry',
        r.file('e.json', body),
      ]
      return [...files, '--policy', r.policy]
    },
  },
  {
    done: 'a signature byte of its checkpoint',
    verdict: 'BadSignature',
    make: ofReceipt(t => t.replace(/.{9}(=*\n)$/, 'AAAAAAAAA$1')),
  },
  {
    done: 'cut off after its path',
    verdict: 'NotABundle',
    make: ofReceipt(t => t.slice(0, t.indexOf('\n\n'))),
  },
  {
    done: 'its checkpoint made unreadable',
    verdict: 'NotACheckpoint',
    make: ofReceipt(t => t.replace(/\n(\d+)\n(.{43}=)\n\n/, '\n0$1\n$2\n\n')),
  },
]

export const receiptCases: TamperGroup = { of: 'a receipt', cases: receipts }
