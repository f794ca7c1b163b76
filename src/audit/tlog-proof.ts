import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'

/** That an entry is in a log, checked offline (C2SP tlog-proof v1). */
export interface TlogProof {
  /** Unsigned data of ours; a verifier may show it, never trust it. */
  readonly extra?: Uint8Array
  /** Position of the entry, from 0. */
  readonly index: number
  /** From the leaf's sibling up to the root's child (RFC 6962 section 2.1.1). */
  readonly path: readonly Uint8Array[]
  /** The signed checkpoint with its cosignatures, as it was issued. */
  readonly note: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'

// A path of 63 hashes, a note at its largest, and extra data of a few kB.
const maxLength = 300_000
const maxPath = 63

export const printTlogProof = ({ extra, index, path, note }: TlogProof): string =>
  [
    firstLine,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...path.map(toBase64),
    '',
    note,
  ].join('\n')

const indexOf = (line: string | undefined): number | undefined => {
  const [, digits] = /^index (0|[1-9][0-9]{0,15})$/.exec(line ?? '') ?? []
  const index = Number(digits)
  return digits !== undefined && Number.isSafeInteger(index) ? index : undefined
}

/** Reads a proof. Proves nothing. At most 300,000 characters and 63 hashes. */
export const parseTlogProof = (text: string): Result<TlogProof, 'NotAProof'> => {
  const split = text.indexOf('\n\n')
  if (text.length > maxLength || split < 0) return err('NotAProof')
  const [first, ...lines] = text.slice(0, split).split('\n')
  const [, encoded] = /^extra (.*)$/.exec(lines[0] ?? '') ?? []
  const extra = encoded === undefined ? undefined : fromBase64(encoded)
  const [indexLine, ...hashes] = encoded === undefined ? lines : lines.slice(1)
  const index = indexOf(indexLine)
  const path = hashes.map(fromBase64).filter(hash => hash?.length === 32)
  if (first !== firstLine || index === undefined || hashes.length > maxPath) return err('NotAProof')
  if (path.length !== hashes.length || (encoded !== undefined && !extra)) return err('NotAProof')
  return ok({
    ...(extra ? { extra } : {}),
    index,
    path: path.filter(hash => hash !== undefined),
    note: text.slice(split + 2),
  })
}
