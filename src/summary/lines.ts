import { agencyOf, count, data, lasting, type Term, words } from '../card/card.ts'
import { type Priority, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { listed } from '../referral/cards/labels.ts'
import { type Figures, type SideFigures, sideOf, type Timed } from './figures.ts'

const some = (isThere: boolean, line: () => Term): readonly Term[] => (isThere ? [line()] : [])

const tookItem = (
  priority: Priority,
  { n, limited, within, medianMs, worstMs }: Timed,
): readonly Term[] => {
  if (medianMs === undefined || worstMs === undefined) return []
  const params = {
    priority: words(`priority.${priority}`),
    ...{ median: lasting(medianMs), worst: lasting(worstMs) },
  }
  return [
    limited === 0
      ? words('summary.took', { ...params, n: count(n) })
      : words('summary.took_limit', {
          ...{ ...params, within: count(within), limited: count(limited) },
        }),
  ]
}

/** One line for all priorities: each in its own would be most of the card. */
const tookLine = (
  what: 'ack' | 'reply',
  agency: Term,
  rows: SideFigures['priorities'],
): readonly Term[] => {
  const list = listed(priorities.flatMap(p => tookItem(p, rows[p][what])))
  return list ? [words(`summary.${what}`, { agency, list })] : []
}

const totals = (side: SideFigures) => {
  const rows = priorities.map(p => side.priorities[p])
  const sum = (of: (row: (typeof rows)[number]) => number): Term =>
    count(rows.reduce((n, row) => n + of(row), 0))
  return {
    sent: sum(r => r.sent),
    received: sum(r => r.received),
    closed: sum(r => r.closed),
    open: sum(r => r.open),
  }
}

/** A side that sends nearly all as urgent is called for nothing after a while. */
const sentLine = (agency: Term, side: SideFigures): readonly Term[] => {
  const list = listed(
    priorities.flatMap(p => {
      const { sent } = side.priorities[p]
      const label = words(`priority.${p}`)
      return sent === 0 ? [] : [words('summary.counted', { label, n: count(sent) })]
    }),
  )
  return list ? [words('summary.by_priority', { agency, list })] : []
}

const noticeLines = (agency: Term, { notifications: n }: SideFigures): readonly Term[] =>
  some(n.sent + n.received + n.unanswered > 0, () =>
    words('summary.notifications', {
      ...{ agency, sent: count(n.sent), received: count(n.received) },
      ...{ within: count(n.ack.within), acked: count(n.ack.n), left: count(n.unanswered) },
    }),
  )

const agreedLines = (agency: Term, { actions, unread }: SideFigures): readonly Term[] => [
  ...(actions
    ? [
        words('summary.actions', {
          ...{ agency, open: count(actions.open), late: count(actions.overdue) },
        }),
      ]
    : []),
  ...(unread === undefined ? [] : [words('summary.unread', { agency, count: count(unread) })]),
]

/** What one side sent, and how much of it is open. */
export const sideLines = (f: Figures, desk: ContactPointId): readonly Term[] => {
  const side = sideOf(f, desk)
  const agency = agencyOf(desk)
  return [words('summary.side', { agency, ...totals(side) }), ...sentLine(agency, side)]
}

/** What it owed and did, and how long that took. A line without anything to say is left out. */
export const sideDetails = (f: Figures, desk: ContactPointId): readonly Term[] => {
  const side = sideOf(f, desk)
  const agency = agencyOf(desk)
  const { extensions: e, feedback, escalations, missedNights, drills } = side
  return [
    ...tookLine('ack', agency, side.priorities),
    ...tookLine('reply', agency, side.priorities),
    ...some(e.asked + e.granted + e.refused > 0, () =>
      words('summary.extensions', {
        ...{ agency, asked: count(e.asked), granted: count(e.granted), refused: count(e.refused) },
      }),
    ),
    ...some(feedback.owed > 0, () =>
      words('summary.feedback', {
        ...{ agency, owed: count(feedback.owed), late: count(feedback.overdue) },
      }),
    ),
    ...some(
      escalations.some(n => n > 0),
      () => words('summary.escalations', { agency, steps: data(escalations.join(' · ')) }),
    ),
    ...some(missedNights > 0, () =>
      words('summary.missed_nights', { agency, nights: count(missedNights) }),
    ),
    ...noticeLines(agency, side),
    ...agreedLines(agency, side),
    ...some(drills.received > 0 || drills.acknowledged > 0, () =>
      words('summary.drills', {
        ...{ agency, received: count(drills.received) },
        ...{ acked: count(drills.acknowledged), within: count(drills.within) },
      }),
    ),
  ]
}
