import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderCard, renderForm } from '../../adapters/console/render.ts'
import { formOf } from '../../src/bot/ask.ts'
import { catalogue, speaker, spoken, tag, zones } from '../bot/spoken.ts'
import { directory, hkc, officerAt } from '../referral/desks.ts'
import { commandNamed, goodValues } from '../referral/sample.ts'
import { everyCard } from './cards.ts'

const files = join(import.meta.dirname, '__files__')
const name = 'console zh-HK+ko.txt'
const list = ['zh-HK', 'ko']

const lines = (value: object): string => JSON.stringify(value, undefined, 1)

describe('the console', () => {
  it('given each card, then its wire form is the card itself, and the page may show all of it', () => {
    const wire = everyCard.map(({ card }) => [
      spoken(card, ...list),
      renderCard(spoken(card, ...list)),
    ])
    for (const [said, sent] of wire) expect(sent).toEqual(said)
    expect(wire.length).toBeGreaterThanOrEqual(292)
  })

  it('given one card of each kind and a form, then their wire form reads as in its file', async () => {
    const first = [...Map.groupBy(everyCard, c => c.card.name).values()].flatMap(c => c.slice(0, 1))
    const known = { directory, catalogue, officer: officerAt(hkc) }
    const form = formOf(commandNamed('create'), undefined, known, goodValues['create'], [
      { input: 'subject', reason: 'Missing' },
    ])
    const said = [
      ...first.map(c => `=== ${c.title}\n${lines(renderCard(spoken(c.card, ...list)))}`),
      `=== form, create\n${lines(renderForm(speaker.form(form, tag('zh-HK'), zones)))}`,
    ]
    expect(said.length).toBeGreaterThanOrEqual(11)
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    expect(readdirSync(files).filter(f => f.startsWith('console'))).toEqual([name])
  })
})
