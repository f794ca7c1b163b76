import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderBetween, renderProblems } from '../../adapters/discord/between.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { stepsOf } from '../../adapters/discord/steps.ts'
import { catalogue, tag } from '../bot/spoken.ts'
import { breachesOf, buttonsIn, embedSize, tokensIn, toldBy } from '../contract/discord-law.ts'
import { directory } from '../referral/desks.ts'
import { labelsOf, textsOf } from '../rigs/cards.ts'
import {
  discordForms,
  discordMessages,
  everyDiscordMessage,
  type MessagePayload,
  type Payload,
  spokenForms,
} from './discord-payloads.ts'

const lists = [['zh-HK', 'ko'], ['zh-HK', 'en'], ['en'], ['ko'], ['zh-CN']] as const
const singles = ['en', 'ko', 'zh-HK', 'zh-CN'] as const
const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `discord ${list.join('+')}.txt`

const inFile = ['form, create', 'form, create, refused', 'form, answer', 'form, decline']

const all = lists.map(list => ({ list, messages: everyDiscordMessage(list) }))
const told = (message: MessagePayload): string => toldBy(message.payload).join('\n')

/** A payload for a reader: a part a line. */
const layOut = ({ title, payload }: Payload): string =>
  [
    `=== ${title}`,
    ...Object.entries(payload).flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map(one => `${name}: ${JSON.stringify(one)}`)
        : [`${name}: ${JSON.stringify(value)}`],
    ),
  ].join('\n')

describe('the looks of Discord', () => {
  const before = catalogue.fallbacks()

  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then they read as in $name',
    async ({ list, name }) => {
      const [language] = list
      const forms = discordForms(language).filter(f => inFile.includes(f.title))
      const said = [...discordMessages(list), ...(list.length === 1 ? forms : [])].map(layOut)
      expect(said.length).toBeGreaterThanOrEqual(list.length === 1 ? 49 : 45)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given every card in every list and every form, then Discord takes it as it is', () => {
    const messages = [...all.flatMap(a => a.messages), ...everyDiscordMessage(['zh-HK'])]
    const forms = singles.flatMap(discordForms)
    const bad = [...messages, ...forms].flatMap(({ title, payload }) =>
      breachesOf(payload).map(b => `${title}: ${b}`),
    )
    expect(bad).toEqual([])
    expect([messages.length >= 6 * 240, forms.length >= 4 * 70]).toEqual([true, true])
  })

  it('given every card, then its embed and its content are within what Discord takes', () => {
    const sizes = all.flatMap(({ messages }) =>
      messages.map(({ payload }) => ({
        embed: embedSize(payload),
        content: 'content' in payload ? String(payload.content).length : 0,
      })),
    )
    expect(Math.max(...sizes.map(s => s.embed))).toBeLessThanOrEqual(limits.embed.total)
    expect(Math.max(...sizes.map(s => s.content))).toBeLessThanOrEqual(limits.content)
    // Not because there was nothing in them.
    expect(Math.max(...sizes.map(s => s.embed))).toBeGreaterThan(3_000)
  })

  it('given every card in every list, then each of its texts and buttons is there whole', () => {
    let seen = 0
    for (const { list, messages } of all)
      for (const message of messages) {
        const { title, card, payload, isCut } = message
        // What one officer reads is in one language; in two, the help is more than Discord takes.
        if (list.length > 1 && message.isPrivate) continue
        expect(isCut, title).toBe(false)
        const said = told(message)
        // Who is known in the guild is called there by his own name.
        const mentions = message.isPrivate
          ? card.mentions
          : card.mentions.filter(m => !m.officer.startsWith('kcs'))
        const lost = textsOf({ ...card, mentions }).filter(t => !said.includes(t.trim()))
        expect(lost, `${list.join('+')}: ${title}`).toEqual([])
        // Those that are called alike have their reference behind them.
        const labels = buttonsIn(payload).map(b =>
          b.label.replace(/ · [A-Z]{2}-(?:[NSOAB]-)?\d{4}-\d{6}$/, ''),
        )
        expect(labels).toEqual(labelsOf(card))
        expect(new Set(buttonsIn(payload).map(b => b.label)).size, title).toBe(labels.length)
        seen++
      }
    expect(seen).toBeGreaterThan(5 * 200)
  })

  it('given every card, then nothing in it is markup but what we wrote ourselves', () => {
    const kinds = all.flatMap(a => a.messages.flatMap(m => tokensIn(m.payload).map(t => t.kind)))
    expect([...new Set(kinds)].toSorted()).toEqual(['block', 'bold', 'quote', 'time', 'user'])
  })

  it('given every card of a channel, then its content names no officer and nothing of a case', () => {
    const names = directory.officers.flatMap(o => Object.values(o.names))
    const said = all.flatMap(({ messages }) =>
      messages
        .filter(m => !m.isPrivate && m.card.mentions.length === 0)
        .map(({ payload }) => ('content' in payload ? String(payload.content) : '')),
    )
    expect(said.filter(t => t === '' || names.some(n => t.includes(n)))).toEqual([])
    expect(said.filter(t => /film|203\.|subscriber/i.test(t))).toEqual([])
    expect(said.filter(t => t.includes('HK-2026-000042')).length).toBeGreaterThan(5 * 100)
  })

  it('given the files, then each is of a test and each list has one', () => {
    const found = readdirSync(files).filter(f => f.startsWith('discord'))
    expect(found.toSorted()).toEqual(lists.map(nameOf).toSorted())
    // The catalogue is shared with other tests, some of which ask it for what isn't there.
    expect(catalogue.fallbacks()).toBe(before)
  })
})

describe('the narrow places of Discord', () => {
  const forms = singles.flatMap(l => spokenForms(l).map(f => ({ ...f, language: l })))

  it('given every button, then it is no longer than Discord advises', () => {
    const labels = all.flatMap(({ list, messages }) =>
      messages
        // What one officer reads is in one language.
        .filter(m => list.length === 1 || !m.isPrivate)
        .flatMap(m => labelsOf(m.card)),
    )
    expect(labels.filter(l => l.length > 38)).toEqual([])
    expect(labels.length).toBeGreaterThan(1_000)
  })

  it('given every form in every language, then no title, label, hint or choice is cut', () => {
    const over = (text: string | undefined, max: number) =>
      text !== undefined && text.length > max ? [text] : []
    const long = forms.flatMap(({ form }) => [
      // The number of the step stands behind it.
      ...over(form.title, limits.form.title - (stepsOf(form).length > 1 ? 8 : 0)),
      ...form.inputs.flatMap(i => [
        ...over(i.label, limits.form.label),
        ...over(i.hint, limits.form.hint),
        ...over(i.problem, limits.form.hint),
        ...(i.choices ?? []).flatMap(c => [
          ...over(c.label, limits.form.option),
          ...over(c.value, limits.form.option),
        ]),
      ]),
    ])
    expect(long).toEqual([])
    expect(forms.length).toBeGreaterThan(4 * 40)
  })

  it('given every form, then what stands between its windows is taken too', () => {
    const bad = forms.flatMap(({ form, language }) => {
      const words = {
        next: catalogue.say(tag(language), 'platform.next'),
        cancel: catalogue.say(tag(language), 'button.cancel'),
        submit: catalogue.say(tag(language), 'platform.submit'),
      }
      return [
        ...stepsOf(form).map((_, step) => renderBetween(form, step, words)),
        renderProblems(form, words),
      ].flatMap(breachesOf)
    })
    expect(bad).toEqual([])
  })
})
