import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { optionalMoment, text } from '../../referral/inputs.ts'
import { act, badInput } from '../command.ts'
import { remindersOf } from '../holds.ts'
import { farthest, language, numberInput, oneOfLegs } from '../inputs.ts'
import { legsHeldBy } from '../shipment.ts'

/**
 * Goods are held by a desk that has them, until a limit that law or the desks have set; where nobody says, so many
 * working days of that desk.
 */
export const holdUnder = ({ hold: policy }: ShipmentPolicy) =>
  act({
    name: 's-hold',
    verb: 'hold',
    label: 'button.s_hold',
    about: 'command.s_hold',
    inputs: {
      leg: numberInput('shipment.leg'),
      held: text({ label: 'shipment.held', max: 500, widget: 'paragraph' }),
      since: optionalMoment({ label: 'shipment.since', hint: 'shipment.since_hint' }),
      limit: optionalMoment({ label: 'shipment.limit', hint: 'shipment.limit_hint' }),
      language,
    },
    shown: oneOfLegs,
    against: (s, by) => (legsHeldBy(s, by.desk).length > 0 ? undefined : { kind: 'NotCustodian' }),
    decide: ({ s, input, now, by, directory }) => {
      const has = legsHeldBy(s, by.desk)
      const leg = input.leg === undefined ? has.at(-1) : has.find(l => l.n === Number(input.leg))
      if (!leg) return badInput([{ input: 'leg', reason: 'NotAChoice' }])
      const working = directory.workingTime(by.desk)
      const since = input.since ?? now
      const limit = input.limit ?? working.afterDays(since, policy.limit.workingDays)
      if (since > now) return badInput([{ input: 'since', reason: 'NotYet' }])
      if (limit <= now) return badInput([{ input: 'limit', reason: 'EndsTooEarly' }])
      if (limit > now + farthest) return badInput([{ input: 'limit', reason: 'TooFarAway' }])
      return ok([
        {
          type: 'shipment.held',
          ...{ desk: by.desk, hold: s.holds.length + 1, leg: leg.n },
          since: toRfc3339(since),
          limit: toRfc3339(limit),
          reminders: remindersOf(policy, { since, limit, now }, working),
        },
      ])
    },
  })
