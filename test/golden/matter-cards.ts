import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker, type Speaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import * as notifications from '../notification/sample.ts'
import { kindsOfMatter } from './kinds.ts'

export interface MatterShown {
  readonly title: string
  readonly card: Card
  readonly speaker: Speaker
}

const kinds = kindsOfMatter.map(kind => ({
  ...kind,
  speaker: createSpeaker(catalogue, kind.directory),
}))

/** A sender's own card with so many addressees: all that its table ever has to hold. */
const crowd = (many: number): Promise<Card> => {
  const { n, contents } = notifications.sent()
  const [first] = n.addressees
  if (!first) throw new Error('nobody was told')
  const addressees = Array.from({ length: many }, () => first)
  const { directory, hkc, spec } = notifications
  return spec.card({ card: 'notification' }, hkc, {
    ...{ state: { ...n, addressees }, contents, directory, now: n.sent.at },
    happened: () => Promise.reject(new Error('it tells of no event')),
    onDuty: async () => [],
  })
}

/** Every card of every kind of matter, and the longest. */
export const matterCards: readonly MatterShown[] = await Promise.all([
  ...kinds.flatMap(({ cards, matter, speaker }) =>
    cards.map(async ({ title, card }) => ({
      title: `${title}, of kind ${matter.kind}`,
      card: await card,
      speaker,
    })),
  ),
  {
    title: 'twenty addressees',
    card: await crowd(20),
    speaker: createSpeaker(catalogue, notifications.directory),
  },
])

/** One card of each kind, and the fullest. */
export const matterKinds: readonly MatterShown[] = [
  ...[...Map.groupBy(matterCards, c => c.card.name).values()].flatMap(of => of.slice(0, 1)),
  ...matterCards.filter(c => c.title === 'twenty addressees'),
]

/** Every form of them, in one language. */
export const matterForms = (
  language: string,
): readonly { readonly name: string; readonly form: SpokenForm }[] =>
  kinds.flatMap(({ matter, id, directory, officerAt, hkc, speaker, state }) =>
    matter.commands.flatMap(c => {
      const inputs = c.inputsOf(c.begins ? undefined : state)
      if (Object.keys(inputs).length === 0) return []
      const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
      const form = matterFormOf(c, about, { directory, catalogue, officer: officerAt(hkc) })
      return [{ name: c.name, form: speaker.form(form, tag(language), zones) }]
    }),
  )
