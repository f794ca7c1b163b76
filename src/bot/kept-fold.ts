import { equal, fromBase64, toBase64 } from '../kit/bytes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { Cache } from '../ports/cache.ts'
import type { SealedEntry } from '../ports/store.ts'
import type { Directory } from '../roster/directory.ts'
import { createFold, type Fold, type FoldParts } from '../summary/fold.ts'
import { createSavedReader, savedVersion } from '../summary/saved.ts'

/** What is needed of a log to go on with what was counted of it. */
export interface KeptFoldParts {
  readonly store: { readonly readEntries: (from: number, to: number) => AsyncIterable<SealedEntry> }
  readonly directory: Directory
  readonly cache?: Cache
}

/** Every two desks that share a channel, in the order of their ids. */
export const pairsOf = (
  directory: Directory,
): readonly (readonly [ContactPointId, ContactPointId])[] =>
  directory.contactPoints.flatMap(({ id }) =>
    directory.neighboursOf(id).flatMap(other => (id < other ? [[id, other] as const] : [])),
  )

export const foldPartsOf = (directory: Directory): FoldParts => ({
  pairs: pairsOf(directory),
  zone: desk => directory.contactPoint(desk).zone.zone,
})

/** Of whom and how it counts: with other settings, or another version, the figures are others. */
const countedAs = ({ pairs, zone }: FoldParts): string =>
  JSON.stringify([savedVersion, pairs.map(([a, b]) => [a, zone(a), b, zone(b)]).toSorted()])

/** Leaf hash of the entry before that position. An entry is salted: no other log has one like it. */
const leafBefore = async (
  { readEntries }: KeptFoldParts['store'],
  size: number,
): Promise<Uint8Array | undefined> => {
  for await (const { leaf } of readEntries(size - 1, size)) return leaf
  return undefined
}

/**
 * The fold as it was kept, where it was made of this very log and under these settings; undefined where it is
 * to be made anew.
 */
export const foldFrom = async ({
  store,
  directory,
  cache,
}: KeptFoldParts): Promise<Fold | undefined> => {
  if (!cache) return undefined
  const parts = foldPartsOf(directory)
  const reader = createSavedReader()
  const head: string[] = []
  try {
    const isWhole = await cache.read(line => {
      // Of another version nothing further is understood.
      if (head.length < 2) head.push(line)
      else if (head[0] === countedAs(parts)) reader.take(line)
    })
    const [counted, leaf = ''] = head
    if (!isWhole || counted !== countedAs(parts)) return undefined
    const saved = reader.saved()
    const [told, found] = [fromBase64(leaf), await leafBefore(store, saved.size)]
    return told && found && equal(told, found) ? createFold(parts, saved) : undefined
  } catch {
    // Not of this version, whatever it says.
    return undefined
  }
}

function* headed(head: readonly string[], lines: Iterable<string>): Generator<string> {
  yield* head
  yield* lines
}

/** False where it can't be kept. */
export const saveFold = async (
  { store, directory, cache }: KeptFoldParts,
  fold: Fold,
): Promise<boolean> => {
  const lines = fold.save()
  const leaf = await leafBefore(store, fold.size())
  if (!cache || !leaf) return false
  return cache.write(headed([countedAs(foldPartsOf(directory)), toBase64(leaf)], lines))
}
