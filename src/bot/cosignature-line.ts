import { openCosignatures, withSignatures } from '../audit/cosignature.ts'
import { printSignatureLine, readSignatureLine } from '../audit/note.ts'
import { cosignatureType, parseVerifierKey, sameKey } from '../audit/verifier-key.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { LogEvent } from '../witness/events.ts'
import type { WitnessedLog } from '../witness/witnessed.ts'

/** Why a line that was given back is not taken. */
export type LineFault = 'NotALine' | 'UnknownWitness' | 'WrongCosignature'

export type Cosigned = Extract<LogEvent, { type: 'log.cosigned' }>

interface Tools {
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

/**
 * What a signature line says of which released checkpoint, where it holds for one: the newest that it fits.
 * Only lines of the witnesses that the settings name are taken.
 */
export const readCosigned = (
  typed: string,
  log: WitnessedLog,
  { digest, verifySignature }: Tools,
): Result<Cosigned, LineFault> => {
  const signature = readSignatureLine(typed)
  if (!signature) return err('NotALine')
  const known = log.witnesses.flatMap(w => {
    const key = parseVerifierKey(w.vkey, digest, cosignatureType)
    return key.ok ? [{ agency: w.agency, key: key.value }] : []
  })
  const witness = known.find(k => sameKey(k.key, signature))
  if (!witness) return err('UnknownWitness')
  for (const { size, note } of log.released.toReversed()) {
    const bare = note.slice(0, note.indexOf('\n\n') + 2)
    const alone = withSignatures(`${bare}${printSignatureLine(signature)}\n`, [])
    const opened = alone.ok
      ? openCosignatures(alone.value, [witness.key], verifySignature)
      : undefined
    const [found] = opened?.ok ? opened.value : []
    if (!found) continue
    const { agency, key } = witness
    const line = printSignatureLine(signature)
    return ok({
      type: 'log.cosigned',
      agency,
      witness: key.name,
      size,
      line,
      time: found.time,
    })
  }
  return err('WrongCosignature')
}

/** True where that witness's cosignature of that checkpoint is there already. */
export const isKnown = (log: WitnessedLog, { agency, size }: Cosigned): boolean => {
  const vkey = log.witnesses.find(w => w.agency === agency)?.vkey
  return log.released.some(r => r.size === size && r.by.some(b => b.vkey === vkey))
}
