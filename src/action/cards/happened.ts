import {
  at,
  type Card,
  contactPoint,
  data,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Told } from '../../matter/matter.ts'
import type { ActionEvent } from '../events.ts'
import { cardAbout, quotesOf, type Shown } from './facts.ts'

/** What the log alone tells of it in a sentence; nothing of what no line tells of. */
export const lineOf = ({ event: e, at: when, by }: Told<ActionEvent>): Term | undefined => {
  const who = (desk: string): Params => ({
    desk: contactPoint(desk as ContactPointId),
    time: at(when),
    ...(by === 'clock' ? {} : { officer: officer(by) }),
  })
  switch (e.type) {
    case 'action.updated':
      return words('actionitem.did.updated', who(e.desk))
    case 'action.done':
      return words('actionitem.did.done', who(e.desk))
    case 'action.withdrawn':
      return words('actionitem.did.withdrawn', who(e.desk))
    case 'action.reopened':
      return words('actionitem.did.reopened', { ...who(e.desk), due: at(fromRfc3339(e.due)) })
    case 'action.carried':
      return words('actionitem.did.carried', {
        ...who(e.desk),
        meeting: data(e.meeting),
        due: at(fromRfc3339(e.due)),
      })
    case 'action.begun':
    case 'action.escalated':
    case 'action.erased':
      return undefined
  }
}

/** A line under the card: what happened, with the words that came with it; calls nobody. */
export const happenedCard = (facts: Shown, happened: Told<ActionEvent>): Card => {
  const { state: a } = facts
  const { event } = happened
  const headline = lineOf(happened)
  if (!headline) throw new Error(`no line tells of ${event.type}`)
  const item = 'text' in event ? event.text?.ref.item : undefined
  return cardAbout(a, {
    name: 'action-happened',
    headline,
    quotes: a.texts.filter(t => t.item === item).flatMap(t => quotesOf(facts, t)),
    buttons: [viewMatter(a.id)],
  })
}
