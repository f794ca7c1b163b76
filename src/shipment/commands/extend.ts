import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { optionalMoment, text } from '../../referral/inputs.ts'
import { act, badInput } from '../command.ts'
import { remindersOf } from '../holds.ts'
import { farthest, language } from '../inputs.ts'
import { type Hold, ownHolds } from '../shipment.ts'
import { against, chosenHold, prefill, shown, which } from './own-hold.ts'

/** The holding desk needs longer, and says why. */
export const extendUnder = ({ hold: policy }: ShipmentPolicy) => {
  const mayExtend = (h: Hold): boolean => h.extensions.length < policy.extension.times
  return act({
    name: 's-extend',
    verb: 'extend',
    label: 'button.s_extend',
    about: 'command.s_extend',
    inputs: {
      hold: which,
      reason: text({ label: 'form.reason', max: 1000, widget: 'paragraph' }),
      limit: optionalMoment({ label: 'shipment.new_limit', hint: 'shipment.new_limit_hint' }),
      language,
    },
    shown,
    prefill,
    against: (s, by) =>
      against(s, by) ??
      (ownHolds(s, by.desk).some(mayExtend)
        ? undefined
        : { kind: 'HeldLongest', max: policy.extension.times }),
    decide: ({ s, input, now, by, directory }) => {
      const found = chosenHold(s, by, input.hold)
      if (!found.ok) return found
      const hold = found.value
      if (!mayExtend(hold)) return err({ kind: 'HeldLongest', max: policy.extension.times })
      const working = directory.workingTime(by.desk)
      const limit = input.limit ?? working.afterDays(hold.limit, policy.extension.workingDays)
      if (limit <= hold.limit || limit <= now)
        return badInput([{ input: 'limit', reason: 'EndsTooEarly' }])
      if (limit > now + farthest) return badInput([{ input: 'limit', reason: 'TooFarAway' }])
      return ok([
        {
          type: 'shipment.extended',
          ...{ desk: by.desk, hold: hold.n },
          limit: toRfc3339(limit),
          reminders: remindersOf(policy, { since: hold.limit, limit, now }, working),
        },
      ])
    },
  })
}
