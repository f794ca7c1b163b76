import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, Signer, VerifySignature } from '../ports/signer.ts'
import { type NoteFault, openNote, signNote } from './note.ts'
import { type VerifierKey, verifierKey } from './verifier-key.ts'

/** The log's word that of a subject there are so many entries at that size, and which is the last. */
export interface SubjectHead {
  readonly origin: string
  /** Of the log. */
  readonly size: number
  readonly subject: string
  readonly n: number
  /** Leaf hash of its last entry, 32 bytes. */
  readonly leaf: Uint8Array
}

const firstLine = 'liaison-subject-head/v1'

const printSubjectHead = ({ origin, size, subject, n, leaf }: SubjectHead): string =>
  `${[firstLine, origin, size, subject, n, toBase64(leaf)].join('\n')}\n`

const number = '(0|[1-9][0-9]{0,15})'
const shape = new RegExp(
  `^${firstLine}\\n([^\\n]+)\\n${number}\\n([^\\n]+)\\n${number}\\n([^\\n]+)\\n$`,
  'u',
)

export const parseSubjectHead = (text: string): Result<SubjectHead, 'NotAHead'> => {
  const [, origin, digits, subject, count, encoded = ''] = shape.exec(text) ?? []
  const leaf = fromBase64(encoded)
  const size = Number(digits)
  const n = Number(count)
  const sound = Number.isSafeInteger(size) && Number.isSafeInteger(n) && n >= 1 && n <= size
  return origin !== undefined && subject !== undefined && sound && leaf?.length === 32
    ? ok({ origin, size, subject, n, leaf })
    : err('NotAHead')
}

export const signSubjectHead = (head: SubjectHead, signer: Signer, digest: Digest): string =>
  signNote(printSubjectHead(head), verifierKey(head.origin, signer.publicKey, digest), signer.sign)

/** The head of a note that one of `keys` signed. Whether it is the one wanted is for the caller. */
export const openSubjectHead = (
  note: string,
  keys: readonly VerifierKey[],
  verifySignature: VerifySignature,
): Result<SubjectHead, NoteFault | 'NotAHead'> => {
  const opened = openNote(note, keys, verifySignature)
  return opened.ok ? parseSubjectHead(opened.value) : opened
}
