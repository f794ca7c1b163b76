import { feedbacks, labelOf, needsReason } from '../../codes/feedback.ts'
import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { choice, optionalMoment, optionalText } from '../../referral/inputs.ts'
import { act, badInput } from '../command.ts'
import { language, legGiven, numberInput, oneOfLegs } from '../inputs.ts'

/** What was done about it on a leg; on one of an administration outside, as it told the officer. */
export const feedback = act({
  name: 's-feedback',
  verb: 'feedback',
  label: 'button.s_feedback',
  about: 'command.s_feedback',
  inputs: {
    leg: numberInput('shipment.leg'),
    result: choice({ label: 'form.result', codes: feedbacks, labelOf }),
    controlled: optionalMoment({ label: 'shipment.controlled', hint: 'form.instant_hint' }),
    words: optionalText({
      label: 'shipment.feedback_words',
      hint: 'shipment.feedback_hint',
      max: 1000,
      widget: 'paragraph',
    }),
    language,
  },
  shown: oneOfLegs,
  decide: ({ s, input: { leg: typed, result, controlled, words }, now, by }) => {
    const leg = legGiven(s, typed)
    if (!leg) return badInput([{ input: 'leg', reason: 'NotAChoice' }])
    if (controlled !== undefined && controlled > now)
      return badInput([{ input: 'controlled', reason: 'NotYet' }])
    if (needsReason(result) && words === undefined)
      return badInput([{ input: 'words', reason: 'Missing' }])
    return ok([
      {
        type: 'shipment.fed_back',
        ...{ desk: by.desk, leg: leg.n, result },
        ...(controlled === undefined ? {} : { controlled: toRfc3339(controlled) }),
      },
    ])
  },
})
