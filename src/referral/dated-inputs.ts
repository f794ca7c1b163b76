import { z } from 'zod'
import type { MessageKey } from '../card/key.ts'
import { toMatterId, toReferralId } from '../kit/ids.ts'
import { isBlank } from '../kit/text.ts'
import { date, type Input } from './inputs.ts'

/** A day as `YYYY-MM-DD`, or nothing. */
export const optionalDate = (d: Parameters<typeof date>[0]): Input<string | undefined> => {
  const one = date(d)
  return {
    ...one,
    required: false,
    schema: z.string().transform((value, ctx) => {
      if (isBlank(value)) return undefined
      const read = one.schema.safeParse(value)
      if (read.success) return read.data
      ctx.addIssue({ code: 'custom', params: { reason: 'NotADate' } })
      return z.NEVER
    }),
  }
}

/** The reference of a referral or of a matter of any kind, or nothing; whoever knows them checks it. */
export const optionalReference = (r: {
  readonly label: MessageKey
  readonly hint: MessageKey
}): Input<string | undefined> => ({
  ...r,
  widget: 'line',
  source: 'references',
  required: false,
  keep: 'log',
  max: 40,
  schema: z.string().transform((value, ctx) => {
    if (isBlank(value)) return undefined
    const read = toReferralId(value) ?? toMatterId(value)
    if (read !== undefined) return read
    ctx.addIssue({ code: 'custom', params: { reason: 'NotAReference' } })
    return z.NEVER
  }),
})
