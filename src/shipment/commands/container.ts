import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { ok } from '../../kit/result.ts'
import { alarmsOf, foundAgainst } from '../alarms.ts'
import { containersIn } from '../changes.ts'
import { act, badInput } from '../command.ts'
import { containersInput, language, legGiven, numberInput, oneOfLegs } from '../inputs.ts'
import { partiesOf } from '../shipment.ts'

/** The goods are in these containers now, on that leg and on those after it. */
export const containerUnder = (policy: ShipmentPolicy) =>
  act({
    name: 's-container',
    verb: 'container',
    label: 'button.s_container',
    about: 'command.s_container',
    inputs: { leg: numberInput('shipment.leg'), containers: containersInput, language },
    shown: oneOfLegs,
    decide: ({ s, input: { leg: typed, containers }, now, by, contents }) => {
      const leg = legGiven(s, typed)
      if (!leg) return badInput([{ input: 'leg', reason: 'NotAChoice' }])
      const count = containersIn(containers).length
      if (count === 0) return badInput([{ input: 'containers', reason: 'Missing' }])
      const what = foundAgainst(s, leg, { containers }, contents)
      const raised = { policy, now, desk: by.desk, desks: partiesOf(s) }
      const alarms = alarmsOf(s, [{ leg: leg.n, against: leg.n, what }], raised)
      return ok([
        {
          type: 'shipment.container_changed',
          ...{ desk: by.desk, leg: leg.n, containers: count, raises: alarms.length },
        },
        ...alarms,
      ])
    },
  })
