import { equal } from '../kit/bytes.ts'
import type { Instant } from '../kit/time.ts'
import { openTrusted, type Trust, type Trusted, type TrustFault } from './trust.ts'
import { type Tampered, tampered, type Unknowable, undecided } from './verdict.ts'

/** A checkpoint that was kept elsewhere than where the log is. */
export interface KeptCheckpoint {
  readonly note: string
  /**
   * `given` by the verifier, handed over with the `bundle`, told of by the `log` itself, or `found` where
   * anybody may write.
   */
  readonly from: 'given' | 'bundle' | 'log' | 'found'
  /** When a platform says that it was shown. */
  readonly shown?: Instant
  readonly file?: string
}

export interface Opened extends Trusted {
  readonly from: KeptCheckpoint['from']
  readonly shown?: Instant
}

export interface OpenedAll {
  readonly opened: readonly Opened[]
  /** Those of a channel or a bundle that no key of the policy signed. */
  readonly ignored: number
  readonly flaws: readonly (Tampered | Unknowable)[]
}

const flawOf = (
  { from, file }: KeptCheckpoint,
  fault: TrustFault,
): Tampered | Unknowable | undefined => {
  const more = file === undefined ? {} : { file }
  if (from === 'found' || from === 'log') return undefined
  if (fault === 'BadSignature') return tampered(fault, undefined, more)
  if (from === 'bundle')
    return fault === 'NotACheckpoint' ? tampered(fault, undefined, more) : undefined
  return undecided(fault === 'NotACheckpoint' ? 'NotReadable' : fault, file)
}

/** Opens them by the verifier's policy. One that anybody may have put there speaks for the log or not at all. */
export const openKept = (
  kept: readonly KeptCheckpoint[],
  origin: string | undefined,
  trust: Trust,
): OpenedAll => {
  const opened: Opened[] = []
  const flaws: (Tampered | Unknowable)[] = []
  for (const one of kept) {
    const { note, from, shown, file } = one
    const trusted = openTrusted(note, trust)
    if (!trusted.ok) flaws.push(...[flawOf(one, trusted.error) ?? []].flat())
    else if (origin === undefined || trusted.value.checkpoint.origin === origin)
      opened.push({ ...trusted.value, from, ...(shown === undefined ? {} : { shown }) })
    else if (from === 'given') flaws.push(undecided('UnknownOrigin', file))
  }
  const ignored = kept.length - opened.length - flaws.length
  return { opened, ignored, flaws }
}

/** Whether a kept checkpoint contradicts the log that `head` signs, whose root at some sizes is known. */
export const contradiction = (
  { checkpoint, note }: Trusted,
  head: Trusted,
  rootAt: (size: number) => Uint8Array | undefined,
): Tampered | undefined => {
  const { size, root } = checkpoint
  if (size > head.checkpoint.size)
    return tampered('BehindCheckpoint', head.checkpoint.size, { notes: [note, head.note] })
  const recomputed = rootAt(size)
  return recomputed !== undefined && !equal(recomputed, root)
    ? tampered('Fork', undefined, { notes: [note, head.note] })
    : undefined
}
