import type { Digest } from '../ports/signer.ts'
import { boundsOf, isOutside, latestOf } from './brackets.ts'
import { believe } from './bundle-head.ts'
import { readCheckpoint } from './checkpoint.ts'
import { cosignedBy } from './cosigned.ts'
import type { KeptCheckpoint } from './kept.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { verifyInclusion } from './tree-proof.ts'
import type { Trust } from './trust.ts'
import { tampered, type Unknowable, undecided, type Verdict } from './verdict.ts'
import { checkEntry } from './walk.ts'

export interface ReceiptToVerify {
  /** Text of a `tlog-proof`. */
  readonly receipt: string
  /** The entry that it is of; a receipt doesn't hold it. */
  readonly entry?: string
  readonly trust: Trust | Unknowable
  readonly kept: readonly KeptCheckpoint[]
  readonly digest: Digest
}

/** Verifies that an entry is in a log, by its receipt alone. */
export const verifyReceipt = ({
  receipt,
  entry,
  trust,
  kept,
  digest,
}: ReceiptToVerify): Verdict => {
  const proof = parseTlogProof(receipt)
  if (!proof.ok) return tampered('NotABundle')
  const { index, path, note } = proof.value
  const claimed = readCheckpoint(note)
  if (!claimed.ok) return tampered('NotACheckpoint')
  const { origin, size, root } = claimed.value
  const checked =
    entry === undefined ? undefined : checkEntry({ seq: index, body: entry }, origin, digest)
  if (checked && !checked.ok) return tampered(checked.error, index)
  if (checked && !verifyInclusion({ index, size, leaf: checked.value.leaf, path, root }, digest))
    return tampered('BadProof', index)
  if (!('policy' in trust)) return trust
  const believed = believe(note, origin, kept, trust)
  if (!believed.ok) return believed.error
  if (!checked) return undecided('NoEntry')
  const { head, opened, ignored, open } = believed.value
  const bounds = [...boundsOf(head), ...opened.flatMap(o => boundsOf(o, o.shown))]
  if (isOutside(checked.value.body, latestOf(bounds))) return tampered('TimeOutsideBracket', index)
  if (open) return open
  const cosigned = cosignedBy([head], trust)
  if (cosigned === 'NoQuorum') return undecided('NoQuorum')
  const subject = checked.value.body.subject?.id
  return {
    kind: 'proven',
    what: 'receipt',
    origin,
    size,
    root,
    entries: 1,
    from: index,
    to: index + 1,
    ...(subject !== undefined && { subject }),
    ...(cosigned && { cosigned }),
    kept: opened.filter(o => o.checkpoint.size === size).length,
    ignored,
  }
}
