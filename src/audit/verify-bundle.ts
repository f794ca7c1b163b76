import type { Digest, VerifySignature } from '../ports/signer.ts'
import { type BundleFiles, holdBundle } from './bundle-files.ts'
import type { DigestInto } from './grown-tree.ts'
import type { KeptCheckpoint } from './kept.ts'
import { manifestName, maxManifest, readManifest } from './manifest.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { tampered, type Unknowable, undecided, type Verdict } from './verdict.ts'
import { verifyLogBundle } from './verify-log-bundle.ts'
import { verifyParts } from './verify-parts.ts'

export interface BundleToVerify {
  readonly files: BundleFiles
  /** The verifier's own; that of the bundle is never asked. */
  readonly policy?: TrustPolicy | undefined
  readonly kept?: readonly KeptCheckpoint[]
  readonly digest: Digest
  /** As in `LogToVerify`. */
  readonly digestInto?: DigestInto | undefined
  readonly verifySignature: VerifySignature
}

/**
 * Verifies what was handed over of a log. Nothing in it is trusted: bounds come before reading, and what
 * contradicts itself is tampering, whoever signed it. What an entry shows comes before what the manifest
 * does, since it says where.
 */
export const verifyBundle = async (bundle: BundleToVerify): Promise<Verdict> => {
  const { files, policy, digest, digestInto, verifySignature, kept = [] } = bundle
  const bytes = await files.read(manifestName, maxManifest)
  const file = manifestName
  if (!bytes.ok)
    return bytes.error === 'NotThere'
      ? undecided('NotThere', file)
      : tampered('NotABundle', undefined, { file })
  const manifest = readManifest(files.decode(bytes.value) ?? '')
  if (!manifest.ok) return tampered('NotABundle', undefined, { file })
  const held = holdBundle(files, manifest.value, digest)
  const noKey: Unknowable = undecided('NoKey')
  const trust = policy ? { policy, digest, verifySignature } : noKey
  const common = { held, trust, kept, digest, digestInto, verifySignature }
  const verdict =
    manifest.value.kind === 'log'
      ? await verifyLogBundle({ ...common, manifest: manifest.value })
      : await verifyParts({ ...common, manifest: manifest.value })
  if (verdict !== 'unread' && verdict.kind === 'tampered') return verdict
  const flaw = await held.settle()
  if (flaw) return flaw
  if (verdict === 'unread') throw new Error('a file that could not be read, and no flaw')
  return verdict
}
