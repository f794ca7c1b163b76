import { data, type Term, words } from '../../card/card.ts'
import { sayInstant, type Zone } from '../../card/format.ts'
import { type Weekday, weekdays } from '../../escalation/working.ts'
import type { Instant } from '../../kit/time.ts'
import { localAt } from '../../kit/zone.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { ContactPoint } from '../directory.ts'

/** A moment on the clock of one desk alone: `2026-11-23 14:37 HKT`. */
export const onClock = (when: Instant, { zone, label }: Zone): Term =>
  data(sayInstant(when, [{ zone, label }]))

/** The same with its day of the week. */
export const dayAndTime = (when: Instant, zone: Zone): Term =>
  words('duty.day_time', {
    day: words(`duty.weekday.${localAt(when, zone.zone).weekday}`),
    time: onClock(when, zone),
  })

/** Days of the week in their order, e.g. `Mon, Tue`. */
export const dayNames = (days: readonly Weekday[]): Term =>
  listed(weekdays.filter(d => days.includes(d)).map(d => words(`duty.weekday.${d}`))) ??
  words('card.nobody')

export const hoursTerm = ({ hours, zone }: ContactPoint): Term =>
  words('duty.hours_line', {
    days: dayNames(hours.days),
    times: data(`${hours.from}–${hours.to} ${zone.label}`),
  })
