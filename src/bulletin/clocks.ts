import type { BulletinPolicy } from '../escalation/bulletin.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import {
  clockPassed,
  clockTimers,
  type MatterClock,
  type MatterClockStart,
  slowClock,
} from '../matter/clocks.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import type { Directory } from '../roster/directory.ts'
import type { Bulletin } from './bulletin.ts'
import type { BulletinEvent } from './events.ts'

interface Sent {
  readonly from: ContactPointId
  readonly addressees: readonly ContactPointId[]
  readonly revision: number
}

/** Each addressee has so many of its own working days to read a revision. */
export const readClocks = (
  policy: BulletinPolicy,
  { from, addressees, revision }: Sent,
  since: Instant,
  { workingTime }: Pick<Directory, 'workingTime'>,
): readonly MatterClockStart[] =>
  addressees.map(desk =>
    slowClock(policy.read, {
      name: `read:${revision}.${desk}`,
      ...{ desk, other: from, since },
      due: workingTime(desk).afterDays(since, policy.read.workingDays),
    }),
  )

/** `nth`: how often a review date was set, from 1. */
export const reviewClock = (
  policy: BulletinPolicy,
  { from, nth }: { readonly from: ContactPointId; readonly nth: number },
  since: Instant,
  due: Instant,
): readonly MatterClockStart[] => [
  slowClock(policy.review, { name: `review:${nth}`, desk: from, other: from, since, due }),
]

export const isReading = ({ name }: Pick<MatterClock, 'name'>): boolean => name.startsWith('read:')

export const timersOf = (b: Bulletin, times: Times): readonly Timer[] =>
  clockTimers(b.clocks, times, true)

/** What the clock does now about one deadline. */
export const due = (b: Bulletin, deadline: string, facts: DueFacts): readonly BulletinEvent[] => {
  const taken = clockPassed(b.clocks, deadline, facts, true)
  return taken ? [{ type: 'bulletin.escalated', ...taken }] : []
}
