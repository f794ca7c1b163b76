import type { z } from 'zod'
import { agreementFlaws } from './config/agreements.ts'
import { referenceFlaws } from './config/flaws.ts'
import { shape } from './config/shape.ts'
import { turnFlaws } from './config/turns.ts'

export { type Environment, environmentSchema } from './config/environment.ts'

/** liaison.json, checked whole: shape, ids, turns, agreements, and that everything named exists. */
export const configSchema = shape.superRefine((c, ctx) => {
  const flaws = [...referenceFlaws(c), ...agreementFlaws(c), ...turnFlaws(c)]
  for (const { path, message } of flaws) ctx.addIssue({ code: 'custom', path: [...path], message })
})
export type Config = z.infer<typeof configSchema>
