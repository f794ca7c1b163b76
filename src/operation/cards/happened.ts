import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  officer,
  type Params,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Told } from '../../matter/matter.ts'
import { listed } from '../../referral/cards/labels.ts'
import { measureLine } from '../../summary/items.ts'
import type { OperationEvent } from '../events.ts'
import type { Operation } from '../operation.ts'
import { cardAbout, desksTerm, quoteOf, type Shown } from './facts.ts'

/** What the log alone tells of it in a sentence; nothing of what no line tells of. */
export const lineOf = (
  o: Pick<Operation, 'id'>,
  { event: e, at: when, by }: Told<OperationEvent>,
): Term | undefined => {
  const who: Params = by === 'clock' ? {} : { officer: officer(by), time: at(when) }
  const desk = 'desk' in e ? { desk: contactPoint(e.desk as ContactPointId) } : {}
  const params: Params = { ...who, ...desk }
  switch (e.type) {
    case 'operation.invited': {
      const desks = desksTerm(e.desks.map(d => d as ContactPointId))
      return words('operation.did.invited', { ...params, ...(desks ? { desks } : {}) })
    }
    case 'operation.joined':
      return words('operation.did.joined', params)
    case 'operation.declined':
      return words('operation.did.declined', params)
    case 'operation.tagged':
      return words('operation.did.tagged', { ...params, ref: data(e.referral) })
    case 'operation.untagged':
      return words('operation.did.untagged', { ...params, ref: data(e.referral) })
    case 'operation.proxied':
      return words('operation.did.proxied', {
        ...params,
        number: count(e.proxy),
        asOf: at(fromRfc3339(e.asOf)),
        sums: listed(e.sums.map(measureLine)) ?? words('operation.no_results'),
      })
    case 'operation.reported':
      return words('operation.report', { ref: data(o.id), number: count(e.report) })
    case 'operation.closed':
      return words('operation.end_report', { ref: data(o.id) })
    case 'operation.begun':
    case 'operation.escalated':
    case 'operation.erased':
      return undefined
  }
}

const quotes = (facts: Shown, item: string | undefined): readonly Quote[] => [
  ...quoteOf(facts, item, 'reason', { label: 'form.reason' }),
  ...quoteOf(facts, item, 'administration', { label: 'operation.administration' }),
]

/** A line under the card: what happened, with the words that came with it; calls nobody. */
export const happenedCard = (facts: Shown, happened: Told<OperationEvent>): Card => {
  const { state: o } = facts
  const { event } = happened
  const headline = lineOf(o, happened)
  if (!headline) throw new Error(`no line tells of ${event.type}`)
  const item = 'text' in event ? event.text?.ref.item : undefined
  return cardAbout(o, {
    name: 'operation-happened',
    headline,
    quotes: quotes(facts, item),
    buttons: [viewMatter(o.id)],
  })
}
