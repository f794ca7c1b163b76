import { labelOfNature, natures } from '../../codes/shipment.ts'
import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { ok } from '../../kit/result.ts'
import { choice } from '../../referral/inputs.ts'
import { alarmsOf, foundAgainst, neighbours } from '../alarms.ts'
import { act, badInput } from '../command.ts'
import { goodsInputs, language, legGiven, numberInput, oneOfLegs } from '../inputs.ts'
import { partiesOf } from '../shipment.ts'

/**
 * What was declared on a leg: an officer puts right what was misread, or reports that it was declared
 * anew. It is compared with the legs beside it; if declared anew, also with what stood there before.
 */
export const goodsUnder = (policy: ShipmentPolicy) =>
  act({
    name: 's-goods',
    verb: 'goods',
    label: 'button.s_goods',
    about: 'command.s_goods',
    inputs: {
      leg: numberInput('shipment.leg'),
      nature: {
        ...choice({ label: 'shipment.nature_label', codes: natures, labelOf: labelOfNature }),
        preset: 'declared-anew',
      },
      ...goodsInputs,
      language,
    },
    shown: oneOfLegs,
    decide: ({ s, input, now, by, contents, chosen }) => {
      const leg = legGiven(s, input.leg)
      if (!leg) return badInput([{ input: 'leg', reason: 'NotAChoice' }])
      const { hs, nature, goods } = input
      const reported = { goods: { hs, words: goods, language: chosen } }
      const against = [...(nature === 'correction' ? [] : [leg]), ...neighbours(s, leg.n)]
      const found = against.map(other => ({
        leg: leg.n,
        against: other.n,
        what: foundAgainst(s, other, reported, contents),
      }))
      const alarms = alarmsOf(s, found, { policy, now, desk: by.desk, desks: partiesOf(s) })
      return ok([
        {
          type: 'shipment.goods_declared',
          ...{ desk: by.desk, leg: leg.n, nature },
          ...(hs === undefined ? {} : { hs }),
          raises: alarms.length,
        },
        ...alarms,
      ])
    },
  })
