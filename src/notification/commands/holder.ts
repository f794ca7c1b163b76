import { labelOfVerdict, verdicts } from '../../codes/report.ts'
import { err, ok } from '../../kit/result.ts'
import { hours, plus, toRfc3339 } from '../../kit/time.ts'
import { choice, date, optionalText, text } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { language, remark } from '../inputs.ts'
import { openHolder } from '../notification.ts'

/**
 * A desk asks the rights holder, outside of Liaison: nobody of the trade is in a channel. Who was asked is
 * in the vault.
 */
export const askHolder = act({
  name: 'n-ask-holder',
  verb: 'ask-holder',
  label: 'button.n_ask_holder',
  about: 'command.n_ask_holder',
  by: 'either',
  inputs: {
    holder: text({ label: 'form.rights_holder', max: 120 }),
    address: text({ label: 'form.rights_contact', max: 200 }),
    remark,
    language,
  },
  against: (n, by) => (openHolder(n, by.desk) ? { kind: 'AlreadyAsked' } : undefined),
  decide: ({ by }) => ok([{ type: 'notification.holder_asked', desk: by.desk }]),
})

/** What the rights holder said: genuine, counterfeit or unsure, on which day, under which reference. */
export const verified = act({
  name: 'n-verified',
  verb: 'verified',
  label: 'button.n_verified',
  about: 'command.n_verified',
  by: 'either',
  inputs: {
    verdict: choice({ label: 'report.verdict', codes: verdicts, labelOf: labelOfVerdict }),
    on: date({ label: 'notification.verified_on', hint: 'translate.on_hint' }),
    reference: optionalText({ label: 'notification.holder_ref', max: 80 }),
    language,
  },
  against: (n, by) => (openHolder(n, by.desk) ? undefined : { kind: 'NothingAsked' }),
  decide: ({ now, by, input }) => {
    // A day ahead even where the calendar is furthest ahead is a slip.
    const latest = toRfc3339(plus(now, hours(14))).slice(0, 10)
    if (input.on > latest)
      return err({ kind: 'BadInput', problems: [{ input: 'on', reason: 'NotYet' }] })
    return ok([
      { type: 'notification.holder_verified', desk: by.desk, verdict: input.verdict, on: input.on },
    ])
  },
})
