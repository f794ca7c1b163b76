import { basename, dirname } from 'node:path'
import { cosignatureType } from '../../src/audit/verifier-key.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { random } from './hashes.ts'
import { createFile, type FileFault, readPrivate } from './key-file.ts'
import { type LogSigner, namedSigner, parseSignerKey, printSignerKey } from './signer-key.ts'

export type WitnessKeyFault =
  | FileFault
  | { readonly kind: 'NoFile'; readonly file: string }
  /** Not the key of a witness as this program writes it. */
  | { readonly kind: 'NotAWitnessKey'; readonly file: string }

/** Makes the key of a witness in a file of its own, mode 0600, that must not be there yet (else `EEXIST`). */
export const makeWitnessKey = (file: string, name: string): Result<LogSigner, FileFault> => {
  const seed = random(32)
  const text = `${printSignerKey(name, seed, cosignatureType)}\n`
  const made = createFile(dirname(file), basename(file), text, 0o600)
  return made.ok ? ok(namedSigner(name, seed, cosignatureType)) : made
}

/** The key of a witness, which only its owner may read. */
export const openWitnessKey = (file: string): Result<LogSigner, WitnessKeyFault> => {
  const text = readPrivate(file)
  if (!text.ok) return text
  if (text.value === undefined) return err({ kind: 'NoFile', file })
  const key = parseSignerKey(text.value.trimEnd(), cosignatureType)
  return key.ok ? key : err({ kind: 'NotAWitnessKey', file })
}
