import { toHex } from '../kit/bytes.ts'
import type { Result } from '../kit/result.ts'
import type { Digest } from '../ports/signer.ts'
import { type Manifest, manifestName } from './manifest.ts'
import { type Tampered, tampered } from './verdict.ts'

/** Bytes; what a bundle has besides entries, proofs and hashes is not larger. */
const maxOther = 32 * 1024 * 1024

/** `Link`: something that is neither a file nor a folder, which nobody follows. `TooMany` files. */
export type ListFault = { readonly kind: 'Link' | 'TooMany'; readonly file: string }

/** A folder that was handed over, which may hold anything. */
export interface BundleFiles {
  /** Paths of its files with `/`, but for those whose names begin with a dot. */
  readonly list: () => Promise<Result<readonly string[], ListFault>>
  /**
   * The bytes of a file of at most `max`, the caller's own; a path that leads out of the folder is not there. Where
   * they fit into `room` they may be put there, and are good until it is used again.
   */
  readonly read: (
    path: string,
    max: number,
    room?: Uint8Array,
  ) => Promise<Result<Uint8Array, 'NotThere' | 'TooLarge'>>
  /** The text of UTF-8 bytes, undefined for any others. */
  readonly decode: (bytes: Uint8Array) => string | undefined
  /** Whether `decode` has a text of them. */
  readonly isText: (bytes: Uint8Array) => boolean
}

/** What a manifest lists, each read once and compared with it. */
export interface Held {
  readonly has: (path: string) => boolean
  readonly paths: readonly string[]
  /** Undefined where it can't be read, for which `settle` has the reason. `room` as for `BundleFiles`. */
  readonly bytes: (path: string, max: number, room?: Uint8Array) => Promise<Uint8Array | undefined>
  /** As `bytes`; what is no text is the empty one. */
  readonly text: (path: string, max: number) => Promise<string | undefined>
  readonly decode: BundleFiles['decode']
  readonly isText: BundleFiles['isText']
  /** Reads what is left; then the first file, by path, that isn't as the manifest says. */
  readonly settle: () => Promise<Tampered | undefined>
}

const position = /^(?:entries|receipts)\/([0-9]+)\./

const seqOf = (path: string): number | undefined => {
  const [, digits] = position.exec(path) ?? []
  return digits === undefined ? undefined : Number(digits)
}

export const holdBundle = (files: BundleFiles, manifest: Manifest, digest: Digest): Held => {
  const listed = new Map(Object.entries(manifest.files))
  const unread = new Set(listed.keys())
  const flaws = new Map<string, Tampered>()
  const flawed = (path: string, finding: Tampered['finding']): undefined => {
    flaws.set(path, tampered(finding, seqOf(path), { file: path }))
    return undefined
  }

  const bytes: Held['bytes'] = async (path, max, room) => {
    if (!listed.has(path)) return undefined
    unread.delete(path)
    const read = await files.read(path, max, room)
    if (!read.ok) return flawed(path, read.error === 'TooLarge' ? 'NotABundle' : 'ManifestMismatch')
    if (toHex(digest(read.value)) !== listed.get(path)) flawed(path, 'ManifestMismatch')
    return read.value
  }

  /** Files that nobody lists, which a reader would take for a part of it. */
  const strangers = async (): Promise<Tampered | undefined> => {
    const found = await files.list()
    if (!found.ok) return tampered('NotABundle', undefined, { file: found.error.file })
    const stranger = found.value.find(path => !listed.has(path) && path !== manifestName)
    return stranger === undefined
      ? undefined
      : tampered('ManifestMismatch', undefined, { file: stranger })
  }

  return {
    has: path => listed.has(path),
    paths: [...listed.keys()],
    bytes,
    text: async (path, max) => {
      const read = await bytes(path, max)
      return read && (files.decode(read) ?? '')
    },
    decode: files.decode,
    isText: files.isText,
    settle: async () => {
      for (const path of unread) await bytes(path, maxOther)
      const [first] = [...flaws.keys()].sort()
      return (first === undefined ? undefined : flaws.get(first)) ?? strangers()
    },
  }
}
