import { renameSync } from 'node:fs'
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
  syncDirectory,
} from './key-file.ts'
import { type KeyFault, nextKey, type SignerPlace } from './open-signer.ts'
import { type LogSigner, parseSignerKey, printSignerKey } from './signer-key.ts'

/** The key that is to come, made where there is none yet: an interrupted change goes on with the same. */
export const openNextSigner = ({ dir, origin }: SignerPlace): Result<LogSigner, KeyFault> => {
  const file = join(dir, nextKey)
  const kept = readPrivate(file)
  if (!kept.ok) return kept
  const text = kept.value ?? `${printSignerKey(origin, random(32))}\n`
  if (kept.value === undefined) {
    const made = createFile(dir, nextKey, text, 0o600)
    if (!made.ok) return made
  }
  const signer = parseSignerKey(text.trimEnd())
  return signer.ok && signer.value.origin === origin ? signer : err({ kind: 'Damaged', file })
}

/** The first name that is free, or that has this text already. */
const oldName = (dir: string, text: string): string => {
  for (let n = 1; ; n++) {
    const name = `log.vkey.${n}`
    const there = readIfThere(join(dir, name))
    if (!there.ok || there.value === undefined || there.value === text) return name
  }
}

/**
 * Puts the next key in the place of the one there: its public half is handed out from now on, that of the old
 * one is kept as `log.vkey.1` and so on, and the old private key is gone. Each step may be done again.
 */
export const promoteNextSigner = ({ dir }: SignerPlace, vkey: string): Result<void, FileFault> => {
  const shown = readIfThere(join(dir, 'log.vkey'))
  if (!shown.ok) return shown
  if (shown.value !== undefined && shown.value.trimEnd() !== vkey) {
    const kept = publishFile(dir, oldName(dir, shown.value), shown.value, 0o644)
    if (!kept.ok) return kept
    const published = publishFile(dir, 'log.vkey', `${vkey}\n`, 0o644)
    if (!published.ok) return published
  }
  const file = join(dir, 'log.key')
  const moved = attempt(file, () => {
    renameSync(join(dir, nextKey), file)
    syncDirectory(dir)
  })
  return moved.ok ? ok(undefined) : moved
}

/** True between the two halves of a change: the new public key is handed out, and the old one still signs. */
export const isHalfChanged = ({ dir }: SignerPlace, vkey: string): boolean => {
  const shown = readIfThere(join(dir, 'log.vkey'))
  return shown.ok && shown.value?.trimEnd() === vkey
}
