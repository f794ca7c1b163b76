import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { stores } from '../../adapters/index.ts'
import {
  digest,
  type LogSigner,
  openWitnessKey,
  verifySignature,
} from '../../adapters/keys/index.ts'
import { cosign } from '../audit/cosignature.ts'
import { parseNote, printSignatureLine } from '../audit/note.ts'
import { parseTrustPolicy } from '../audit/trust-policy.ts'
import { cosignatureType, verifierKey } from '../audit/verifier-key.ts'
import { judgeBody, type Remembered, type WitnessRefusal } from '../audit/witness.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { StartFault } from './fault.ts'
import { readState, type WitnessState, writeState } from './witness-state.ts'

/** The files of a witness: its private key, what it cosigned last, and which logs it believes by which keys. */
export interface WitnessFiles {
  readonly key: string
  readonly state: string
  readonly policy: string
}

export interface Line {
  readonly origin: string
  readonly size: number
  /** The signature line, without its line end. */
  readonly line: string
}

/** What `cosign` couldn't keep: whether it is on the disk is unknown, so nothing more is signed. */
export interface NotKept {
  readonly kind: 'NotKept'
  readonly code: string
}

export interface WitnessDesk {
  readonly name: string
  readonly remembered: (origin: string) => Remembered | undefined
  /** Judges a body, keeps what it says for good, and only then signs. Synchronous: one at a time. */
  readonly cosign: (body: string) => Result<Line, WitnessRefusal | NotKept>
  /** Anew, what it cosigned last of a log: its line may have been lost on the way. */
  readonly again: (origin: string) => Line | undefined
  readonly close: () => void
}

/** Whoever else would remember something else at the same time would sign two that disagree. */
const deskOf = (
  signer: LogSigner,
  held: WitnessState,
  keep: (state: WitnessState) => Result<void, { readonly code: string }>,
  options: {
    readonly logs: Parameters<typeof judgeBody>[2]['logs']
    readonly now: () => Instant
    readonly close: () => void
  },
): WitnessDesk => {
  const key = verifierKey(signer.origin, signer.publicKey, digest, cosignatureType)
  let state: ReadonlyMap<string, Remembered> = held
  let broken: string | undefined

  const lineFor = (origin: string, { size, note }: Remembered): Line => {
    const parsed = parseNote(note)
    if (!parsed.ok) throw new Error('a note that was judged can be read')
    const seconds = Math.floor(options.now() / 1000)
    const signature = cosign(parsed.value.text, seconds, key, signer.sign)
    return { origin, size, line: printSignatureLine(signature) }
  }

  return {
    name: signer.origin,
    remembered: origin => state.get(origin),
    cosign: body => {
      if (broken !== undefined) return err({ kind: 'NotKept', code: broken })
      const tools = { logs: options.logs, digest, verifySignature }
      const judged = judgeBody(body, origin => state.get(origin), tools)
      if (!judged.ok) return judged
      const { origin, ...remembered } = judged.value
      const next = new Map([...state, [origin, remembered]])
      const kept = keep(next)
      if (!kept.ok) {
        broken = kept.error.code
        return err({ kind: 'NotKept', code: broken })
      }
      state = next
      return ok(lineFor(origin, remembered))
    },
    again: origin => {
      const last = state.get(origin)
      return last && lineFor(origin, last)
    },
    close: options.close,
  }
}

const policyOf = (file: string): Result<Parameters<typeof judgeBody>[2]['logs'], StartFault> => {
  if (!existsSync(file)) return err({ kind: 'NoPolicy', file })
  const policy = parseTrustPolicy(readFileSync(file, 'utf8'), digest)
  return policy.ok
    ? ok(policy.value.logs)
    : err({ kind: 'BadPolicy', file, line: policy.error.line, because: policy.error.kind })
}

/** Opens a witness; one process at a time per state file, the operating system sees to that. */
export const openWitnessDesk = async (
  files: WitnessFiles,
  now: () => Instant,
): Promise<Result<WitnessDesk, StartFault>> => {
  const logs = policyOf(files.policy)
  if (!logs.ok) return logs
  const signer = openWitnessKey(files.key)
  if (!signer.ok) return err({ ...signer.error })
  if (!existsSync(dirname(files.state))) return err({ kind: 'NoFolder', file: files.state })
  const { lockForWriting } = await stores.sqlite()
  const release = lockForWriting(files.state)
  if (!release) return err({ kind: 'WitnessInUse', file: files.state })
  const state = readState(files.state)
  if (!state.ok) {
    release()
    return err({ ...state.error })
  }
  const keep = (next: WitnessState): Result<void, { readonly code: string }> => {
    const kept = writeState(files.state, next)
    return kept.ok ? kept : err({ code: kept.error.kind === 'Io' ? kept.error.code : 'unknown' })
  }
  return ok(deskOf(signer.value, state.value, keep, { logs: logs.value, now, close: release }))
}
