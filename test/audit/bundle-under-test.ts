import { signerOf } from '../../adapters/keys/ed25519.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { type BundleFile, logFiles, partFiles } from '../../src/audit/bundle.ts'
import type { BundleFiles } from '../../src/audit/bundle-files.ts'
import { cosign, withSignatures } from '../../src/audit/cosignature.ts'
import type { KeptCheckpoint } from '../../src/audit/kept.ts'
import { type Manifest, manifestName, printManifest } from '../../src/audit/manifest.ts'
import { parseNote } from '../../src/audit/note.ts'
import { signSubjectHead } from '../../src/audit/subject-head.ts'
import { frontierOf, rootOf } from '../../src/audit/tree.ts'
import { policyOfKey } from '../../src/audit/trust.ts'
import type { TrustPolicy } from '../../src/audit/trust-policy.ts'
import type { Verdict } from '../../src/audit/verdict.ts'
import { cosignatureType, parseVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyBundle } from '../../src/audit/verify-bundle.ts'
import { toHex, utf8 } from '../../src/kit/bytes.ts'
import { err, ok } from '../../src/kit/result.ts'
import type { ReadHashes, SealedEntry } from '../../src/ports/store.ts'
import { type Log, signer } from './log-under-test.ts'

/** A bundle in memory, by path. */
export type Bundle = ReadonlyMap<string, Uint8Array>

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8Decoder.decode(bytes)
  } catch {
    return undefined
  }
}

export const textOf = (bundle: Bundle, path: string): string => {
  const bytes = bundle.get(path)
  if (!bytes) throw new Error(`no ${path}`)
  return decode(bytes) ?? ''
}

export const hashesOf =
  (entries: readonly SealedEntry[]): ReadHashes =>
  async (level, from, to) => {
    const width = 256 ** level
    const full = Math.floor(entries.length / width)
    return Array.from({ length: Math.max(0, Math.min(to, full) - from) }, (_, i) => {
      const leaves = entries.slice((from + i) * width, (from + i + 1) * width).map(e => e.leaf)
      return rootOf(frontierOf(leaves, digest), digest)
    })
  }

async function* streamed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

const manifestOf = (about: object, files: ReadonlyMap<string, Uint8Array>): Manifest =>
  ({
    ...about,
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, toHex(digest(bytes))])),
  }) as Manifest

/** The bundle with other files, and a manifest that fits them: whoever forges one can do as much. */
export const refitted = (
  bundle: Bundle,
  change: (files: Map<string, Uint8Array>, about: Record<string, unknown>) => void,
): Bundle => {
  const files = new Map(bundle)
  files.delete(manifestName)
  const { files: _, ...about }: Record<string, unknown> = JSON.parse(textOf(bundle, manifestName))
  change(files, about)
  return new Map([...files, [manifestName, utf8(printManifest(manifestOf(about, files)))]])
}

export type What =
  | { readonly kind: 'subject'; readonly subject: string }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'log' }

/** What would be handed over of a log. */
export const bundleOf = async (
  { entries, note }: Log,
  what: What,
  more: Readonly<Record<string, string>> = {},
): Promise<Bundle> => {
  const size = entries.length
  const source = {
    note,
    size,
    entries: (from: number, to: number) => streamed(entries.slice(from, to)),
    hashes: hashesOf(entries),
  }
  const wanted = entries.filter(e => {
    if (what.kind === 'range') return e.seq >= what.from && e.seq < what.to
    return what.kind === 'subject' && JSON.parse(e.body).subject?.id === what.subject
  })
  const files = new Map<string, Uint8Array>([
    ['checkpoint', utf8(note)],
    ['policy.txt', utf8(`log ${signer.vkey}\nquorum none\n`)],
    ['HOWTO.md', utf8('# How\n')],
    ...Object.entries(more).map(([path, text]) => [path, utf8(text)] as const),
  ])
  const add = ({ path, bytes }: BundleFile) => void files.set(path, bytes)
  if (what.kind === 'log') for await (const file of logFiles(source)) add(file)
  else for await (const file of partFiles(source, streamed(wanted), digest)) add(file)
  const last = wanted.at(-1)
  if (what.kind === 'subject' && last) {
    const head = {
      origin: signer.origin,
      size,
      subject: what.subject,
      n: wanted.length,
      leaf: last.leaf,
    }
    files.set('head', utf8(signSubjectHead(head, signer, digest)))
    files.set('report/en.md', utf8('# Report\n'))
  }
  const about = { format: 'liaison-bundle/v1', origin: signer.origin, size, ...what }
  return new Map([...files, [manifestName, utf8(printManifest(manifestOf(about, files)))]])
}

/** The same as a folder that says of each file whether it is there. */
export const filesOf = (bundle: Bundle): BundleFiles => ({
  list: async () => ok([...bundle.keys()].sort()),
  read: async (path, max) => {
    const bytes = bundle.get(path)
    if (!bytes) return err('NotThere')
    return bytes.length > max ? err('TooLarge') : ok(bytes.slice())
  },
  decode,
  isText: bytes => decode(bytes) !== undefined,
})

const key = parseVerifierKey(signer.vkey, digest)
if (!key.ok) throw new Error('no key')
export const ownPolicy: TrustPolicy = policyOfKey(key.value)

export const judged = (
  bundle: Bundle,
  more: {
    readonly policy?: TrustPolicy | undefined
    readonly kept?: readonly KeptCheckpoint[]
  } = {},
): Promise<Verdict> =>
  verifyBundle({ files: filesOf(bundle), policy: ownPolicy, digest, verifySignature, ...more })

/** A witness with a key of its own. */
export const witnessOf = (name: string, seed: number) => {
  const own = signerOf(new Uint8Array(32).fill(seed))
  const vkey = verifierKey(name, own.publicKey, digest, cosignatureType)
  return {
    key: vkey,
    /** The note with its cosignature of that second. */
    cosigned: (note: string, time: number): string => {
      const parsed = parseNote(note)
      if (!parsed.ok) throw new Error('no note')
      const added = withSignatures(note, [cosign(parsed.value.text, time, vkey, own.sign)])
      if (!added.ok) throw new Error('no note')
      return added.value
    },
  }
}
