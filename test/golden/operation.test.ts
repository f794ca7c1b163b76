import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { decodeCallback } from '../../src/card/callback.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { localeOf } from '../locale/texts.ts'
import { createUses, sources } from '../locale/used.ts'
import { directory, hkc, id, matter, officerAt } from '../operation/sample.ts'
import { layOut, layOutForm } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'
import { filled, operationCards } from './operation.ts'

const lists = [
  ['zh-HK', 'ko'],
  ['zh-HK', 'en'],
  ['ko', 'en'],
  ['zh-CN', 'en'],
  ['en'],
  ['ko'],
  ['zh-HK'],
  ['zh-CN'],
] as const
const alone = ['en', 'ko', 'zh-HK', 'zh-CN'] as const

const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `operation ${list.join('+')}.txt`
const formsNameOf = (language: string): string => `operation forms ${language}.txt`

const speaker = createSpeaker(catalogue, directory)
const made = await Promise.all(
  operationCards.map(async ({ title, card }) => ({ title, card: await card })),
)
const spoken = (card: (typeof made)[number]['card'], list: readonly string[]) =>
  speaker.card(card, { languages: list.map(tag), zones })

const forms = matter.commands.flatMap(c => {
  const inputs = c.begins ? c.inputsOf() : c.inputsOf(filled.json)
  const known = { directory, catalogue, officer: officerAt(hkc) }
  const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
  return Object.keys(inputs).length === 0
    ? []
    : [{ title: c.name, form: matterFormOf(c, about, known) }]
})
const declared = matter.commands.flatMap(c => Object.values(c.inputsOf()))

describe('every card of an operation', () => {
  it('given the cards, then each kind is there in each of its cases, under a title of its own', () => {
    const kinds = [...Map.groupBy(made, c => c.card.name)].map(([k, of]) => [k, of.length])
    expect(Object.fromEntries(kinds)).toEqual({
      operation: 17 + 1,
      'operation-report': 5,
      'operation-end': 3,
      'operation-call': 4,
      'operation-happened': 7,
      'matter-list': 1,
    })
    expect(new Set(made.map(c => c.title)).size).toBe(made.length)
  })

  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = made.map(({ title, card }) => layOut(title, spoken(card, list)))
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each in each list, then nothing is left out and no language is in another', () => {
    let seen = 0
    const before = catalogue.fallbacks()
    for (const list of lists)
      for (const { title, card } of made) {
        const about = `${title} in ${list.join('+')}`
        const shown = spoken(card, list)
        const bad = allTexts(shown).filter(t => t === '' || leftOver.test(t))
        expect(bad, about).toEqual([])
        const leaks = partsOf(shown).filter(p => leaksOf(p).length > 0)
        expect(leaks, about).toEqual([])
        expect(shown.buttons.every(b => decodeCallback(b.data) !== undefined)).toBe(true)
        seen++
      }
    expect(seen).toBe(made.length * 8)
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given a lock screen, then it names the reference and nothing of the operation', () => {
    const told = made
      .filter(c => c.card.name !== 'matter-list')
      .map(({ card }) => spoken(card, ['en']).notification.parts.map(p => p.text))
    expect(new Set(told.flat())).toEqual(new Set([`${id}: news`]))
  })

  it('given a card in a channel, then it has two buttons and view at most, and always its marking', () => {
    const inChannel = made.filter(c => !/^view|^list/.test(c.title))
    expect(inChannel.filter(c => c.card.buttons.length > 3)).toEqual([])
    expect(inChannel.filter(c => c.card.marking === undefined)).toEqual([])
    expect(inChannel).toHaveLength(made.length - 2)
  })

  it('given a channel that may show only the clock, then no line of a card has words of officers', () => {
    const wordy =
      /Crocodile|Containers that go|Genova|ships of ours|Not of it|Quiet so far|Thank you/
    for (const { title, card } of made)
      expect(JSON.stringify([card.headline, card.lines, card.footer]), title).not.toMatch(wordy)
  })

  it('given a desk that declined, then its card says that alone', () => {
    const card = made.find(c => c.title.endsWith('at the desk that declined'))?.card
    expect([card?.fields, card?.quotes, card?.buttons, card?.lines.length]).toEqual([[], [], [], 1])
  })

  it('given the words of operations, then the program uses each, and a card or form here shows it', () => {
    const uses = createUses(sources)
    const keys = localeOf('en')
      .texts.filter(t => t.file === 'operation.json')
      .map(t => t.key)
    expect(keys.filter(key => !uses(key))).toEqual([])
    const shown = JSON.stringify([made, forms, declared])
    // What a desk owes stands on its page: see golden/duty.
    const nowhere = keys.filter(key => !shown.includes(`"${key}"`))
    expect(nowhere).toEqual(['operation.owed.report', 'operation.owed.end'])
    expect(keys.length).toBeGreaterThan(50)
  })
})

describe('every form of an operation', () => {
  it.each(alone.map(language => ({ language, name: formsNameOf(language) })))(
    'given $language, then it reads as in $name',
    async ({ language, name }) => {
      const said = forms.map(({ title, form }) =>
        layOutForm(title, speaker.form(form, tag(language), zones)),
      )
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given the files, then each is of a test', () => {
    const found = readdirSync(files).filter(f => f.startsWith('operation'))
    const wanted = [...lists.map(nameOf), ...alone.map(formsNameOf)]
    expect(found.toSorted()).toEqual(wanted.toSorted())
  })
})
