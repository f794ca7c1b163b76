import { actions } from '../../codes/action.ts'
import { err, ok } from '../../kit/result.ts'
import { type Instant, parseInstant, toRfc3339 } from '../../kit/time.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command, type Raw } from '../command.ts'
import { resultInputs, resultName } from '../forms/results.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

const codeOf = (typed: string | undefined): string => (typed ?? '').trim().toLowerCase()

/** The later end that the answer names, or nothing; before now it would be no preservation. */
const keptUntil = (raw: Raw): Instant | undefined => {
  const read = parseInstant(raw['preserved-until'] ?? '')
  return read.ok ? read.value : undefined
}

/**
 * The receiving side tells what it found, with a result for each action that was asked for. What is
 * preserved runs out when the answer says, else after the least time (escalation/policy.ts).
 */
export const answer = command({
  name: 'answer',
  label: 'button.answer',
  about: 'command.answer',
  by: 'receiver',
  roles: caseRoles,
  from: ['accepted', 'forwarded'],
  inputs: {
    result: text({ label: 'form.result', max: 1500, widget: 'paragraph' }),
    language,
  },
  button: { in: ['accepted', 'forwarded'], style: 'primary' },
  more: referral => resultInputs(referral?.actions ?? actions),
  decide: ({ referral, raw, ...c }) => {
    const basis = basisOf(c, referral)
    const until = keptUntil(raw)
    if (until !== undefined && until <= c.now)
      return err({ kind: 'BadInput', problems: [{ input: 'preserved-until', reason: 'NotLater' }] })
    const results = referral.actions.map(action => ({
      action,
      result: codeOf(raw[resultName(action)]),
    }))
    const preserved = results.some(r => r.action === 'preserve-data' && r.result !== 'no')
    return ok([
      {
        type: 'referral.answered',
        results,
        ...(until === undefined || !preserved ? {} : { preservedUntil: toRfc3339(until) }),
        clocks: [
          ...startClock(basis, 'feedback'),
          ...(preserved
            ? startClock(basis, 'preservation', until === undefined ? {} : { due: until })
            : []),
        ],
      },
    ])
  },
})
