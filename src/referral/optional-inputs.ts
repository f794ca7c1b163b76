import { z } from 'zod'
import type { MessageKey } from '../card/key.ts'
import { beginsWithSha256 } from '../checks/hash.ts'
import { readAmount } from '../codes/amount.ts'
import { isBlank } from '../kit/text.ts'
import { choice, type Input, textSchema } from './inputs.ts'

/** One of a list of codes, or nothing. */
export const optionalChoice = <const C extends string>(c: {
  readonly label: MessageKey
  readonly codes: readonly C[]
  readonly labelOf: (code: C) => MessageKey
}): Input<C | undefined> => {
  const one = choice(c)
  const none = z
    .string()
    .regex(/^\s*$/)
    .transform(() => undefined)
  return { ...one, required: false, schema: z.string().pipe(z.union([none, one.schema])) }
}

/** A number from 0 with at most `decimals` decimals, as plain digits: `1,234.5` is `1234.5`. */
export const optionalFigure = (f: {
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly decimals: number
}): Input<string | undefined> => ({
  label: f.label,
  ...(f.hint ? { hint: f.hint } : {}),
  widget: 'line',
  required: false,
  keep: 'log',
  max: 20,
  schema: textSchema(20).transform((value, ctx) => {
    if (isBlank(value)) return undefined
    if (readAmount(value, f.decimals).ok) {
      const plain = value.normalize('NFKC').trim().replaceAll(',', '')
      return plain.replace(/^0+(?=\d)/, '')
    }
    ctx.addIssue({ code: 'custom', params: { reason: 'NotANumber' } })
    return z.NEVER
  }),
})

/**
 * A code of a long list, typed rather than chosen; `read` gives it as it is kept, `otherwise` says why
 * not (`NotAChoice` unless given).
 */
export const optionalCode = (c: {
  readonly label: MessageKey
  readonly hint: MessageKey
  readonly otherwise?: 'NotAChoice' | 'NotANumber' | 'NotAReference'
  readonly read: (typed: string) => string | undefined
}): Input<string | undefined> => ({
  label: c.label,
  hint: c.hint,
  widget: 'line',
  required: false,
  keep: 'log',
  max: 40,
  schema: textSchema(40).transform((value, ctx) => {
    if (isBlank(value)) return undefined
    const read = c.read(value)
    if (read !== undefined) return read
    ctx.addIssue({ code: 'custom', params: { reason: c.otherwise ?? 'NotAChoice' } })
    return z.NEVER
  }),
})

/**
 * Items of evidence, one a line, each beginning with its SHA-256 (domain.md 3.6, judgement); blank
 * lines are passed over. At most `max` UTF-16 units; `NotADigest` where a line begins otherwise. Kept
 * as given.
 */
export const optionalDigests = (d: {
  readonly label: MessageKey
  readonly hint: MessageKey
  readonly max: number
}): Input<string | undefined> => ({
  ...d,
  widget: 'paragraph',
  required: false,
  keep: 'vault',
  schema: textSchema(d.max).transform((value, ctx) => {
    if (isBlank(value)) return undefined
    const items = value.split('\n').filter(item => !isBlank(item))
    if (items.every(beginsWithSha256)) return value
    ctx.addIssue({ code: 'custom', params: { reason: 'NotADigest' } })
    return z.NEVER
  }),
})
