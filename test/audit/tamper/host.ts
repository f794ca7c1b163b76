import { digest, random } from '../../../adapters/keys/index.ts'
import type { LogSigner } from '../../../adapters/keys/signer-key.ts'
import { canonical } from '../../../src/audit/canonical.ts'
import { signCheckpoint } from '../../../src/audit/checkpoint.ts'
import { type EntryBody, entryBody } from '../../../src/audit/entry.ts'
import { frontierOf, leafHash, rootOf } from '../../../src/audit/tree.ts'
import { printVerifierKey } from '../../../src/audit/verifier-key.ts'
import { toBase64, toBase64url, utf8 } from '../../../src/kit/bytes.ts'
import { instant, toRfc3339 } from '../../../src/kit/time.ts'
import type { EntryDraft, SealedEntry } from '../../../src/ports/store.ts'
import type { witnessOf } from '../bundle-under-test.ts'
import type { Log } from '../log-under-test.ts'

/** What whoever runs the log can do, who has its key. */

export type Witness = ReturnType<typeof witnessOf>

export const bodyOf = ({ body }: Pick<SealedEntry, 'body'>): EntryBody =>
  entryBody.parse(JSON.parse(body))

export const msOf = (entry: SealedEntry | undefined): number =>
  entry ? Date.parse(bodyOf(entry).at) : Number.NaN

export const signed = (entries: readonly SealedEntry[], signer: LogSigner): Log => {
  const root = rootOf(
    frontierOf(
      entries.map(e => e.leaf),
      digest,
    ),
    digest,
  )
  const head = { origin: signer.origin, size: entries.length, root }
  return { entries, note: signCheckpoint(head, signer, digest) }
}

/** Positions, links, hashes and signature made anew, so that all of it agrees with itself. */
export const remade = (bodies: readonly EntryBody[], signer: LogSigner): Log => {
  const links = new Map<string, { readonly n: number; readonly leaf: Uint8Array }>()
  const entries = bodies.map((body, seq) => {
    const { subject, ...rest } = body
    const before = subject && links.get(subject.id)
    const n = (before?.n ?? 0) + 1
    const link = subject && {
      subject: { id: subject.id, n, ...(before && { prev: toBase64(before.leaf) }) },
    }
    const text = canonical({ ...rest, seq, log: signer.origin, ...link })
    const leaf = leafHash(utf8(text), digest)
    if (subject) links.set(subject.id, { n, leaf })
    return { seq, body: text, leaf }
  })
  return signed(entries, signer)
}

export const appended = (
  log: Log,
  drafts: readonly EntryDraft[],
  signer: LogSigner,
  ms: number,
): Log => {
  const more = drafts.map(({ subject, ...draft }) =>
    entryBody.parse({
      ...{ v: 1, log: signer.origin, seq: 0, sw: '0.1.0', at: toRfc3339(instant(ms)) },
      salt: toBase64url(random(16)),
      ...(subject !== undefined && { subject: { id: subject, n: 1 } }),
      ...draft,
    }),
  )
  return remade([...log.entries.map(bodyOf), ...more], signer)
}

/** The log with one of its entries changed, and all after it made anew. */
export const rewritten = (
  log: Log,
  seq: number,
  change: (body: EntryBody) => EntryBody,
  signer: LogSigner,
): Log =>
  remade(
    log.entries.map(bodyOf).map(body => (body.seq === seq ? change(body) : body)),
    signer,
  )

export const cosignedAt = (note: string, by: readonly Witness[], ms: number): string =>
  by.reduce((cosigned, w) => w.cosigned(cosigned, Math.floor(ms / 1000)), note)

/** The last signature line of a note. */
export const signatureLine = (note: string): string => note.trimEnd().split('\n').at(-1) ?? ''

export const vkeyOf = (w: Witness): string => printVerifierKey(w.key)
