import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'

/** A named person of the receiving side has it. Never the sender, never the bot. */
export const acknowledge = command({
  name: 'acknowledge',
  aliases: ['ack'],
  label: 'button.acknowledge',
  about: 'command.acknowledge',
  by: 'receiver',
  roles: caseRoles,
  from: ['sent'],
  inputs: {},
  button: { in: ['sent'], style: 'primary' },
  already: ({ acts }) => acts.acknowledged && { kind: 'AlreadyAcknowledged', ...acts.acknowledged },
  // An exercise is over with it: nothing real is left to decide on.
  decide: c =>
    c.referral.drill
      ? ok([{ type: 'referral.acknowledged', clocks: [] }, { type: 'referral.drill_ended' }])
      : ok([
          {
            type: 'referral.acknowledged',
            clocks: startClock(basisOf(c, c.referral), 'decision'),
          },
        ]),
})
