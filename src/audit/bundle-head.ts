import { equal } from '../kit/bytes.ts'
import { ok, type Result } from '../kit/result.ts'
import type { Held } from './bundle-files.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type KeptCheckpoint, type Opened, openKept } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { openTrusted, type Trust, type Trusted } from './trust.ts'
import { type Tampered, tampered, type Unknowable, undecided } from './verdict.ts'

/** Bytes of a note or a proof; what is larger isn't read. */
export const maxNote = 300_000

/** Its content says nothing: a file can't be read, and whoever holds the files knows why. */
export type Unread = 'unread'

const keptName = /^checkpoints\/([0-9]+)\.note$/

/** The checkpoints that were handed over with it, each named after its size. */
export const keptIn = async (
  held: Held,
  origin: string,
): Promise<readonly KeptCheckpoint[] | Tampered | Unread> => {
  const kept: KeptCheckpoint[] = []
  for (const file of held.paths) {
    const [, size] = keptName.exec(file) ?? []
    if (size === undefined) continue
    const note = await held.text(file, maxNote)
    if (note === undefined) return 'unread'
    const claimed = readCheckpoint(note)
    if (!claimed.ok) return tampered('NotACheckpoint', undefined, { file })
    if (claimed.value.origin !== origin) return tampered('WrongLog', undefined, { file })
    if (String(claimed.value.size) !== size) return tampered('NotABundle', undefined, { file })
    kept.push({ note, from: 'bundle', file })
  }
  return kept
}

/** What the checkpoint of a bundle claims, before anybody's key is asked. */
export interface ClaimedHead {
  readonly note: string
  readonly checkpoint: Checkpoint
}

export const headIn = async (
  held: Held,
  { origin, size }: Manifest,
): Promise<ClaimedHead | Tampered | Unread> => {
  const file = 'checkpoint'
  if (!held.has(file)) return tampered('NoCheckpoint')
  const note = await held.text(file, maxNote)
  if (note === undefined) return 'unread'
  const claimed = readCheckpoint(note)
  if (!claimed.ok) return tampered('NotACheckpoint', undefined, { file })
  if (claimed.value.origin !== origin) return tampered('WrongLog', undefined, { file })
  if (claimed.value.size !== size)
    return tampered('SizeMismatch', Math.min(claimed.value.size, size))
  return { note, checkpoint: claimed.value }
}

/** The checkpoint by the verifier's policy, with those of elsewhere that a part of the log can be held against. */
export interface Believed {
  readonly head: Trusted
  readonly opened: readonly Opened[]
  readonly ignored: number
  /** Why it can't be decided, should nothing be wrong. */
  readonly open?: Unknowable
}

const disagree = (a: Trusted, b: Trusted): boolean =>
  a.checkpoint.size === b.checkpoint.size && !equal(a.checkpoint.root, b.checkpoint.root)

/**
 * Believes the head of a part of a log, or says why not. A part shows nothing of how the log grew, so that
 * of other checkpoints only those of the same size can contradict one another.
 */
export const believe = (
  note: string,
  origin: string,
  kept: readonly KeptCheckpoint[],
  trust: Trust,
): Result<Believed, Tampered | Unknowable> => {
  const head = openTrusted(note, trust)
  if (!head.ok) {
    const { error } = head
    const isFinding = error === 'BadSignature' || error === 'NotACheckpoint'
    return { ok: false, error: isFinding ? tampered(error) : undecided(error) }
  }
  const { opened, ignored, flaws } = openKept(kept, origin, trust)
  const all = [head.value, ...opened]
  for (const [i, a] of all.entries()) {
    const b = all.slice(0, i).find(one => disagree(one, a))
    if (b) return { ok: false, error: tampered('Fork', undefined, { notes: [a.note, b.note] }) }
  }
  const flaw = flaws.find(f => f.kind === 'tampered')
  if (flaw) return { ok: false, error: flaw }
  const { size } = head.value.checkpoint
  const apart = opened.some(o => o.from === 'given' && o.checkpoint.size !== size)
  const [unread] = flaws.filter(f => f.kind === 'undecided')
  const reason = unread ?? (apart ? undecided('NoConsistency') : undefined)
  return ok({ head: head.value, opened, ignored, ...(reason && { open: reason }) })
}
