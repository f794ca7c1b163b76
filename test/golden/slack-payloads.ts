import { renderHome } from '../../adapters/slack/home.ts'
import { renderForm, stepsOf } from '../../adapters/slack/modal.ts'
import { type Look, renderMessage, renderPrivate } from '../../adapters/slack/render.ts'
import { formOf } from '../../src/bot/ask.ts'
import { createSpeaker, type Speaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { MessageKey } from '../../src/card/key.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { instant } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import { directory as desks, hkc, kcs, officerAt } from '../referral/desks.ts'
import { goodValues, inState } from '../referral/sample.ts'
import { directory as duties } from '../roster/duty-sample.ts'
import { everyCard } from './cards.ts'
import { dutyCards } from './duty.ts'
import { matterCards, matterKinds } from './matter-cards.ts'

export interface Payload {
  readonly title: string
  readonly payload: { readonly blocks: readonly object[]; readonly text?: unknown }
}

export interface MessagePayload extends Payload {
  readonly card: SpokenCard
  readonly isPrivate: boolean
}

const speakers = [createSpeaker(catalogue, desks), createSpeaker(catalogue, duties)] as const

const firstOfKind = <T extends { readonly card: Card }>(cards: readonly T[]): readonly T[] =>
  [...Map.groupBy(cards, c => c.card.name).values()].flatMap(of => of.slice(0, 1))

const titled = (start: string) => everyCard.filter(c => c.title.startsWith(start))

/** One card of each kind, and those that are fullest or loudest. */
const shown = [
  ...firstOfKind(everyCard),
  ...titled('referral, sent, overdue, for both'),
  ...titled('referral, consent asked, for receiver'),
  ...titled('happened, referral.declined'),
  ...titled('view, of all that there may be'),
]

const joinedWords = (list: readonly string[], key: MessageKey): string =>
  list.map(l => catalogue.say(tag(l), key)).join(' / ')

const lookIn = (list: readonly string[]): Look => ({
  userOf: officer => (officer.startsWith('kcs') ? 'U0KCS' : undefined),
  words: { more: joinedWords(list, 'button.view'), repeat: joinedWords(list, 'page.repeat') },
})

const at = instant(1_795_500_000_000)

const speak = (card: Card, list: readonly string[], speaker: Speaker): SpokenCard =>
  speaker.card(card, { languages: list.map(tag), zones })

interface Said {
  readonly title: string
  readonly card: Card
  readonly speaker: Speaker
}
const by =
  (speaker: Speaker) =>
  (shown: Pick<Said, 'title' | 'card'>): Said => ({ ...shown, speaker })

const messagesOf = (cards: readonly Said[], list: readonly string[]): readonly MessagePayload[] =>
  cards.map(({ title, card, speaker }) => {
    const said = speak(card, list, speaker)
    const language = tag(list[0] ?? 'en')
    const isPrivate =
      /^(view|list|done|help|receipt|refusal|matter-list|agenda|duty-now|duty-week|duty-done)/.test(
        card.name,
      ) || title.startsWith('view')
    return {
      title,
      card: said,
      isPrivate,
      payload: isPrivate
        ? renderPrivate({ kind: 'card', card: said, language }, lookIn(list).words)
        : renderMessage({ key: 'k1', card: said, at, repeat: false }, lookIn(list)),
    }
  })

/** Messages of a place with these languages. */
export const slackMessages = (list: readonly string[]): readonly MessagePayload[] => [
  ...messagesOf(
    [...shown.map(by(speakers[0])), ...firstOfKind(dutyCards).map(by(speakers[1])), ...matterKinds],
    list,
  ),
]

/** Every card there is. */
export const everySlackMessage = (list: readonly string[]): readonly MessagePayload[] => [
  ...messagesOf(
    [...everyCard.map(by(speakers[0])), ...dutyCards.map(by(speakers[1])), ...matterCards],
    list,
  ),
]

/** Every form of a referral, each empty and refused, in all of its steps. */
export const slackForms = (language: string): readonly Payload[] => {
  const words = {
    submit: catalogue.say(tag(language), 'button.submit'),
    next: catalogue.say(tag(language), 'button.answer'),
  }
  return commands
    .filter(c => Object.keys(c.inputsOf(undefined)).length > 0)
    .flatMap(c => {
      const officer = { ...officerAt(c.by === 'receiver' ? kcs : hkc), language: tag(language) }
      const known = { directory: desks, catalogue, officer }
      const [state] = c.from
      const about = state && inState(state)
      const inputs = Object.keys(c.inputsOf(about))
      const problems = inputs.map(input => ({ input, reason: 'Missing' as const }))
      return [
        { name: c.name, form: formOf(c, about, known) },
        { name: `${c.name}, refused`, form: formOf(c, about, known, goodValues[c.name], problems) },
      ]
    })
    .flatMap(({ name, form }) => {
      const said = speakers[0].form(form, tag(language), zones)
      return stepsOf(said).map((_, step) => ({
        title: `form, ${name}${step === 0 ? '' : `, step ${step + 1}`}`,
        payload: renderForm(said, { words, step }),
      }))
    })
}

const cardTitled = (title: string, list: readonly string[]): SpokenCard => {
  const found = everyCard.find(c => c.title === title)
  if (!found) throw new Error(`no card ${title}`)
  return speak(found.card, list, speakers[0])
}

export const slackHome = (language: string): Payload => {
  const list = [language]
  const say = (key: MessageKey): string => joinedWords(list, key)
  const late = cardTitled('referral, sent, overdue, for receiver', list)
  return {
    title: 'home',
    payload: renderHome(
      {
        kind: 'home',
        language: tag(language),
        parts: [
          { name: 'turn', heading: say('home.turn'), cards: [late] },
          { name: 'soon', heading: say('home.soon'), cards: [], note: say('home.nothing') },
          { name: 'help', heading: say('help.title'), cards: [cardTitled('help', list)] },
        ],
      },
      say('platform.more'),
    ),
  }
}
