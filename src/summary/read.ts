import { fromBase64 } from '../kit/bytes.ts'
import type { SubjectId } from '../kit/ids.ts'
import type { SealedEntry } from '../ports/store.ts'
import type { Fold } from './fold.ts'

/** Entries of the subject of an entry, the newest first; some from that one on may be among them. */
export type History = (subject: SubjectId, of: SealedEntry) => AsyncIterable<SealedEntry>

const before = async (history: AsyncIterable<SealedEntry>, seq: number) => {
  const texts: string[] = []
  for await (const entry of history) if (entry.seq < seq) texts.push(entry.body)
  return texts.toReversed()
}

/** Takes the next entries, and looks up what the fold has let go of. */
export const readInto = async (
  fold: Fold,
  entries: AsyncIterable<SealedEntry>,
  history: History,
): Promise<void> => {
  for await (const entry of entries) {
    const lacked = fold.offer(entry.body)
    if (lacked === undefined) continue
    const earlier = await before(history(lacked, entry), entry.seq)
    if (fold.offer(entry.body, earlier) !== undefined) throw new Error(`nothing led to ${lacked}`)
  }
}

const linkOf = (body: string): Uint8Array | undefined => {
  const { subject } = JSON.parse(body) as { readonly subject?: { readonly prev?: string } }
  return subject?.prev === undefined ? undefined : fromBase64(subject.prev)
}

/** The entries before one, of the same subject, by its back-links; it ends where one leads nowhere back. */
export async function* linkedBefore(
  of: SealedEntry,
  withLeaf: (leaf: Uint8Array) => SealedEntry | undefined,
): AsyncGenerator<SealedEntry> {
  for (let at: SealedEntry = of; ; ) {
    const leaf = linkOf(at.body)
    const found = leaf && withLeaf(leaf)
    if (!found || found.seq >= at.seq) return
    yield found
    at = found
  }
}
