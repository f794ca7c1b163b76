import type { ContactPointId } from '../kit/ids.ts'
import { calls, takenBack } from '../matter/call-notices.ts'
import type { MatterNotice, Told } from '../matter/matter.ts'
import type { OperationEvent } from './events.ts'
import { type Operation, participantsOf, partiesOf } from './operation.ts'

const cardTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'card',
  recipe: { card: 'operation' },
})

const lineTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'reply',
  recipe: { card: 'happened' },
})

const reportTo = (desk: ContactPointId, n: number): MatterNotice => ({
  desk,
  purpose: `summary.report.${n}`,
  recipe: { card: 'report', report: n },
})

const endTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'summary.end',
  recipe: { card: 'end' },
})

/** Reports are made anew without their words; a desk that came later never had the earlier ones. */
const wordless = (o: Operation): readonly MatterNotice[] => {
  const had = (desk: ContactPointId, at: number): boolean =>
    desk === o.from || o.answers.some(a => a.desk === desk && a.how === 'joined' && a.at <= at)
  return participantsOf(o).flatMap(d => [
    ...o.reports.filter(r => had(d, r.at)).map(r => reportTo(d, r.n)),
    ...(o.ended ? [endTo(d)] : []),
  ])
}

/** Its card at every desk that sees it: what a referral that it counts has come to, it reads when it is sent. */
export const recounted = (o: Operation): readonly MatterNotice[] => partiesOf(o).map(cardTo)

/** Who must hear of an event: participants of all; who has yet to answer sees the card alone. */
export const effects = (
  before: Operation | undefined,
  after: Operation,
  { event }: Told<OperationEvent>,
): readonly MatterNotice[] => {
  const cards = recounted(after)
  const desks = participantsOf(after)
  const back = takenBack(before?.clocks, after.clocks)
  switch (event.type) {
    case 'operation.begun':
      return cards
    case 'operation.declined':
      return [...cards, cardTo(event.desk as ContactPointId), ...desks.map(lineTo)]
    case 'operation.reported':
      return [...cards, ...desks.map(d => reportTo(d, event.report)), ...back]
    case 'operation.closed':
      return [...cards, ...desks.map(endTo), ...back]
    case 'operation.escalated':
      return [...cards, ...calls(event), ...back]
    case 'operation.erased':
      return [...cards, ...wordless(before ?? after), ...back]
    default:
      return [...cards, ...desks.map(lineTo), ...back]
  }
}
