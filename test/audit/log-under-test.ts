import fc from 'fast-check'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { createSeal, type SealParts } from '../../src/audit/create-seal.ts'
import { pagesOf } from '../../src/audit/page.ts'
import { emptyFrontier, type Link, type Seal } from '../../src/audit/seal.ts'
import { type LogReport, type LogToVerify, verifyLog } from '../../src/audit/verify.ts'
import { nthReferralId, type ReferralId, type SubjectId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { EntryDraft, SealedEntry } from '../../src/ports/store.ts'

export const signer = namedSigner('bridge.example/hkc-kcs', new Uint8Array(32).fill(7))

/** Bytes that are the same in each run, and never twice in one. */
const counted = () => {
  let calls = 0
  return (n: number): Uint8Array => digest(Uint8Array.of(++calls >> 8, calls & 255)).slice(0, n)
}

export const sealWith = (parts: Partial<SealParts> = {}): Seal => {
  const random = counted()
  return createSeal({ origin: signer.origin, software: '0.1.0', digest, signer, random, ...parts })
}

export const at = instant(1_790_000_000_123)

export interface Log {
  readonly entries: readonly SealedEntry[]
  readonly note: string
}

/** What a store would hold after these batches. */
export const logOf = (batches: readonly (readonly EntryDraft[])[], seal = sealWith()): Log => {
  const links = new Map<SubjectId, Link>()
  const entries: SealedEntry[] = []
  let frontier = emptyFrontier
  let note = ''
  for (const drafts of batches) {
    const linkOf = (subject: SubjectId) => links.get(subject)
    const sealed = seal({ at, entries: drafts, frontier, linkOf })
    for (const [subject, link] of sealed.links) links.set(subject, link)
    entries.push(...sealed.entries)
    frontier = sealed.frontier
    note = sealed.note
  }
  return { entries, note }
}

async function* inPages(entries: readonly SealedEntry[]) {
  yield* pagesOf(entries)
}

export const verify = (
  log: Log,
  parts: Partial<Pick<LogToVerify, 'vkey' | 'origin' | 'policy' | 'kept'>> = { vkey: signer.vkey },
): Promise<LogReport> =>
  verifyLog({
    entries: { pages: inPages(log.entries) },
    note: log.note,
    digest,
    verifySignature,
    ...parts,
  })

export const referral = (n: number): ReferralId => nthReferralId('HK', 2026, n)

const word = fc.string({ unit: 'binary', maxLength: 20 })

const draft: fc.Arbitrary<EntryDraft> = fc.record(
  {
    subject: fc.integer({ min: 1, max: 4 }).map(referral),
    type: fc.constantFrom('referral.sent', 'referral.acknowledged', 'delivery.posted'),
    actor: fc.record({ officer: word }),
    cause: fc.record({ key: word }),
    event: fc.record({ to: word, n: fc.maxSafeInteger(), tags: fc.array(word, { maxLength: 3 }) }),
  },
  { requiredKeys: ['type', 'actor', 'event'] },
)

export const batches = fc.array(fc.array(draft, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
})
