import type { ActionPolicy } from '../../escalation/action.ts'
import type { ActionCommand } from '../command.ts'
import { beginUnder } from './begin.ts'
import { carryUnder } from './carry.ts'
import { reopenUnder } from './reopen.ts'
import { done, update, withdraw } from './report.ts'

/** Everything that may be done about action items, in the order of the help. */
export const commandsUnder = (policy: ActionPolicy): readonly ActionCommand[] => [
  beginUnder(policy),
  update,
  done,
  carryUnder(policy),
  reopenUnder(policy),
  withdraw,
]
