import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'

/** What a witness is asked to cosign (the body of C2SP tlog-witness add-checkpoint). */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last; 0 where it never did. */
  readonly old: number
  /** From that size to the size of the note (RFC 6962 section 2.1.2). */
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, with whatever cosignatures it has. */
  readonly note: string
}

/** As the specification has it; more can't be needed by any tree. */
const maxProof = 63
// A proof at its longest, and a note at its largest.
const maxLength = 270_000

export const printAddCheckpoint = ({ old, proof, note }: AddCheckpoint): string =>
  [`old ${old}`, ...proof.map(toBase64), '', note].join('\n')

const sizeOf = (line: string | undefined): number | undefined => {
  const [, digits] = /^old (0|[1-9][0-9]{0,15})$/.exec(line ?? '') ?? []
  const size = Number(digits)
  return digits !== undefined && Number.isSafeInteger(size) ? size : undefined
}

/** Reads a body. Proves nothing. At most 270,000 characters and 63 hashes. */
export const parseAddCheckpoint = (text: string): Result<AddCheckpoint, 'NotARequest'> => {
  const split = text.indexOf('\n\n')
  if (text.length > maxLength || split < 0) return err('NotARequest')
  const [first, ...lines] = text.slice(0, split).split('\n')
  const old = sizeOf(first)
  const proof = lines.map(fromBase64).filter(hash => hash?.length === 32)
  if (old === undefined || lines.length > maxProof || proof.length !== lines.length)
    return err('NotARequest')
  return ok({ old, proof: proof.filter(hash => hash !== undefined), note: text.slice(split + 2) })
}
