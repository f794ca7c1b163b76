import { z } from 'zod'
import type { Json } from '../kit/json.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { isRfc3339 } from '../kit/time.ts'
import { parseCanonical } from './canonical.ts'

// Any value will do: readEntry gives it nothing but what parsed as JSON.
const json = z.custom<Json>()

/** Body of an entry, version 1. Strict: a field that nobody knows would be a field nobody checks. */
export const entryBody = z.strictObject({
  v: z.literal(1),
  /** Origin of the log, so that an entry can't be passed off as one of another. */
  log: z.string().min(1),
  /** Position from 0. */
  seq: z.int().min(0),
  /** RFC 3339, UTC, milliseconds; by the host's clock, which may go back. */
  at: z.string().refine(isRfc3339),
  type: z.string().regex(/^[a-z][a-z0-9_.-]{0,99}$/),
  /** 16 random bytes, base64url: a leaf hash can't be guessed from what the entry may say. */
  salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** Version of the software that wrote it. */
  sw: z.string().min(1),
  subject: z
    .strictObject({
      id: z.string().min(1),
      /** The referral's own running number from 1. */
      n: z.int().min(1),
      /** Leaf hash of its entry before, base64; absent for the first. */
      prev: z
        .string()
        .regex(/^[A-Za-z0-9+/]{43}=$/)
        .optional(),
    })
    .optional(),
  actor: json,
  cause: json.optional(),
  event: json,
})

export type EntryBody = z.infer<typeof entryBody>

/** Reads the stored text of an entry, which must be its one canonical form. */
export const readEntry = (text: string): Result<EntryBody, 'NotCanonical' | 'NotAnEntry'> => {
  const value = parseCanonical(text)
  if (!value.ok) return value
  const body = entryBody.safeParse(value.value)
  return body.success ? ok(body.data) : err('NotAnEntry')
}
