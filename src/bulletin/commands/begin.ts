import type { BulletinPolicy } from '../../escalation/bulletin.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { endOfDay } from '../../matter/end-of-day.ts'
import { languageOf } from '../../matter/language.ts'
import { caseRoles } from '../../referral/command.ts'
import { valuesOf } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import type { Directory } from '../../roster/directory.ts'
import { readClocks, reviewClock } from '../clocks.ts'
import type { BulletinCommand } from '../command.ts'
import type { Begun } from '../events.ts'
import { beginInputs as inputs, reviewProblems } from '../inputs.ts'

/** So many that all their clocks find place in one entry of the log (at most 65,535 bytes). */
const mostAddressees = 40

const addresseeProblems = (
  named: readonly string[],
  own: ContactPointId,
  { contactPoints }: Directory,
): readonly Problem[] => {
  const input = 'to'
  if (named.length === 0) return [{ input, reason: 'Missing' }]
  if (named.some(d => !contactPoints.some(c => c.id === d)))
    return [{ input, reason: 'NotAChoice' }]
  if (named.includes(own)) return [{ input, reason: 'OwnDesk' }]
  return named.length > mostAddressees ? [{ input, reason: 'TooMany', max: mostAddressees }] : []
}

/** A notice to all desks that share a channel with the sender's, or to those that are named. */
export const beginUnder = (policy: BulletinPolicy): BulletinCommand => ({
  name: 'b-begin',
  line: '/bulletin new',
  label: 'button.b_begin',
  about: 'command.b_begin',
  roles: caseRoles,
  begins: true,
  style: 'primary',
  against: () => undefined,
  inputsOf: () => inputs,
  prefill: ({ by, directory }) => ({ to: directory.neighboursOf(by.desk).join(',') }),
  decide: ({ raw, now, by, directory, languages }) => {
    const { kind, review, tlp = 'amber', to } = valuesOf(inputs, raw)
    const addressees = to.length > 0 ? [...to] : [...directory.neighboursOf(by.desk)]
    const reviewBy = endOfDay(review, by.desk, directory)
    const problems = [
      ...addresseeProblems(addressees, by.desk, directory),
      ...reviewProblems(reviewBy, now),
    ]
    if (problems.length > 0) return err({ kind: 'BadInput', problems })
    const sent = { from: by.desk, addressees: addressees as ContactPointId[], revision: 1 }
    const begun: Begun = {
      type: 'bulletin.begun',
      desk: by.desk,
      ...{ kind, tlp, addressees, review },
      reviewBy: toRfc3339(reviewBy),
      clocks: [
        ...readClocks(policy, sent, now, directory),
        ...reviewClock(policy, { from: by.desk, nth: 1 }, now, reviewBy),
      ],
    }
    return ok({ events: [begun], words: {}, language: languageOf(raw, { by, languages }) })
  },
})
