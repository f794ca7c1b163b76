import { describe, expect, it } from 'vitest'
import { limits as discord } from '../../adapters/discord/limits.ts'
import { limits as slack } from '../../adapters/slack/limits.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { locales } from './texts.ts'

const texts = new Map(locales.map(l => [l.tag, new Map(l.texts.map(t => [t.key, t.text]))]))
const tags = [...texts.keys()]
const say = (tag: string, key: string): string => texts.get(tag)?.get(key) ?? ''

/** Ordered lists of so many languages, as a channel may have them. */
const listsOf = (n: number): readonly (readonly string[])[] =>
  n === 0
    ? [[]]
    : listsOf(n - 1).flatMap(list => tags.filter(t => !list.includes(t)).map(t => [...list, t]))

const joinedIn = (list: readonly string[], key: string): string =>
  [...new Set(list.map(tag => say(tag, key)))].join(' / ')

const over = (
  keys: readonly string[],
  lists: readonly (readonly string[])[],
  most: number,
): readonly string[] =>
  keys.flatMap(key => lists.map(list => joinedIn(list, key)).filter(text => text.length > most))

const all = [...commands, ...dutyCommands, ...matters.flatMap(m => m.commands)]
const titles = [...new Set(all.map(c => c.label))]
const buttons = [...(texts.get('en') ?? [])].flatMap(([key, text]) =>
  key.startsWith('button.') && !key.startsWith('button.confirm_t') && !text.includes('{{')
    ? [key]
    : [],
)
const labels = [...(texts.get('en') ?? [])].flatMap(([key, text]) =>
  /^(?:ui|card|state|priority|category)\.\w+$/.test(key) && !/[.{]/.test(text) ? [key] : [],
)
const [ones, twos, threes] = [1, 2, 3].map(listsOf)

describe('a short label, said in the languages of a channel at once', () => {
  it('given a button in any two or three languages, then both platforms show it whole', () => {
    const most = Math.min(slack.button.text, slack.button.accessibility, discord.button.label)
    expect(over(buttons, [...(twos ?? []), ...(threes ?? [])], most)).toEqual([])
    expect([buttons.length >= 70, twos?.length, threes?.length]).toEqual([true, 12, 24])
  })

  it('given what heads a form, then a window of either platform shows it whole in each language', () => {
    const most = Math.min(slack.view.title, slack.view.button, discord.form.title)
    expect(over(titles, ones ?? [], most)).toEqual([])
    expect(titles.length).toBeGreaterThan(50)
  })

  it('given a label of a fact in any three languages, then a card shows it in one line or two', () => {
    expect(over(labels, threes ?? [], Math.min(slack.header, discord.embed.name))).toEqual([])
    expect(over(labels, twos ?? [], 80)).toEqual([])
    expect(labels.length).toBeGreaterThan(60)
  })

  it('given a label that is too long, then it is found', () => {
    expect(over(['button.acknowledge'], [['zh-HK', 'ko']], 10)).toEqual(['確認收悉 / 접수 확인'])
  })
})
