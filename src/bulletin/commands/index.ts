import type { BulletinPolicy } from '../../escalation/bulletin.ts'
import type { BulletinCommand } from '../command.ts'
import { beginUnder } from './begin.ts'
import { reviewUnder, withdraw } from './keep.ts'
import { read } from './read.ts'
import { reviseUnder, version } from './text.ts'

/** Everything that may be done about bulletins, in the order of the help. */
export const commandsUnder = (policy: BulletinPolicy): readonly BulletinCommand[] => [
  beginUnder(policy),
  version,
  read,
  reviseUnder(policy),
  reviewUnder(policy),
  withdraw,
]
