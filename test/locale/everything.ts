import { dutyFormOf, formOf, matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import type { Catalogue } from '../../src/ports/catalogue.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Problem } from '../../src/referral/refusals.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import type { Directory } from '../../src/roster/directory.ts'
import { tag, zones } from '../bot/spoken.ts'
import { everyCard } from '../golden/cards.ts'
import { drillCards } from '../golden/drills.ts'
import { dutyCards } from '../golden/duty.ts'
import { kindsOfMatter } from '../golden/kinds.ts'
import { witnessCards } from '../golden/witness.ts'
import { directory as desks, hkc, kcs, officerAt } from '../referral/desks.ts'
import { goodValues, inState } from '../referral/sample.ts'
import { directory as duties } from '../roster/duty-sample.ts'

interface Shown {
  readonly title: string
  readonly card: Card
  readonly directory: Directory
}

type Made = { readonly title: string; readonly card: Card | Promise<Card> }

const under = (cards: readonly Made[], directory: Directory): Promise<readonly Shown[]> =>
  Promise.all(cards.map(async ({ title, card }) => ({ title, card: await card, directory })))

/** Every card that the golden files know, with the directory that its people are in. */
const shown: readonly Shown[] = (
  await Promise.all([
    under(everyCard, desks),
    under(drillCards, desks),
    under(dutyCards, duties),
    under(witnessCards, duties),
    ...kindsOfMatter.map(k => under(k.cards, k.directory)),
  ])
).flat()

/** All of them in the words of a place with these languages. */
export const cardsIn = (
  catalogue: Catalogue,
  list: readonly string[],
): readonly { readonly title: string; readonly card: SpokenCard }[] => {
  const speakers = new Map<Directory, ReturnType<typeof createSpeaker>>()
  return shown.map(({ title, card, directory }) => {
    const speaker = speakers.get(directory) ?? createSpeaker(catalogue, directory)
    speakers.set(directory, speaker)
    return { title, card: speaker.card(card, { languages: list.map(tag), zones }) }
  })
}

const missing = (inputs: object): readonly Problem[] =>
  Object.keys(inputs).map(input => ({ input, reason: 'Missing' as const }))

/** Every form there is in one language, those about referrals empty and refused. */
export const formsIn = (
  catalogue: Catalogue,
  language: string,
): readonly { readonly title: string; readonly form: SpokenForm }[] => {
  const officer = { ...officerAt(hkc), language: tag(language) }
  const of = (directory: Directory) => ({
    known: { directory, catalogue, officer },
    say: (form: ReturnType<typeof formOf>) =>
      createSpeaker(catalogue, directory).form(form, tag(language), zones),
  })
  const about = commands.flatMap(c => {
    const { known, say } = of(desks)
    const who = { ...known, officer: { ...officerAt(c.by === 'receiver' ? kcs : hkc), ...officer } }
    const [state] = c.from
    const referral = state && inState(state)
    const inputs = c.inputsOf(referral)
    const refused = formOf(c, referral, who, goodValues[c.name], missing(inputs))
    return [
      { title: c.name, form: say(formOf(c, referral, who)) },
      { title: `${c.name}, refused`, form: say(refused) },
    ]
  })
  const duty = dutyCommands.map(c => {
    const { known, say } = of(duties)
    return { title: c.name, form: say(dutyFormOf(c, { desk: hkc }, known)) }
  })
  const matters = kindsOfMatter.flatMap(({ matter, id, directory, state }) =>
    matter.commands.map(c => {
      const { known, say } = of(directory)
      const inputs = c.inputsOf(c.begins ? undefined : state)
      const on = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
      return { title: c.name, form: say(matterFormOf(c, on, known)) }
    }),
  )
  return [...about, ...duty, ...matters].filter(({ form }) => form.inputs.length > 0)
}
