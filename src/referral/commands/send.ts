import { clocksOf } from '../../escalation/policy.ts'
import { ok } from '../../kit/result.ts'
import { minutes, plus, toRfc3339 } from '../../kit/time.ts'
import { caseRoles, command } from '../command.ts'

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
  decide: ({ referral, policy, now }) => {
    const clocks = referral ? clocksOf(policy, referral.priority) : []
    return ok([
      {
        type: 'referral.sent',
        clocks: clocks.map(c => ({
          name: c.name,
          due: toRfc3339(plus(now, minutes(c.withinMinutes))),
          steps: c.steps,
        })),
      },
    ])
  },
})
