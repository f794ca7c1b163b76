import { equal } from '../kit/bytes.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { SealedEntry } from '../ports/store.ts'
import type { Held } from './bundle-files.ts'
import { headIn, keptIn, type Unread } from './bundle-head.ts'
import { maxBytes } from './canonical.ts'
import { markEntries } from './entry-tile.ts'
import type { DigestInto } from './grown-tree.ts'
import type { KeptCheckpoint } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { hashBytes, type Page } from './page.ts'
import { hashTiles, type Tile, tilePath } from './tile-path.ts'
import { tileWidth } from './tiles.ts'
import { leafHash } from './tree.ts'
import type { Trust } from './trust.ts'
import { type Tampered, tampered, type Unknowable, type Verdict } from './verdict.ts'
import { verifyLog } from './verify.ts'

const maxTile = tileWidth * hashBytes
const maxEntries = tileWidth * (2 + maxBytes)
const typicalEntries = tileWidth * 1024
// Read as text, what is no UTF-8 would pass for something else; no entry is this.
const noText = '\ud800'

interface LogBundle {
  readonly manifest: Manifest
  readonly held: Held
  readonly trust: Trust | Unknowable
  readonly kept: readonly KeptCheckpoint[]
  readonly digest: Digest
  readonly digestInto?: DigestInto | undefined
  readonly verifySignature: VerifySignature
}

/** A flaw of the files ends the stream, which no checkpoint agrees with; `flaw` says which. */
const streamOf = ({ manifest: { size }, held, digest }: LogBundle) => {
  let flaw: Tampered | Unread | undefined

  // Memory that was used just now is faster than any other.
  const room = new Uint8Array(typicalEntries)
  const hashRoom = new Uint8Array(maxTile)

  const pageAt = async (tile: Tile): Promise<readonly Page[]> => {
    const first = tile.n * tileWidth
    const file = tilePath(tile)
    const hashFile = tilePath({ ...tile, level: 0 })
    if (!held.has(file)) flaw = tampered('EntryMissing', first, { file })
    else if (!held.has(hashFile)) flaw = tampered('NotABundle', first, { file: hashFile })
    if (flaw) return []
    const bytes = await held.bytes(file, maxEntries, room)
    const leaves = await held.bytes(hashFile, maxTile, hashRoom)
    if (!bytes || !leaves) {
      flaw = 'unread'
      return []
    }
    const { from, to, whole } = markEntries(bytes)
    const count = Math.min(from.length, tile.width)
    if (leaves.length !== tile.width * hashBytes)
      flaw = tampered('NotABundle', first, { file: hashFile })
    else if (!whole || from.length !== tile.width)
      flaw = tampered('NotABundle', first + count, { file })
    const entry = (i: number): SealedEntry => {
      const body = bytes.subarray(from[i], to[i])
      const leaf = leaves.subarray(i * hashBytes, (i + 1) * hashBytes)
      const isHashed = () => equal(leafHash(body, digest), leaf)
      return { seq: first + i, body: held.decode(body) ?? (isHashed() ? noText : ''), leaf }
    }
    // The bytes between entries are ASCII: where all is UTF-8, each of them is.
    const isPlain = leaves.length === tile.width * hashBytes && held.isText(bytes)
    return [{ first, count, entry, ...(isPlain && { packed: { bytes, from, to, leaves } }) }]
  }

  async function* pages(): AsyncGenerator<Page> {
    for (let n = 0; n * tileWidth < size && !flaw; n++) {
      const width = Math.min(tileWidth, size - n * tileWidth)
      yield* await pageAt({ level: 'entries', n, width })
    }
  }
  return { entries: { pages: pages() }, flaw: () => flaw }
}

/** Whether the tiles above the leaves are those of the tree; each holds hashes of full subtrees. */
const checkTiles = async (
  { manifest: { size }, held }: LogBundle,
  nodes: ReadonlyMap<number, readonly Uint8Array[]>,
): Promise<Tampered | Unread | undefined> => {
  const tiles = hashTiles(size)
  for (const tile of tiles.filter(({ level }) => level !== 0)) {
    const file = tilePath(tile)
    const level = Number(tile.level)
    const leaves = tileWidth ** level
    const first = tile.n * tileWidth
    if (!held.has(file)) return tampered('NotABundle', first * leaves, { file })
    const bytes = await held.bytes(file, maxTile)
    if (!bytes) return 'unread'
    const wanted = nodes.get(level)?.slice(first, first + tile.width) ?? []
    const bad = wanted.findIndex(
      (hash, i) => !equal(hash, bytes.subarray(i * hashBytes, (i + 1) * hashBytes)),
    )
    if (bad >= 0) return tampered('LeafMismatch', (first + bad) * leaves, { file })
    if (bytes.length !== tile.width * hashBytes) return tampered('NotABundle', undefined, { file })
  }
  const own = new Set(
    tiles
      .flatMap(t => [t, ...(t.level === 0 ? [{ ...t, level: 'entries' as const }] : [])])
      .map(tilePath),
  )
  const stranger = held.paths.find(path => path.startsWith('tile/') && !own.has(path))
  return stranger === undefined ? undefined : tampered('NotABundle', undefined, { file: stranger })
}

/** Verifies a whole log that was handed over as tiles. */
export const verifyLogBundle = async (bundle: LogBundle): Promise<Verdict | Unread> => {
  const { manifest, held, trust, digest, verifySignature } = bundle
  const head = await headIn(held, manifest)
  if (head === 'unread' || 'finding' in head) return head
  const inside = await keptIn(held, manifest.origin)
  if (inside === 'unread' || 'finding' in inside) return inside
  const nodes = new Map<number, Uint8Array[]>()
  const stream = streamOf(bundle)
  const verdict = await verifyLog({
    entries: stream.entries,
    note: head.note,
    kept: [...inside, ...bundle.kept],
    made: (height, hash) => {
      if (height % 8 !== 0) return
      const level = height / 8
      const known = nodes.get(level)
      if (known) known.push(hash)
      else nodes.set(level, [hash])
    },
    digest,
    verifySignature,
    digestInto: bundle.digestInto,
    ...('policy' in trust && { policy: trust.policy }),
  })
  // What an entry says of itself comes before what is wrong with the files around it.
  const isEarlier =
    verdict.kind === 'tampered' && verdict.finding !== 'SizeMismatch' && verdict.at !== undefined
  const flaw = stream.flaw()
  if (flaw && !isEarlier) return flaw
  if (verdict.kind === 'tampered') return verdict
  const tiles = await checkTiles(bundle, nodes)
  if (tiles) return tiles
  return 'policy' in trust || verdict.kind === 'proven' ? verdict : trust
}
