import { labelOf, snoozeReasons } from '../../codes/snooze.ts'
import { type Side, states } from '../../kit/codes.ts'
import { err, ok } from '../../kit/result.ts'
import { minutes, plus, toRfc3339 } from '../../kit/time.ts'
import { caseRoles, command } from '../command.ts'
import { pressing } from '../deadlines.ts'
import { choice, optionalText } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { type Referral, sideOf } from '../referral.ts'
import type { RunningDeadline } from '../running.ts'

const spans = ['15', '30', '60', '120', '240', '480', '1440'] as const

/** Clocks of a side whose calls may be put off at all. */
const quietable = (r: Referral, side: Side | undefined): readonly RunningDeadline[] =>
  r.deadlines.filter(
    d =>
      d.owner === side &&
      d.pausedAt === undefined &&
      d.snoozeMinutes !== undefined &&
      pressing.includes(d.name),
  )

const leftOf = (d: RunningDeadline): number => (d.snoozeMinutes ?? 0) - (d.snoozed ?? 0)

/**
 * Who owes something puts off its own calls for a reason that the other side reads; due times and
 * statistics stay. How long in all, the policy says, clock by clock.
 */
export const snooze = command({
  name: 'snooze',
  label: 'button.snooze',
  about: 'command.snooze',
  by: 'either',
  roles: caseRoles,
  from: states.filter(s => s !== 'draft' && s !== 'withdrawn' && s !== 'closed'),
  inputs: {
    minutes: choice({ label: 'form.snooze', codes: spans, labelOf: code => `snooze.for_${code}` }),
    reason: choice({ label: 'form.snooze_reason', codes: snoozeReasons, labelOf }),
    explanation: optionalText({ label: 'form.explanation', max: 500, widget: 'paragraph' }),
    language,
  },
  against: (r, by) =>
    quietable(r, sideOf(r, by.desk)).length > 0 ? undefined : { kind: 'NotSnoozable' },
  decide: ({ referral, input, by, now }) => {
    const side = sideOf(referral, by.desk)
    const own = quietable(referral, side)
    if (!side || own.length === 0) return err({ kind: 'NotSnoozable' })
    const asked = Number(input.minutes)
    const until = plus(now, minutes(asked))
    // Silence that a clock has already is not counted twice; running.ts counts it the same.
    const more = (d: RunningDeadline): number =>
      Math.ceil((until - Math.max(now, d.snoozedUntil ?? now)) / minutes(1))
    const deadlines = own.filter(d => more(d) <= leftOf(d)).map(d => d.name)
    if (deadlines.length === 0)
      return err({ kind: 'SnoozeSpent', leftMinutes: Math.max(0, ...own.map(leftOf)) })
    const { reason } = input
    return ok([{ type: 'referral.snoozed', side, until: toRfc3339(until), reason, deadlines }])
  },
})
