import { z } from 'zod'
import type { MessageKey } from '../card/key.ts'
import type { Input } from './inputs.ts'

/** The position of an entry in the log, from 0. */
export const entryNumber = (e: {
  readonly label: MessageKey
  readonly hint: MessageKey
}): Input<number> => ({
  ...e,
  widget: 'line',
  required: true,
  keep: 'log',
  max: 15,
  schema: z.string().transform((value, ctx) => {
    const [, digits] = /^#?(\d{1,15})$/.exec(value.normalize('NFKC').trim()) ?? []
    if (digits !== undefined) return Number(digits)
    const reason = value.trim() === '' ? 'Missing' : 'NotANumber'
    ctx.addIssue({ code: 'custom', params: { reason } })
    return z.NEVER
  }),
})
