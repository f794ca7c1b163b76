import { type Card, count, type FieldOfCard, words } from '../../card/card.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Watched } from '../events.ts'
import { type DutyCardFacts, dutyCardOf, seniors, spanned } from './facts.ts'

/** In the order of `later` in the event. */
const bounds = [
  'duty.later_1s',
  'duty.later_5s',
  'duty.later_1min',
  'duty.later_15min',
  'duty.later_1h',
] as const

const fieldsOf = (e: Watched): readonly FieldOfCard[] => [
  { label: 'duty.steps_taken', value: count(e.taken) },
  ...bounds.map((label, i) => ({ label, value: count(e.later[i] ?? 0) })),
  { label: 'duty.steps_missed', value: count(e.missed) },
]

const verdict = (e: Watched): Pick<Card, 'tone' | 'headline'> => {
  if (!e.clean) return { tone: 'urgent', headline: words('duty.watch_unclean') }
  // A step a quarter of an hour late would have been felt by somebody.
  return e.missed > 0 || (e.later[3] ?? 0) > 0
    ? { tone: 'attention', headline: words('duty.watch_late') }
    : { tone: 'calm', headline: words('duty.watch_clean') }
}

/** The same as part of another message: what it says, and whether somebody must look into it. */
export const watchParts = (event: Watched): Required<Pick<Card, 'fields' | 'lines'>> => ({
  fields: fieldsOf(event),
  lines: [
    verdict(event).headline,
    words('duty.watch_period', spanned(fromRfc3339(event.from), fromRfc3339(event.to))),
    ...(event.clean ? [] : [words('duty.watch_unclean_line')]),
  ],
})

/** How the clock itself did since its last report: whether every step was taken, and when. */
export const watchCard = (facts: DutyCardFacts): Card => {
  const event = facts.happened?.event
  if (event?.type !== 'duty.watched') throw new Error('a report on the clock without its event')
  const { roster } = facts
  return dutyCardOf(roster.desk, {
    name: 'watch',
    ...verdict(event),
    fields: fieldsOf(event),
    lines: [
      words('duty.watch_period', spanned(fromRfc3339(event.from), fromRfc3339(event.to))),
      words(event.clean ? 'duty.watch_clean_line' : 'duty.watch_unclean_line'),
    ],
    mentions: event.clean ? [] : seniors(facts),
  })
}
