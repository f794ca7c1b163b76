import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles } from '../../referral/command.ts'
import { valuesOf } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { containersIn } from '../changes.ts'
import { actClock } from '../clocks.ts'
import { badInput, languageOf, type ShipmentCommand } from '../command.ts'
import type { Begun } from '../events.ts'
import {
  beginInputs,
  containersInput,
  custodianProblems,
  deskOf,
  language,
  legInputs,
  placesOf,
  timesProblems,
} from '../inputs.ts'

const inputs = { containers: containersInput, ...legInputs, ...beginInputs, language }

const watcherProblems = (
  watchers: readonly string[],
  own: string,
  known: (typed: string) => boolean,
): readonly Problem[] => {
  if (watchers.some(w => !known(w))) return [{ input: 'watchers', reason: 'NotAChoice' }]
  return watchers.includes(own) ? [{ input: 'watchers', reason: 'OwnDesk' }] : []
}

/** A shipment that several desks watch, with its containers and its first leg. */
export const beginUnder = (policy: ShipmentPolicy): ShipmentCommand => ({
  name: 's-begin',
  line: '/shipment new',
  label: 'button.s_begin',
  about: 'command.s_begin',
  roles: caseRoles,
  begins: true,
  style: 'primary',
  against: () => undefined,
  inputsOf: () => inputs,
  prefill: ({ by, directory }) => {
    const others = directory.contactPoints.filter(c => c.id !== by.desk)
    return others.length === 1 ? { watchers: others.map(c => c.id).join(',') } : {}
  },
  decide: ({ raw, now, by, directory, languages }) => {
    const input = valuesOf(inputs, raw)
    const known = (typed: string) => deskOf(typed, directory) !== undefined
    const containers = containersIn(input.containers).length
    const problems: readonly Problem[] = [
      ...(containers === 0 ? [{ input: 'containers', reason: 'Missing' } as const] : []),
      ...timesProblems(input, undefined, now),
      ...custodianProblems(input, directory),
      ...watcherProblems(input.watchers, by.desk, known),
    ]
    if (problems.length > 0) return badInput(problems)
    const named = deskOf(input.custodian, directory)
    const custodian = named ?? (input.external === undefined ? by.desk : undefined)
    const { departs, arrives, hs, source, tlp = 'amber-strict' } = input
    const watchers = [...input.watchers]
    const begun: Begun = {
      type: 'shipment.begun',
      desk: by.desk,
      leg: 1,
      ...placesOf(input),
      departs: toRfc3339(departs),
      arrives: toRfc3339(arrives),
      ...(hs === undefined ? {} : { hs }),
      ...(custodian === undefined ? {} : { custodian }),
      ...{ containers, watchers, tlp },
      ...(source === undefined ? {} : { source }),
      clocks: [
        ...actClock(policy, now, { n: 1, arrives, owner: custodian ?? by.desk }, [
          by.desk,
          ...watchers,
        ]),
      ],
    }
    return ok({ events: [begun], words: {}, language: languageOf(raw, { by, languages }) })
  },
})
