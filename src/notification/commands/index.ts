import type { NotificationPolicy } from '../../escalation/notification.ts'
import type { NotificationCommand } from '../command.ts'
import { acknowledgeUnder } from './acknowledge.ts'
import { answerUnder } from './answer.ts'
import { confirmUnder } from './confirm.ts'
import { close, withdraw } from './end.ts'
import { askHolder, verified } from './holder.ts'
import { notifyUnder } from './notify.ts'
import { refer } from './refer.ts'
import { supplementUnder } from './supplement.ts'
import { told } from './told.ts'

/** Everything that may be done about notifications, in the order of the help. */
export const commandsUnder = (policy: NotificationPolicy): readonly NotificationCommand[] => [
  notifyUnder(policy),
  acknowledgeUnder(policy),
  answerUnder(policy),
  refer,
  told,
  confirmUnder(policy),
  supplementUnder(policy),
  askHolder,
  verified,
  close,
  withdraw,
]
