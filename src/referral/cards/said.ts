import type { Quote } from '../../card/card.ts'
import type { Command } from '../command.ts'
import type { ReferralEvent } from '../events.ts'
import type { Happened, TextOfReferral, TextPart } from '../referral.ts'
import type { ReferralFacts } from './facts.ts'
import { labelsBy } from './labels.ts'

/** The facts of the case stay out of threads; its officers read them in private. */
const inPrivate: readonly ReferralEvent['type'][] = [
  'referral.drafted',
  'referral.filled',
  'referral.amended',
]

const itemOf = (event: ReferralEvent): string | undefined =>
  'text' in event && !inPrivate.includes(event.type) ? event.text?.ref.item : undefined

/** A decision on consent makes the words of its proposal known: its conditions, or why not. */
const proposalBefore = ({ referral, contents }: ReferralFacts, h: Happened): string | undefined => {
  const last = referral.texts.findLast(
    t => t.part === 'consent' && t.side === undefined && t.at <= h.at,
  )
  const content = last && contents.get(last.ref.item)
  return content?.['conditions'] === undefined ? undefined : last?.ref.item
}

/** In whose form a part was written: two forms may name an input alike and mean another thing. */
const writtenIn: Readonly<Record<TextPart, readonly string[]>> = {
  referral: ['create'],
  details: ['fill'],
  acceptance: ['accept'],
  request: ['request-info'],
  supply: ['supply-info'],
  forwarding: ['forward'],
  return: ['return'],
  interim: ['interim'],
  extension: ['extend'],
  decline: ['decline'],
  answer: ['answer'],
  withdrawal: ['withdraw'],
  closing: ['close'],
  reopening: ['reopen'],
  note: ['note'],
  consent: ['ask-consent', 'propose-consent'],
  translation: ['translate'],
  correction: ['correct'],
  snooze: ['snooze'],
}

/** An officer's words by the labels of the form, in its order; what has no label is not shown. */
export const quotesOf = (
  text: TextOfReferral,
  { referral, contents }: ReferralFacts,
  commands: readonly Command[],
): readonly Quote[] => {
  const content = contents.get(text.ref.item)
  const own = commands.filter(c => writtenIn[text.part].includes(c.name))
  return [...labelsBy([...own, ...commands], referral)].flatMap(([name, label]) => {
    const said = content?.[name]
    return said === undefined ? [] : [{ label, language: text.language, text: said }]
  })
}

/** The words that came with an event, as far as the vault still has them. */
export const wordsOfEvent = (
  facts: ReferralFacts,
  h: Happened,
  commands: readonly Command[],
): readonly Quote[] => {
  const item =
    h.event.type === 'referral.consent_decided' ? proposalBefore(facts, h) : itemOf(h.event)
  const text = facts.referral.texts.find(t => t.ref.item === item)
  return text ? quotesOf(text, facts, commands) : []
}
