import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { type FileFault, publishFile, readIfThere } from '../../adapters/keys/index.ts'
import type { Remembered } from '../audit/witness.ts'
import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'

const shape = z.strictObject({
  format: z.literal('liaison-witness/v1'),
  /** By origin. */
  logs: z.record(
    z.string(),
    z.strictObject({ size: z.int().min(0), root: z.string(), note: z.string() }),
  ),
})

export type StateFault = FileFault | { readonly kind: 'NotAState'; readonly file: string }

/** What a witness has cosigned last, of each log. */
export type WitnessState = ReadonlyMap<string, Remembered>

const parsed = (text: string): WitnessState | undefined => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const read = shape.safeParse(value)
  if (!read.success) return undefined
  const state = new Map<string, Remembered>()
  for (const [origin, { size, root, note }] of Object.entries(read.data.logs)) {
    const bytes = fromBase64(root)
    if (bytes?.length !== 32) return undefined
    state.set(origin, { size, root: bytes, note })
  }
  return state
}

/** Nothing is remembered where there is no file yet. A file that can't be read is never taken for none. */
export const readState = (file: string): Result<WitnessState, StateFault> => {
  const text = readIfThere(file)
  if (!text.ok) return text
  if (text.value === undefined) return ok(new Map())
  const state = parsed(text.value)
  return state ? ok(state) : err({ kind: 'NotAState', file })
}

/** In place of what was there; whole and durable when it returns. */
export const writeState = (file: string, state: WitnessState): Result<void, FileFault> => {
  const logs = Object.fromEntries(
    [...state].map(([origin, { size, root, note }]) => [
      origin,
      { size, root: toBase64(root), note },
    ]),
  )
  const text = `${JSON.stringify({ format: 'liaison-witness/v1', logs }, undefined, 2)}\n`
  return publishFile(dirname(file), basename(file), text, 0o600)
}
