import {
  at,
  type Card,
  contactPoint,
  data,
  type FieldOfCard,
  type Term,
  words,
} from '../../card/card.ts'
import type { Instant } from '../../kit/time.ts'
import type { ContactPoint } from '../directory.ts'
import type { DutyRoster } from '../duty.ts'
import { nextPost, type PostTime, postTimeOf } from '../post.ts'
import { type DutyFacts, deskOfRoster, dutyCardOf } from './facts.ts'

const postTerm = ({ day, at: time }: PostTime, { zone }: ContactPoint): Term =>
  words('duty.post_every', {
    day: words(`duty.weekday.${day}`),
    time: data(`${time} ${zone.label}`),
  })

/** One that was due while nothing ran, or before its time was changed, goes out at once. */
const dueTerm = (due: Instant, now: Instant): Term => (due > now ? at(due) : words('duty.post_now'))

/** When a desk posts, in its own time and as a moment. */
export const postFields = (
  roster: DutyRoster,
  desk: ContactPoint,
  now: Instant,
): readonly FieldOfCard[] => [
  { label: 'duty.post_time', value: postTerm(postTimeOf(roster), desk) },
  { label: 'duty.post_next', value: dueTerm(nextPost(roster, desk.zone.zone), now) },
]

export interface ScheduleFacts extends DutyFacts {
  /** Rosters of the desks that share a channel with this one. */
  readonly others: readonly DutyRoster[]
  /** Whether the reader may change it. */
  readonly mayChange: boolean
}

/** When the weekly summary is posted by the own desk and by the others, and by which rule. */
export const scheduleCard = (facts: ScheduleFacts): Card => {
  const { roster, others, mayChange, now, directory } = facts
  const desk = deskOfRoster(facts)
  return dutyCardOf(desk.id, {
    name: 'summary-schedule',
    headline: words('duty.post_title'),
    fields: postFields(roster, desk, now),
    lines: [
      ...others.map(r =>
        words('duty.post_there', {
          desk: contactPoint(r.desk),
          at: dueTerm(nextPost(r, directory.contactPoint(r.desk).zone.zone), now),
        }),
      ),
      words('duty.post_rule'),
      words('duty.post_missed'),
      ...(mayChange
        ? [words('duty.post_change', { usage: data('/summary schedule day=monday hour=09:00') })]
        : []),
    ],
    buttons: mayChange
      ? [
          {
            command: 'duty-schedule',
            subject: desk.id,
            revision: 0,
            label: 'button.duty_schedule',
            style: 'plain',
          },
        ]
      : [],
  })
}
