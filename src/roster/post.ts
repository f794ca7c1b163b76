import type { Instant } from '../kit/time.ts'
import { addDays, instantAt, localAt, type Weekday, weekdayOf } from '../kit/zone.ts'
import { weekOf } from '../summary/week.ts'
import type { DutyRoster } from './duty.ts'

/** On what day of the week a desk posts its summary, and at what time (`HH:MM`) by its own clock. */
export interface PostTime {
  readonly day: Weekday
  readonly at: string
}

/** When a desk that nobody asked posts its week (domain.md 6.7). */
const usualPost: PostTime = { day: 'mon', at: '09:00' }

export const postTimeOf = ({ post }: DutyRoster): PostTime => post ?? usualPost

/**
 * When the post after the last one (or after the desk began) is due; before now where it was missed. The rule of
 * the local time: one that the clock leaps over on that day moves on by the leap, of one that comes twice it is
 * the first (`instantAt`). A week has one post: one that was put off or brought forward comes in the next week
 * where this one had its own.
 */
export const nextPost = (roster: DutyRoster, zone: string): Instant => {
  const { watched, post } = roster
  const { day, at } = postTimeOf(roster)
  const { date } = localAt(watched, zone)
  for (let n = 0; ; n++) {
    const next = addDays(date, n)
    if (weekdayOf(next) !== day) continue
    const due = instantAt(next, at, zone)
    const isAnother = post === undefined || weekOf(next) > weekOf(date)
    if (due > watched && isAnother) return due
  }
}
