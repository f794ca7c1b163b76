import { join } from 'node:path'
import { digest } from '../../adapters/keys/index.ts'
import { shownIn } from '../audit/channel-export.ts'
import type { KeptCheckpoint } from '../audit/kept.ts'
import { policyOfKey } from '../audit/trust.ts'
import { parseTrustPolicy, type TrustPolicy } from '../audit/trust-policy.ts'
import { type Unknowable, undecided } from '../audit/verdict.ts'
import { parseVerifierKey } from '../audit/verifier-key.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { decode, readBounded } from './bundle-folder.ts'

const mostPolicy = 1024 * 1024
const mostNote = 300_000
const mostExport = 128 * 1024 * 1024

/** The text of a file of the verifier's own; what is larger than it may be isn't read. */
export const readText = (file: string, max: number): Result<string, Unknowable> => {
  const bytes = readBounded(file, max, true)
  if (!bytes.ok)
    return err(undecided(bytes.error === 'NotThere' ? 'NotThere' : 'NotReadable', file))
  const text = decode(bytes.value)
  return text === undefined ? err(undecided('NotReadable', file)) : ok(text)
}

/** The text with the line end that a copy out of a chat has often lost. */
export const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

/** Whom the verifier believes: a policy file, or the public key of one log. */
export const readTrust = (o: {
  readonly policy?: string | undefined
  readonly key?: string | undefined
}): Result<TrustPolicy | undefined, Unknowable> => {
  const file = o.policy ?? o.key
  if (file === undefined) return ok(undefined)
  const text = readText(file, mostPolicy)
  if (!text.ok) return text
  if (o.policy !== undefined) {
    const policy = parseTrustPolicy(text.value, digest)
    return policy.ok
      ? policy
      : err(undecided('BadPolicy', `${file}, line ${policy.error.line}: ${policy.error.kind}`))
  }
  const key = parseVerifierKey(text.value.trim(), digest)
  return key.ok ? ok(policyOfKey(key.value)) : err(undecided('NotAVerifierKey', file))
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What was copied out of a chat has lost its last line end. */
export const asPosted = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

/** Checkpoints that the verifier has kept, and those in exports of channels. */
export const readKept = (o: {
  readonly since: readonly string[]
  readonly channelExport: readonly string[]
}): Result<readonly KeptCheckpoint[], Unknowable> => {
  const kept: KeptCheckpoint[] = []
  for (const file of o.since) {
    const note = readText(file, mostNote)
    if (!note.ok) return note
    kept.push({ note: asPosted(note.value), from: 'given', file })
  }
  for (const file of o.channelExport) {
    const text = readText(file, mostExport)
    if (!text.ok) return text
    const shown = shownIn(parsed(text.value))
    if (!shown) return err(undecided('NotReadable', file))
    kept.push(...shown.map(s => ({ ...s, from: 'found' as const, file })))
  }
  return ok(kept)
}

/** The files of a data directory, or those beside a log file. */
export const besideLog = (file: string): string => join(file, '..', 'log.vkey')
