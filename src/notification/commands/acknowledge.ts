import type { NotificationPolicy } from '../../escalation/notification.ts'
import { ok } from '../../kit/result.ts'
import { answerClock } from '../clocks.ts'
import { act } from '../command.ts'
import { addresseeAt } from '../notification.ts'

/** A named officer of an addressee has it; each addressee says so once, for itself. */
export const acknowledgeUnder = (policy: NotificationPolicy) =>
  act({
    name: 'n-acknowledge',
    verb: 'acknowledge',
    label: 'button.acknowledge',
    about: 'command.n_acknowledge',
    style: 'primary',
    by: 'addressee',
    inputs: {},
    against: (n, by) => {
      const has = addresseeAt(n, by.desk)?.acknowledged
      return has && { kind: 'AlreadyAcknowledged', ...has }
    },
    decide: ({ n, now, by }) =>
      ok([
        {
          type: 'notification.acknowledged',
          desk: by.desk,
          clocks: [answerClock(policy, now, n, by.desk)],
        },
      ]),
  })
