import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, digestInto, verifySignature } from '../../adapters/keys/index.ts'
import { maxBytes } from '../audit/canonical.ts'
import type { KeptCheckpoint } from '../audit/kept.ts'
import { manifestName } from '../audit/manifest.ts'
import type { TrustPolicy } from '../audit/trust-policy.ts'
import { undecided, type Verdict } from '../audit/verdict.ts'
import { verifyLog } from '../audit/verify.ts'
import { verifyBundle } from '../audit/verify-bundle.ts'
import { verifyReceipt } from '../audit/verify-receipt.ts'
import { openBundleFolder } from './bundle-folder.ts'
import { asPosted, besideLog, readKept, readText, readTrust } from './verify-inputs.ts'

export interface VerifyAsked {
  /** A bundle, a receipt, a log or the data directory of one. */
  readonly what: string
  /** It is a log, whatever it looks like. */
  readonly isLog: boolean
  readonly entry?: string | undefined
  readonly policy?: string | undefined
  readonly key?: string | undefined
  readonly since: readonly string[]
  readonly channelExport: readonly string[]
}

export interface Verified {
  readonly verdict: Verdict
  /** Where the key or the policy is from. */
  readonly trustFrom?: string
  /** What SQLite says of the file itself. */
  readonly damage?: string
  /** Why there is no log to be read. */
  readonly fault?: string
}

interface Believing {
  readonly policy: TrustPolicy | undefined
  readonly kept: readonly KeptCheckpoint[]
}

const verifyLogFile = async (file: string, { policy, kept }: Believing): Promise<Verified> => {
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) return { verdict: undecided('NotThere', file), fault: opened.error.kind }
  const { head, pages, damage, close } = opened.value
  const parts = {
    entries: { pages: pages() },
    note: head.note,
    policy,
    kept,
    digest,
    digestInto,
    verifySignature,
  }
  const verdict = await verifyLog(parts)
  const broken = damage()
  close()
  return { verdict, ...(broken === undefined ? {} : { damage: broken }) }
}

const receiptStart = 'c2sp.org/tlog-proof@'

const verifyReceiptFile = (
  text: string,
  entryFile: string | undefined,
  { policy, kept }: Believing,
): Verdict => {
  const entry = entryFile === undefined ? undefined : readText(entryFile, maxBytes)
  if (entry && !entry.ok) return entry.error
  const trust = policy ? { policy, digest, verifySignature } : undecided('NoKey')
  return verifyReceipt({
    receipt: asPosted(text),
    ...(entry && { entry: entry.value }),
    trust,
    kept,
    digest,
  })
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

/**
 * Verifies whatever it is given against the verifier's own policy. Opens no socket, needs no settings, and
 * writes nothing. Without policy or key a log is held against the `log.vkey` beside it.
 */
export const verifyAsked = async (asked: VerifyAsked): Promise<Verified> => {
  const { what, isLog } = asked
  const folder = isFolder(what)
  const bundle = folder && !isLog && existsSync(join(what, manifestName))
  const receipt = folder || isLog || bundle ? undefined : readText(what, 300_000)
  const isReceipt = receipt?.ok === true && receipt.value.startsWith(receiptStart)
  const file = folder ? join(what, 'log.db') : what
  const own = besideLog(file)
  const isOwn = !bundle && !isReceipt && asked.policy === undefined && asked.key === undefined
  const key = isOwn && existsSync(own) ? own : asked.key
  const trust = readTrust({ policy: asked.policy, key })
  const from = asked.policy ?? key
  const trustFrom = from === undefined ? {} : { trustFrom: from }
  if (!trust.ok) return { verdict: trust.error, ...trustFrom }
  const kept = readKept(asked)
  if (!kept.ok) return { verdict: kept.error, ...trustFrom }
  const believing = { policy: trust.value, kept: kept.value }
  if (bundle) {
    const parts = {
      ...believing,
      files: openBundleFolder(what),
      digest,
      digestInto,
      verifySignature,
    }
    return { verdict: await verifyBundle(parts), ...trustFrom }
  }
  if (isReceipt)
    return { verdict: verifyReceiptFile(receipt.value, asked.entry, believing), ...trustFrom }
  return { ...(await verifyLogFile(file, believing)), ...trustFrom }
}
