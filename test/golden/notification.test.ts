import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { decodeCallback } from '../../src/card/callback.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { localeOf } from '../locale/texts.ts'
import { createUses, sources } from '../locale/used.ts'
import { directory, hkc, id, matter, officerAt } from '../notification/sample.ts'
import { layOut, layOutForm } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'
import { notificationCards } from './notification.ts'

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
const nameOf = (list: readonly string[]): string => `notification ${list.join('+')}.txt`
const formsNameOf = (language: string): string => `notification forms ${language}.txt`

const speaker = createSpeaker(catalogue, directory)
const made = await Promise.all(
  notificationCards.map(async ({ title, card }) => ({ title, card: await card })),
)
const spoken = (card: (typeof made)[number]['card'], list: readonly string[]) =>
  speaker.card(card, { languages: list.map(tag), zones })

const forms = matter.commands.flatMap(c => {
  const inputs = c.inputsOf()
  const known = { directory, catalogue, officer: officerAt(hkc) }
  const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
  return Object.keys(inputs).length === 0
    ? []
    : [{ title: c.name, form: matterFormOf(c, about, known) }]
})

describe('every card of a notification', () => {
  it('given the cards, then each kind is there in each of its cases, under a title of its own', () => {
    const kinds = [...Map.groupBy(made, c => c.card.name)].map(([k, of]) => [k, of.length])
    expect(Object.fromEntries(kinds)).toEqual({
      notification: 30 + 1 + 3 + 2,
      'notification-happened': 13,
      'notification-call': 10,
      'notification-supervisor': 2,
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
    expect(seen).toBe(62 * 8)
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given a lock screen, then it names the reference and nothing of the case', () => {
    const told = made
      .filter(c => c.card.name !== 'matter-list')
      .map(({ card }) =>
        spoken(card, ['en'])
          .notification.parts.map(p => p.text)
          .join(),
      )
    expect(new Set(told)).toEqual(new Set([`Immediate notification ${id}`]))
  })

  it('given a card in a channel, then it has three buttons at most, and always its marking', () => {
    const inChannel = made.filter(c => !/^view|^list/.test(c.title))
    expect(inChannel.filter(c => c.card.buttons.length > 3)).toEqual([])
    expect(inChannel.filter(c => c.card.marking === undefined)).toEqual([])
    expect(inChannel.length).toBe(58)
  })

  it('given what one addressee did, then no other is shown it', () => {
    const others = made.filter(c => /an addressee of another/.test(c.title))
    expect(others).toHaveLength(1)
    for (const { card } of others) expect(JSON.stringify(card)).not.toMatch(/kcs\.|2\.1 kg|seized/)
  })

  it('given the words of notifications, then the program uses each, and a card or form here shows it', () => {
    const uses = createUses(sources)
    const keys = localeOf('en')
      .texts.filter(t => t.file === 'notification.json')
      .map(t => t.key)
    expect(keys.filter(key => !uses(key))).toEqual([])
    const shown = JSON.stringify([made, forms])
    // Of a referral that was begun from one.
    const elsewhere = ['notification.begun_from', 'notification.begun_from_hint']
    const nowhere = keys.filter(key => !shown.includes(`"${key}"`))
    expect(nowhere.toSorted()).toEqual(elsewhere)
    expect(keys.length).toBeGreaterThan(90)
  })
})

describe('every form of a notification', () => {
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
    const found = readdirSync(files).filter(f => f.startsWith('notification'))
    const wanted = [...lists.map(nameOf), ...alone.map(formsNameOf)]
    expect(found.toSorted()).toEqual(wanted.toSorted())
  })
})
