import { describe, expect, it } from 'vitest'
import { fitting, pointsIn } from '../../adapters/slack/cut.ts'
import { limits } from '../../adapters/slack/limits.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { joined, type Spoken, type SpokenCard } from '../../src/card/spoken.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { catalogue, spoken, tag, zones } from '../bot/spoken.ts'
import { directory as duties } from '../roster/duty-sample.ts'
import { everyCard } from './cards.ts'
import { dutyCards } from './duty.ts'
import { matterCards } from './matter-cards.ts'

const languages = catalogue.languages().map(String)
const pairs = languages.flatMap(a => languages.filter(b => b !== a).map(b => [a, b]))
const declared = [...commands, ...dutyCommands, ...matters.flatMap(m => m.commands)]
const labels = [...new Set(declared.map(c => c.label))]

const dutySpeaker = createSpeaker(catalogue, duties)
const cardsIn = (list: readonly string[]): readonly SpokenCard[] => [
  ...everyCard.map(c => spoken(c.card, ...list)),
  ...dutyCards.map(c => dutySpeaker.card(c.card, { languages: list.map(tag), zones })),
  ...matterCards.map(c => c.speaker.card(c.card, { languages: list.map(tag), zones })),
]
const said = (key: (typeof labels)[number], list: readonly string[]): Spoken => ({
  parts: list.map(l => ({ text: catalogue.say(tag(l), key) })),
})
const over = (text: string, max: number) => pointsIn(text) > max

describe('the narrow places of Slack', () => {
  it('given every button in one language, then none is cut', () => {
    const texts = languages.flatMap(l => [
      ...labels.map(key => catalogue.say(tag(l), key)),
      ...cardsIn([l]).flatMap(c => c.buttons.map(b => joined(b.label))),
    ])
    expect(texts.filter(t => over(t, limits.button.text))).toEqual([])
    expect(texts.length).toBeGreaterThan(1_000)
  })

  it('given every button in two languages, then both fit; none drops its second', () => {
    const dropped = pairs.flatMap(list =>
      labels.flatMap(key => {
        const both = said(key, list)
        return fitting(both, limits.button.text) === joined(both) ? [] : [joined(both)]
      }),
    )
    expect(dropped).toEqual([])
    expect(labels.length * pairs.length).toBeGreaterThan(400)
  })

  it('given every title of a form, then a modal holds it', () => {
    const long = languages.flatMap(l =>
      labels
        .map(key => catalogue.say(tag(l), key))
        .filter(text => over(text, limits.view.title))
        .map(text => `${l}: ${text}`),
    )
    expect(long).toEqual([])
    expect(labels.length * languages.length).toBeGreaterThan(150)
  })

  it('given the words on the buttons of every form, then they fit, or “Submit” stands for them', () => {
    const own = languages.flatMap(l =>
      (['button.submit', 'button.cancel'] as const).map(key => catalogue.say(tag(l), key)),
    )
    expect(own.filter(t => over(t, limits.view.button))).toEqual([])
    expect(own).toHaveLength(languages.length * 2)
  })

  it('given every question before a press, then title, yes and no find room', () => {
    const long = languages.flatMap(l =>
      labels.map(key => catalogue.say(tag(l), key)).filter(t => over(t, limits.confirm.button)),
    )
    expect(long).toEqual([])
    const asked = languages.flatMap(l => cardsIn([l]).flatMap(c => c.buttons))
    const questions = asked.flatMap(b => b.confirm ?? [])
    expect(questions.filter(q => over(joined(q.title), limits.confirm.title))).toEqual([])
    expect(questions.filter(q => over(joined(q.text), limits.confirm.text))).toEqual([])
    const ends = questions.flatMap(q => [joined(q.yes), joined(q.no)])
    expect(ends.filter(t => over(t, limits.confirm.button))).toEqual([])
    expect(questions.length).toBeGreaterThan(languages.length)
    // Whoever is asked for a form first has it to think again.
    expect(asked.filter(b => b.confirm && b.style !== 'danger')).toEqual([])
  })

  it('given every headline in one language, then the sentences that are no header are these', () => {
    const texts = languages.flatMap(l => cardsIn([l]).map(c => joined(c.headline)))
    const long = [...new Set(texts.filter(t => over(t, limits.header)))]
    // They stand whole in bold.
    expect(long.map(t => t.split(' ').slice(0, 4).join(' '))).toEqual([
      'Korea Customs Service put',
      'The information asked for',
      'Not acknowledged by 2026-11-23',
      'Carried to the meeting',
      'Totals entered for administration',
    ])
    expect(texts.length).toBeGreaterThan(1_000)
  })
})
