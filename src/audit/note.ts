import { concat, fromBase64, toBase64, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { VerifySignature } from '../ports/signer.ts'
import { isKeyName, sameKey, type VerifierKey } from './verifier-key.ts'

export interface NoteSignature {
  readonly name: string
  /** Four bytes. */
  readonly id: Uint8Array
  readonly signature: Uint8Array
}

/** A C2SP signed note (signed-note v1.0.0). */
export interface Note {
  /** What is signed: lines, each with its line end. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

// The specification asks for at least 16 signatures; one may be near 5 kB.
const maxLength = 262_144
const maxSignatures = 64
/** Of one line that somebody pastes. */
const maxLine = 1000

const line = /^— (\S+) (\S+)$/u
const control = /[^\P{Cc}\n\u007f-\u009f]/u

const parseSignature = (text: string): NoteSignature | undefined => {
  const [, name, encoded] = line.exec(text) ?? []
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined
  const bytes = fromBase64(encoded)
  if (bytes === undefined || bytes.length < 5) return undefined
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
}

export const printSignatureLine = ({ name, id, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(concat(id, signature))}`

// Chat systems and word processors make other dashes of the first, or leave it out; spaces double.
const pasted = /^\s*(?:[—–―-]{1,2}\s*)?(\S+)\s+(\S+)\s*$/u

/** A signature line as a person pastes it, alone; undefined for anything else. Proves nothing. */
export const readSignatureLine = (text: string): NoteSignature | undefined => {
  const [, name, encoded] = text.length < maxLine ? (pasted.exec(text) ?? []) : []
  return parseSignature(`— ${name} ${encoded}`)
}

/** Reads a note. Proves nothing: `openNote` does. At most 262,144 characters and 64 signatures. */
export const parseNote = (note: string): Result<Note, 'NotANote'> => {
  const split = note.lastIndexOf('\n\n')
  const sound = note.length <= maxLength && note.isWellFormed() && !control.test(note)
  if (split < 0 || !sound || !note.endsWith('\n')) return err('NotANote')
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map(parseSignature).filter(signature => signature !== undefined)
  if (signatures.length !== lines.length || lines.length > maxSignatures) return err('NotANote')
  return ok({ text: note.slice(0, split + 1), signatures })
}

export const printNote = ({ text, signatures }: Note): string => {
  const lines = signatures.map(s => `${printSignatureLine(s)}\n`)
  return `${text}\n${lines.join('')}`
}

/** The note over `text`, signed by the key that `sign` uses and `key` names. */
export const signNote = (
  text: string,
  key: VerifierKey,
  sign: (bytes: Uint8Array) => Uint8Array,
): string => {
  if (!text.endsWith('\n') || control.test(text)) throw new Error('not the text of a note')
  return printNote({
    text,
    signatures: [{ name: key.name, id: key.id, signature: sign(utf8(text)) }],
  })
}

export type NoteFault = 'NotANote' | 'UnknownKey' | 'BadSignature'

/**
 * The text of a note that one of `keys` signed. A signature by any other key is passed over, as the
 * specification demands; one that claims a known key and doesn't hold spoils the note.
 */
export const openNote = (
  note: string,
  keys: readonly VerifierKey[],
  verifySignature: VerifySignature,
): Result<string, NoteFault> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const { text, signatures } = parsed.value
  const bytes = utf8(text)
  const checked = signatures.flatMap(signature =>
    keys
      .filter(key => sameKey(key, signature))
      .map(key => verifySignature(key.publicKey, bytes, signature.signature)),
  )
  if (checked.length === 0) return err('UnknownKey')
  return checked.every(held => held) ? ok(text) : err('BadSignature')
}
