import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { decodeCallback } from '../../src/card/callback.ts'
import type { Card } from '../../src/card/card.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Matter } from '../../src/matter/define.ts'
import type { Directory, Officer } from '../../src/roster/directory.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { localeOf } from '../locale/texts.ts'
import { createUses, sources } from '../locale/used.ts'
import { layOut, layOutForm } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'

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

export interface MatterSuite {
  readonly name: string
  readonly matter: Matter
  readonly id: string
  /** One from which its commands have something to choose; without it they offer all there may be. */
  readonly state?: Json
  readonly officer: Officer
  readonly directory: Directory
  readonly cards: readonly { readonly title: string; readonly card: Promise<Card> }[]
  /** How many of each kind there are. */
  readonly kinds: Readonly<Record<string, number>>
  /** Words of officers, none of which may stand outside of a quote. */
  readonly wordy: RegExp
  /** Cards that are about several, or about none. */
  readonly general: readonly string[]
  /** What a lock screen says of one; its news unless given. */
  readonly onLockScreen?: string
  /** How many buttons a card in a channel has at most; three unless given. */
  readonly buttons?: number
  /** It has more words than so many; 35 unless given. */
  readonly words?: number
  /** Its words that nothing here shows. */
  readonly unseen?: readonly string[]
}

/** What holds for every card and form of a kind of matter, in every language. */
export const describeCards = async (suite: MatterSuite): Promise<void> => {
  const { name, matter, id, state, officer, directory, cards, general } = suite
  const { onLockScreen = `${id}: news`, buttons = 3, words = 35, unseen = [] } = suite
  const nameOf = (list: readonly string[]): string => `${name} ${list.join('+')}.txt`
  const formsNameOf = (language: string): string => `${name} forms ${language}.txt`
  const speaker = createSpeaker(catalogue, directory)
  const made = await Promise.all(
    cards.map(async ({ title, card }) => ({ title, card: await card })),
  )
  const own = made.filter(c => !general.includes(c.card.name))
  const spoken = (card: Card, list: readonly string[]) =>
    speaker.card(card, { languages: list.map(tag), zones })
  const known = { directory, catalogue, officer }
  const forms = matter.commands.flatMap(c => {
    const inputs = c.inputsOf(c.begins ? undefined : state)
    const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
    return Object.keys(inputs).length === 0
      ? []
      : [{ title: c.name, form: matterFormOf(c, about, known) }]
  })

  describe(`every card of this kind: ${name}`, () => {
    it('given the cards, then each kind is there in each of its cases, under a title of its own', () => {
      const kinds = [...Map.groupBy(made, c => c.card.name)].map(([k, of]) => [k, of.length])
      expect(Object.fromEntries(kinds)).toEqual(suite.kinds)
      expect(new Set(made.map(c => c.title)).size).toBe(made.length)
    })

    it.each(lists.map(list => ({ list, file: nameOf(list) })))(
      'given $list, then it reads as in $file',
      async ({ list, file }) => {
        const said = made.map(({ title, card }) => layOut(title, spoken(card, list)))
        await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, file))
      },
    )

    it('given each in each list, then nothing is left out and no language is in another', () => {
      const before = catalogue.fallbacks()
      for (const list of lists)
        for (const { title, card } of made) {
          const about = `${title} in ${list.join('+')}`
          const shown = spoken(card, list)
          expect(
            allTexts(shown).filter(t => t === '' || leftOver.test(t)),
            about,
          ).toEqual([])
          expect(
            partsOf(shown).filter(p => leaksOf(p).length > 0),
            about,
          ).toEqual([])
          expect(shown.buttons.every(b => decodeCallback(b.data) !== undefined)).toBe(true)
        }
      expect(catalogue.fallbacks()).toBe(before)
    })

    it('given a card about one, then a lock screen names it alone', () => {
      const told = own.map(({ card }) => spoken(card, ['en']).notification.parts.map(p => p.text))
      expect(new Set(told.flat())).toEqual(new Set([onLockScreen]))
      expect(own.length).toBeGreaterThan(20)
    })

    it(`given a card about one, then it has its marking, and in a channel ${buttons} buttons at most`, () => {
      const inChannel = own.filter(c => !c.title.startsWith('view'))
      expect(inChannel.filter(c => c.card.buttons.length > buttons)).toEqual([])
      expect(own.filter(c => c.card.marking === undefined)).toEqual([])
      expect(inChannel.length).toBeGreaterThan(20)
    })

    it('given a channel that may show only the clock, then no line of a card has words of officers', () => {
      expect(JSON.stringify(made.map(c => c.card.quotes))).toMatch(suite.wordy)
      for (const { title, card } of made)
        expect(JSON.stringify([card.headline, card.lines, card.footer]), title).not.toMatch(
          suite.wordy,
        )
    })

    it('given its words, then the program uses each, and a card or form here shows it', () => {
      const uses = createUses(sources)
      const keys = localeOf('en')
        .texts.filter(t => t.file === `${name}.json`)
        .map(t => t.key)
      expect(keys.filter(key => !uses(key))).toEqual([])
      const declared = matter.commands.flatMap(c => Object.values(c.inputsOf()))
      const shown = JSON.stringify([
        made,
        forms,
        declared,
        state === undefined
          ? []
          : matter.partiesOf(state).map(desk => matter.item(state, id as MatterId, desk)),
      ])
      expect(keys.filter(key => !shown.includes(`"${key}"`)).toSorted()).toEqual(unseen)
      expect(keys.length).toBeGreaterThan(words)
    })
  })

  describe(`every form of this kind: ${name}`, () => {
    it.each(alone.map(language => ({ language, file: formsNameOf(language) })))(
      'given $language, then it reads as in $file',
      async ({ language, file }) => {
        const said = forms.map(({ title, form }) =>
          layOutForm(title, speaker.form(form, tag(language), zones)),
        )
        await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, file))
      },
    )

    it('given the files, then each is of a test', () => {
      const found = readdirSync(files).filter(f => f.startsWith(name))
      const wanted = [...lists.map(nameOf), ...alone.map(formsNameOf)]
      expect(found.toSorted()).toEqual(wanted.toSorted())
    })
  })
}
