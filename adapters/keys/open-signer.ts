import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { random } from './hashes.ts'
import {
  attempt,
  createFile,
  type FileFault,
  publishFile,
  readIfThere,
  readPrivate,
} from './key-file.ts'
import { type LogSigner, parseSignerKey, printSignerKey } from './signer-key.ts'

export type KeyFault =
  | FileFault
  /** Not a key as this program writes it. */
  | { readonly kind: 'Damaged'; readonly file: string }
  /** The key of a log with another name. */
  | { readonly kind: 'OtherOrigin'; readonly file: string; readonly origin: string }
  /** The public key is here and its private key is gone: a new one would break with all signed before. */
  | { readonly kind: 'KeyLost'; readonly file: string }
  /** The public key beside it is of another private key. */
  | { readonly kind: 'KeyChanged'; readonly file: string }
  /** A change of keys was begun and not ended: nobody may sign before it is. */
  | { readonly kind: 'KeyChanging'; readonly file: string }

export interface SignerPlace {
  /** Data directory; made where there is none. */
  readonly dir: string
  /** Name of the log: no space, no plus. */
  readonly origin: string
  /** Whoever changes the key works with the old one while the next is there. */
  readonly changing?: true
}

/** Beside `log.key` while one key takes the place of another. */
export const nextKey = 'log.key.next'
const keyName = 'log.key'
const publicName = 'log.vkey'

const readKey = (file: string, text: string, origin: string): Result<LogSigner, KeyFault> => {
  const signer = parseSignerKey(text.trimEnd())
  if (!signer.ok) return err({ kind: 'Damaged', file })
  return signer.value.origin === origin
    ? signer
    : err({ kind: 'OtherOrigin', file, origin: signer.value.origin })
}

/**
 * The log's key, kept in `log.key` (mode 0600, made at the first start), with its public half in
 * `log.vkey` beside it to hand out. Synchronous: it is read once, before anything runs.
 */
export const openSigner = ({ dir, origin, changing }: SignerPlace): Result<LogSigner, KeyFault> => {
  const file = join(dir, keyName)
  const publicFile = join(dir, publicName)
  const next = join(dir, nextKey)
  if (changing !== true && existsSync(next)) return err({ kind: 'KeyChanging', file: next })
  const made = attempt(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }))
  if (!made.ok) return made
  const shown = readIfThere(publicFile)
  if (!shown.ok) return shown
  const kept = readPrivate(file)
  if (!kept.ok) return kept
  if (kept.value === undefined && shown.value !== undefined) return err({ kind: 'KeyLost', file })
  const text = kept.value ?? `${printSignerKey(origin, random(32))}\n`
  if (kept.value === undefined) {
    const created = createFile(dir, keyName, text, 0o600)
    if (!created.ok) return created
  }
  const signer = readKey(file, text, origin)
  if (!signer.ok) return signer
  if (shown.value === undefined) {
    const published = publishFile(dir, publicName, `${signer.value.vkey}\n`, 0o644)
    return published.ok ? signer : published
  }
  return shown.value.trimEnd() === signer.value.vkey
    ? ok(signer.value)
    : err({ kind: 'KeyChanged', file: publicFile })
}
