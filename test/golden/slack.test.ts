import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../bot/spoken.ts'
import { figures, interpreted, judge, stringsIn } from '../contract/slack-law.ts'
import { directory } from '../referral/desks.ts'
import { labelsOf, textsOf } from '../rigs/cards.ts'
import {
  everySlackMessage,
  type Payload,
  slackForms,
  slackHome,
  slackMessages,
} from './slack-payloads.ts'

const lists = [['zh-HK', 'ko'], ['zh-HK', 'en'], ['en'], ['ko'], ['zh-CN']] as const
const singles = ['en', 'ko', 'zh-HK', 'zh-CN'] as const
const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `slack ${list.join('+')}.txt`

const inFile = ['form, create', 'form, create, refused', 'form, answer', 'form, decline']

/** A payload for a reader: a block a line. */
const layOut = ({ title, payload }: Payload): string => {
  const { blocks, ...rest } = payload
  return [`=== ${title}`, JSON.stringify(rest), ...blocks.map(b => JSON.stringify(b))].join('\n')
}

describe('the looks of Slack', () => {
  const before = catalogue.fallbacks()

  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then they read as in $name',
    async ({ list, name }) => {
      const [language] = list
      const forms = slackForms(language).filter(f => inFile.includes(f.title))
      const own = list.length === 1 ? [...forms, slackHome(language)] : []
      const said = [...slackMessages(list), ...own].map(layOut)
      expect(said.length).toBeGreaterThanOrEqual(list.length === 1 ? 49 : 44)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given every card in every list and every form, then Slack takes it as it is', () => {
    const messages = [...lists, ['zh-HK']].flatMap(everySlackMessage)
    const views = singles.flatMap(l => [...slackForms(l), slackHome(l)])
    const all = [...messages, ...views]
    const bad = all.flatMap(({ title, payload }) =>
      [...judge(payload, figures).breaches, ...interpreted(payload)].map(b => `${title}: ${b}`),
    )
    expect(bad).toEqual([])
    expect([messages.length >= 6 * 240, views.length >= 4 * 53]).toEqual([true, true])
  })

  it('given every card in every list, then each of its texts and buttons is there whole', () => {
    let seen = 0
    for (const list of lists)
      for (const { title, card, payload } of everySlackMessage(list)) {
        const told = stringsIn(payload.blocks).map(s => s.text)
        const all = told.join('')
        // Who is known in the workspace is called there by his own name.
        const mentions = card.mentions.filter(m => !m.officer.startsWith('kcs'))
        const lost = textsOf({ ...card, mentions }).filter(t => !all.includes(t.trim()))
        expect(lost, `${list.join('+')}: ${title}`).toEqual([])
        expect(labelsOf(card).filter(l => !told.includes(l))).toEqual([])
        seen++
      }
    expect(seen).toBeGreaterThan(5 * 240)
  })

  it('given every card of a channel, then its notification names no officer and no content', () => {
    const names = directory.officers.flatMap(o => Object.values(o.names))
    const told = lists.flatMap(list =>
      everySlackMessage(list)
        .filter(m => !m.isPrivate)
        .map(m => String(m.payload.text)),
    )
    expect(told.filter(t => t === '' || names.some(n => t.includes(n)))).toEqual([])
    expect(told.filter(t => /film|203\.|subscriber/i.test(t))).toEqual([])
    expect(told.filter(t => t.includes('HK-2026-000042')).length).toBeGreaterThan(5 * 150)
  })

  it('given the files, then each is of a test and each list has one', () => {
    const found = readdirSync(files).filter(f => f.startsWith('slack'))
    expect(found.toSorted()).toEqual(lists.map(nameOf).toSorted())
    // The catalogue is shared with other tests, some of which ask it for what isn't there.
    expect(catalogue.fallbacks()).toBe(before)
  })
})
