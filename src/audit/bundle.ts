import { concat, utf8 } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import type { ReadHashes, SealedEntry } from '../ports/store.ts'
import { packEntries } from './entry-tile.ts'
import { entryTiles, hashTiles, type Tile, tilePath } from './tile-path.ts'
import { createTreeReader, tileWidth } from './tiles.ts'
import { printTlogProof } from './tlog-proof.ts'

/** A log as it was when `note` was signed; what came since is not looked at. */
export interface LogSource {
  readonly note: string
  readonly size: number
  readonly entries: (from: number, to: number) => AsyncIterable<SealedEntry>
  readonly hashes: ReadHashes
}

/** A file to be handed over. */
export interface BundleFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Fewer than the manifest has room for: two files an entry. */
export const maxParts = 15_000

const textFile = (path: string, text: string): BundleFile => ({ path, bytes: utf8(text) })

/** Entries, each with its proof that it is in the log. */
export async function* partFiles(
  source: LogSource,
  entries: AsyncIterable<SealedEntry>,
  digest: Digest,
): AsyncGenerator<BundleFile> {
  const tree = createTreeReader(source.hashes, digest)
  for await (const { seq, body } of entries) {
    const path = await tree.inclusion(seq, source.size)
    yield textFile(`entries/${seq}.json`, body)
    yield textFile(
      `receipts/${seq}.tlog-proof`,
      printTlogProof({ index: seq, path, note: source.note }),
    )
  }
}

const packed = async ({ entries }: LogSource, tile: Tile): Promise<BundleFile> => {
  const first = tile.n * tileWidth
  const held: Uint8Array[] = []
  for await (const { body } of entries(first, first + tile.width)) held.push(utf8(body))
  if (held.length !== tile.width) throw new Error(`${held.length} entries from ${first} on`)
  return { path: tilePath(tile), bytes: packEntries(held) }
}

/** A whole log as C2SP tlog-tiles lays it out; holds one tile of it at a time. */
export async function* logFiles(source: LogSource): AsyncGenerator<BundleFile> {
  for (const tile of entryTiles(source.size)) yield packed(source, tile)
  for (const tile of hashTiles(source.size)) {
    const first = tile.n * tileWidth
    const hashes = await source.hashes(Number(tile.level), first, first + tile.width)
    if (hashes.length !== tile.width)
      throw new Error(`${hashes.length} hashes for ${tilePath(tile)}`)
    yield { path: tilePath(tile), bytes: concat(...hashes) }
  }
}
