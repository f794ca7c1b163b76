import { isDesk, isLog, isMatter, type SubjectId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import type { Timer } from '../ports/store.ts'
import { timersOf } from '../referral/deadlines.ts'
import { referralSchema } from '../referral/referral.ts'
import { dutyRosterSchema } from '../roster/duty.ts'
import { dutyTimers } from '../roster/timers.ts'
import { logTimers } from '../witness/timers.ts'
import { witnessedLogSchema } from '../witness/witnessed.ts'
import { matterOf } from './matters.ts'
import { timerFacts } from './rosters.ts'
import type { World } from './world.ts'

/** The timers that must be armed for a subject, from its state and the settings alone. */
export const createArmed =
  ({ directory, matters, witnessing }: Pick<World, 'directory' | 'matters' | 'witnessing'>) =>
  (subject: SubjectId, state: Json): readonly Timer[] => {
    if (isMatter(subject)) return matterOf(matters, subject).timersOf(state, directory.workingTime)
    if (isLog(subject))
      return witnessing ? logTimers(witnessedLogSchema.parse(state), witnessing.rules) : []
    return isDesk(subject)
      ? dutyTimers(dutyRosterSchema.parse(state), timerFacts(directory, subject))
      : timersOf(referralSchema.parse(state), directory.workingTime)
  }
