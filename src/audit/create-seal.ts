import { toBase64, toBase64url, utf8 } from '../kit/bytes.ts'
import type { SubjectId } from '../kit/ids.ts'
import { isRfc3339, toRfc3339 } from '../kit/time.ts'
import type { Digest, Signer } from '../ports/signer.ts'
import type { EntryDraft, SealedEntry } from '../ports/store.ts'
import { canonical } from './canonical.ts'
import { signCheckpoint } from './checkpoint.ts'
import { entryBody } from './entry.ts'
import type { Frontier, Link, Seal, TreeNode } from './seal.ts'
import { appendNode } from './tiles.ts'
import { leafHash, rootOf } from './tree.ts'
import { isKeyName } from './verifier-key.ts'

export interface SealParts {
  /** Name of the log and of its key, e.g. `bridge.example/hkc-kcs`: no space, no plus. */
  readonly origin: string
  /** Version that is written into each entry. */
  readonly software: string
  readonly digest: Digest
  readonly signer: Signer
  /** `n` bytes that nobody can foresee. */
  readonly random: (n: number) => Uint8Array
}

interface Place {
  /** RFC 3339. */
  readonly at: string
  readonly seq: number
  readonly before: Link | undefined
}

const saltBytes = 16

const { shape } = entryBody

/**
 * What our own verifier wouldn't read must not be written: it could never be taken back. Looked at is what
 * isn't made here, a type once.
 */
const prepareCheck = (software: string) => {
  shape.sw.parse(software)
  const known = new Set<string>()
  return (at: string, drafts: readonly EntryDraft[]): void => {
    if (!isRfc3339(at)) throw new Error(`not the time of an entry: ${at}`)
    for (const { type, subject } of drafts) {
      if (!known.has(type)) known.add(shape.type.parse(type))
      if (subject === '') throw new Error('an entry about a subject without a name')
    }
  }
}

const textOf = (parts: SealParts, draft: EntryDraft, { at, seq, before }: Place): string => {
  const salt = parts.random(saltBytes)
  if (salt.length !== saltBytes) throw new Error(`a salt of ${salt.length} bytes`)
  const body = {
    v: 1,
    log: parts.origin,
    seq,
    at,
    type: draft.type,
    salt: toBase64url(salt),
    sw: parts.software,
    ...(draft.subject !== undefined && {
      subject: {
        id: draft.subject,
        n: (before?.n ?? 0) + 1,
        ...(before && { prev: toBase64(before.leaf) }),
      },
    }),
    actor: draft.actor,
    ...(draft.cause !== undefined && { cause: draft.cause }),
    event: draft.event,
  }
  return canonical(body)
}

/**
 * A seal for one log. Pure but for `random`; the same parts give the same entries and the same note.
 * Throws on a draft without canonical form or outside the entry's shape: both are bugs. The note of a
 * log that stays empty is empty.
 */
export const createSeal = (parts: SealParts): Seal => {
  if (!isKeyName(parts.origin)) throw new Error(`not an origin: ${parts.origin}`)
  const { origin, digest, signer } = parts
  const check = prepareCheck(parts.software)
  return ({ at: moment, entries: drafts, frontier: start, linkOf }) => {
    const at = toRfc3339(moment)
    if (drafts.length > 0) check(at, drafts)
    let frontier: Frontier = start
    const links = new Map<SubjectId, Link>()
    const entries: SealedEntry[] = []
    const nodes: TreeNode[] = []
    for (const draft of drafts) {
      const { subject } = draft
      const before = subject === undefined ? undefined : (links.get(subject) ?? linkOf(subject))
      const seq = frontier.size
      const body = textOf(parts, draft, { at, seq, before })
      const leaf = leafHash(utf8(body), digest)
      frontier = appendNode(frontier, leaf, digest, nodes)
      if (subject !== undefined) links.set(subject, { n: (before?.n ?? 0) + 1, leaf })
      entries.push({ seq, body, leaf })
    }
    const head = { origin, size: frontier.size, root: rootOf(frontier, digest) }
    const note = frontier.size === 0 ? '' : signCheckpoint(head, signer, digest)
    return { entries, frontier, links, nodes, note }
  }
}
