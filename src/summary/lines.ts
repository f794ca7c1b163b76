import { agencyOf, count, data, lasting, type Term, words } from '../card/card.ts'
import { type Priority, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Figures, type SideFigures, sideOf, type Timed } from './figures.ts'

const some = (isThere: boolean, line: () => Term): readonly Term[] => (isThere ? [line()] : [])

const tookLine = (
  what: 'ack' | 'reply',
  priority: Priority,
  agency: Term,
  { n, limited, within, medianMs, worstMs }: Timed,
): readonly Term[] => {
  if (medianMs === undefined || worstMs === undefined) return []
  const params = {
    ...{ agency, priority: words(`priority.${priority}`), n: count(n) },
    ...{ median: lasting(medianMs), worst: lasting(worstMs) },
  }
  return [
    limited === 0
      ? words(`summary.${what}`, params)
      : words(`summary.${what}_limit`, {
          ...params,
          within: count(within),
          limited: count(limited),
        }),
  ]
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

const noticeLines = (agency: Term, { notifications: n }: SideFigures): readonly Term[] =>
  some(n.sent + n.received + n.unanswered > 0, () =>
    words('summary.notifications', {
      ...{ agency, sent: count(n.sent), received: count(n.received) },
      ...{ within: count(n.ack.within), acked: count(n.ack.n), left: count(n.unanswered) },
    }),
  )

/** What one side sent, owed and did. A line without anything to say is left out, but for the first. */
export const sideLines = (f: Figures, desk: ContactPointId): readonly Term[] => {
  const side = sideOf(f, desk)
  const agency = agencyOf(desk)
  const { extensions: e, feedback, escalations, missedNights, drills } = side
  return [
    words('summary.side', { agency, ...totals(side) }),
    ...priorities.flatMap(p => [
      ...tookLine('ack', p, agency, side.priorities[p].ack),
      ...tookLine('reply', p, agency, side.priorities[p].reply),
    ]),
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
    ...some(drills.received > 0 || drills.acknowledged > 0, () =>
      words('summary.drills', {
        ...{ agency, received: count(drills.received) },
        ...{ acked: count(drills.acknowledged), within: count(drills.within) },
      }),
    ),
  ]
}
