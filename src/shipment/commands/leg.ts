import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { alarmsOf, foundAgainst } from '../alarms.ts'
import { containersIn } from '../changes.ts'
import { actClock } from '../clocks.ts'
import { act, badInput } from '../command.ts'
import type { LegAdded } from '../events.ts'
import {
  custodianProblems,
  deskOf,
  language,
  legInputs,
  optionalContainers,
  placesOf,
  timesProblems,
} from '../inputs.ts'
import { lastLeg, partiesOf } from '../shipment.ts'

/** The next stretch of the way; what is declared otherwise than on the one above raises an alarm. */
export const legUnder = (policy: ShipmentPolicy) =>
  act({
    name: 's-leg',
    verb: 'leg',
    label: 'button.s_leg',
    about: 'command.s_leg',
    inputs: { ...legInputs, containers: optionalContainers, language },
    decide: ({ s, input, now, by, directory, contents, chosen }) => {
      const above = lastLeg(s)
      const problems = [...timesProblems(input, above, now), ...custodianProblems(input, directory)]
      if (problems.length > 0) return badInput(problems)
      const { departs, arrives, hs, containers, external } = input
      const custodian =
        deskOf(input.custodian, directory) ?? (external === undefined ? by.desk : undefined)
      const desks = [...new Set([...partiesOf(s), ...(custodian === undefined ? [] : [custodian])])]
      const n = above.n + 1
      const reported = {
        goods: { hs, words: input.goods, language: chosen },
        ...(containers === undefined ? {} : { containers }),
      }
      const what = foundAgainst(s, above, reported, contents)
      const raised = { policy, now, desk: by.desk, desks }
      const alarms = alarmsOf(s, [{ leg: n, against: above.n, what }], raised)
      const added: LegAdded = {
        type: 'shipment.leg_added',
        desk: by.desk,
        leg: n,
        ...placesOf(input),
        departs: toRfc3339(departs),
        arrives: toRfc3339(arrives),
        ...(hs === undefined ? {} : { hs }),
        ...(custodian === undefined ? {} : { custodian }),
        containers: containersIn(containers ?? '').length,
        raises: alarms.length,
        clocks: [...actClock(policy, now, { n, arrives, owner: custodian ?? by.desk }, desks)],
      }
      return ok([added, ...alarms])
    },
  })
