import { ok } from '../../kit/result.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'
import { evidenceClock } from '../evidence.ts'
import { missingOf } from '../forms/form.ts'
import { needsTwo } from '../pending.ts'
import type { Referral } from '../referral.ts'

/** When it was seen, as the draft or else its form says. */
const seenAt = ({ observedAt, details }: Referral): Pick<Referral, 'observedAt'> => {
  const at = details['observed-at']
  if (observedAt !== undefined) return { observedAt }
  return at === undefined ? {} : { observedAt: fromRfc3339(at) }
}

/** Hands the draft to the other side and starts the clocks of its priority. */
export const send = command({
  name: 'send',
  label: 'button.send',
  about: 'command.send',
  by: 'sender',
  roles: caseRoles,
  from: ['draft'],
  inputs: {},
  button: { in: ['draft'], style: 'primary' },
  against: r => {
    const missing = missingOf(r)
    if (missing.length > 0) {
      const problems = missing.map(input => ({ input, reason: 'Missing' }) as const)
      return { kind: 'Incomplete', problems }
    }
    return needsTwo(r) && !r.approved ? { kind: 'NeedsApproval' } : undefined
  },
  decide: ({ referral, evidenceDays, ...c }) => {
    const basis = basisOf(c, referral)
    return ok([
      {
        type: 'referral.sent',
        clocks: [
          ...startClock(basis, 'ack'),
          ...startClock(basis, 'reply'),
          ...evidenceClock(basis, seenAt(referral), evidenceDays(referral.to)),
        ],
      },
    ])
  },
})
