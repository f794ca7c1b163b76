import { renderForm } from '../../adapters/discord/modal.ts'
import { type Look, renderMessage, renderPrivate } from '../../adapters/discord/render.ts'
import { stepsOf } from '../../adapters/discord/steps.ts'
import { formOf } from '../../src/bot/ask.ts'
import { createSpeaker, type Speaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { MessageKey } from '../../src/card/key.ts'
import type { SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import { instant } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import { directory as desks, hkc, kcs, officerAt } from '../referral/desks.ts'
import { goodValues, inState } from '../referral/sample.ts'
import { directory as duties } from '../roster/duty-sample.ts'
import { everyCard } from './cards.ts'
import { dutyCards } from './duty.ts'
import { matterCards, matterForms, matterKinds } from './matter-cards.ts'

export interface Payload {
  readonly title: string
  readonly payload: object
}

export interface MessagePayload extends Payload {
  readonly card: SpokenCard
  readonly isPrivate: boolean
  readonly isCut: boolean
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
const duty = [
  ...firstOfKind(dutyCards),
  ...dutyCards.filter(c => c.title === 'home, of all that there may be'),
]

const joinedWords = (list: readonly string[], key: MessageKey): string =>
  list.map(l => catalogue.say(tag(l), key)).join(' / ')

const lookIn = (list: readonly string[]): Look => ({
  knownOf: officer =>
    officer.startsWith('kcs')
      ? { guild: '100000000000000001', user: '200000000000000001' }
      : undefined,
  words: {
    repeat: joinedWords(list, 'platform.possible_repeat'),
    cut: joinedWords(list, 'platform.cut'),
  },
})

const at = instant(1_795_500_000_000)
const key = '000000k3f9a1c0d2e4b.0'

export const isPrivate = ({ name }: Pick<Card, 'name'>): boolean =>
  /^(view|list|done|help|receipt|refusal|home|settings|matter-list|agenda|duty-now|duty-week|duty-done)/.test(
    name,
  )

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
    const said = speaker.card(card, { languages: list.map(tag), zones })
    const mine = isPrivate(card) || title.startsWith('view')
    const look = lookIn(list)
    const own = mine ? renderPrivate({ card: said }, look.words) : undefined
    return {
      title,
      card: said,
      isPrivate: mine,
      isCut: own?.isCut ?? false,
      payload: own?.message ?? renderMessage({ key, card: said, at, repeat: false }, look),
    }
  })

/** Messages of a place with these languages. */
export const discordMessages = (list: readonly string[]): readonly MessagePayload[] => [
  ...messagesOf(
    [...shown.map(by(speakers[0])), ...duty.map(by(speakers[1])), ...matterKinds],
    list,
  ),
]

/** Every card there is. */
export const everyDiscordMessage = (list: readonly string[]): readonly MessagePayload[] => [
  ...messagesOf(
    [...everyCard.map(by(speakers[0])), ...dutyCards.map(by(speakers[1])), ...matterCards],
    list,
  ),
]

/** Every form of a referral, each empty and refused, and those of notifications and shipments. */
export const spokenForms = (
  language: string,
): readonly { readonly name: string; readonly form: SpokenForm }[] => [
  ...matterForms(language),
  ...commands
    .filter(c => Object.keys(c.inputsOf(undefined)).length > 0)
    .flatMap(c => {
      const officer = { ...officerAt(c.by === 'receiver' ? kcs : hkc), language: tag(language) }
      const known = { directory: desks, catalogue, officer }
      const [state] = c.from
      const about = state && inState(state)
      const problems = Object.keys(c.inputsOf(about)).map(input => ({
        input,
        reason: 'Missing' as const,
      }))
      const refused = formOf(c, about, known, goodValues[c.name], problems)
      return [
        { name: c.name, form: formOf(c, about, known) },
        { name: `${c.name}, refused`, form: refused },
      ]
    })
    .map(({ name, form }) => ({ name, form: speakers[0].form(form, tag(language), zones) })),
]

/** The same as windows, in all of their steps. */
export const discordForms = (language: string): readonly Payload[] =>
  spokenForms(language).flatMap(({ name, form }) =>
    stepsOf(form).map((_, step) => ({
      title: `form, ${name}${step === 0 ? '' : `, step ${step + 1}`}`,
      payload: renderForm(form, { step, copy: 'k3f9a1c0' }),
    })),
  )
