import { type MatterId, type ReferralId, toMatterId, toReferralId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import { type HandOver, handOvers } from '../referral/cards/receipt.ts'
import { optionalChoice } from '../referral/optional-inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { Candidate } from './complete.ts'
import type { Line } from './words.ts'

/** `what`: by default the newest there is. */
export interface ReceiptRequest {
  readonly kind: 'receipt'
  readonly subject: ReferralId | MatterId
  readonly what?: HandOver
}

const what = optionalChoice({
  label: 'receipt.what',
  codes: handOvers,
  labelOf: of => `receipt.of.${of}`,
})

/** About a referral or a matter of any kind, which the command finds out. */
export const receiptCandidate: Candidate = {
  word: 'receipt',
  line: '/audit receipt',
  label: 'command.receipt_label',
  about: 'command.receipt',
  needsReference: true,
  inputs: { what: { ...what, hint: 'receipt.what_hint' } },
  ofAny: true,
}

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/^\//, '')

const unknown = (typed: string, known: readonly string[]): Refusal => {
  const near = nearest(typed, known)
  return { kind: 'UnknownInput', typed, ...(near === undefined ? {} : { nearest: near }) }
}

/** `/audit receipt HK-2026-000001 what=sent`; undefined for any other line. */
export const readReceiptLine = ({
  words,
  values,
}: Line): Result<ReceiptRequest, Refusal> | undefined => {
  const [root = '', verb = '', ref = '', ...rest] = words
  if (plain(root) !== 'audit' || plain(verb) !== 'receipt') return undefined
  const subject = toReferralId(ref) ?? toMatterId(ref)
  if (!subject) return err({ kind: 'UnknownReferral', ref })
  const { what: typed = '', ...others } = values
  const stray = Object.keys(others)[0] ?? rest[0]
  if (stray !== undefined) return err(unknown(stray, ['what']))
  const asked = what.schema.safeParse(typed)
  if (!asked.success) return err(unknown(typed, handOvers))
  return ok({ kind: 'receipt', subject, ...(asked.data ? { what: asked.data } : {}) })
}
