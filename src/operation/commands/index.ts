import type { OperationPolicy } from '../../escalation/operation.ts'
import type { OperationCommand } from '../command.ts'
import { decline, join } from './answer.ts'
import { beginUnder } from './begin.ts'
import { invite } from './invite.ts'
import { proxy } from './proxy.ts'
import { close, sitrepUnder } from './report.ts'
import { tag } from './tag.ts'
import { untag } from './untag.ts'

/** Everything that may be done about operations, in the order of the help. */
export const commandsUnder = (policy: OperationPolicy): readonly OperationCommand[] => [
  beginUnder(policy),
  invite,
  join,
  decline,
  tag,
  untag,
  proxy,
  sitrepUnder(policy),
  close,
]
