import { expect, test } from 'vitest'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Language, PlaceId } from '../../src/kit/ids.ts'
import { days } from '../../src/kit/time.ts'
import { declaredFor } from '../../src/main/commands.ts'
import type { Actor, Ear, Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { catalogue } from '../bot/spoken.ts'
import { bareCard } from '../rigs/cards.ts'
import { declaredParts } from '../rigs/leak-parts.ts'
import { createLeakWatch } from '../rigs/leak-watch.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { sent } from './scenes.ts'

// Every story that ends its stage is looked at; here, that something was, and in each language.
onEveryStore('given a referral that nobody answers for three days', story => {
  story(
    'when its cards are looked at, then all of them were, in every language',
    async stage => {
      await sent(stage)
      await stage.fastForward(days(3))
      const before = stage.said()
      for (const language of ['zh-CN', 'en', 'ko', 'zh-HK']) {
        await stage.say('hkc.o1', `/settings language ${language}`)
        for (const line of ['/help', '/home', '/referral list', '/referral new', '/nonsense'])
          await stage.say('hkc.o1', line)
      }
      stage.read()
      const { cards, forms, parts, texts } = stage.said()
      expect(cards - before.cards).toBe(5 * 4)
      expect(before.cards).toBeGreaterThanOrEqual(stage.paper.calls().length)
      expect(forms - before.forms).toBe(4)
      expect(parts).toBeGreaterThan(1000)
      expect(Object.keys(texts).toSorted()).toEqual(['en', 'ko', 'none', 'zh-CN', 'zh-HK'])
      expect(Math.min(...Object.values(texts))).toBeGreaterThan(5)
    },
    { rosters: true },
  )
})

const unheard = { ok: false, error: { kind: 'Gone' } satisfies Fault } as const
const mute = {
  post: async () => unheard,
  reply: async () => unheard,
  revise: async () => unheard,
} as unknown as Platform

const told = (text: string, language?: string): SpokenCard => ({
  ...bareCard('HK-2026-000042'),
  lines: [{ parts: [{ text, ...(language ? { language: language as Language } : {}) }] }],
})

const actor = { platform: 'console', workspace: 'local', user: 'hkc.o1' } as Actor
const deaf: Ear = {
  hear: async () => ({ kind: 'none' }),
  complete: async () => [],
  suggest: async () => [],
  keep: async () => {},
  form: async () => ({ kind: 'none' }),
  home: async () => Promise.reject(new Error('nobody is at home')),
  figures: async () => Promise.reject(new Error('nobody counts')),
}

const watchOf = (...cards: readonly SpokenCard[]) => {
  const watch = createLeakWatch(stageSettings())
  const place = 'desk' as PlaceId
  for (const card of cards) void watch.over(mute).post(place, { card } as unknown as Outgoing)
  return watch
}

test.each([
  ['refusal.stale', 'ko', 'refusal.stale'],
  ['上報 {{ref}}', 'zh-HK', '{{'],
  ['已转介', 'zh-HK', '转'],
  ['已轉介', 'zh-CN', '轉'],
  ['의뢰 件', 'ko', '件'],
  ['sent 의뢰', 'en', '의'],
  ['請 please answer by tomorrow', 'zh-HK', 'please answer by tomorrow'],
  ['Whose turn', 'ko', 'Whose turn'],
  ['Accept', 'zh-CN', 'Accept'],
  ['기한: undefined', 'ko', 'undefined'],
  ['期限', undefined, '期'],
])('given a leak, when "%s" is said in %s, then it is found', (text, language, leak) => {
  const watch = watchOf(told('已收悉', 'zh-HK'), told(text, language))
  expect(watch.leaks()).toEqual([`${language ?? '-'}: "${leak}" in "${text}"`])
  expect(watch.end).toThrow(/words that leaked/)
  expect(watch.seen()).toMatchObject({ cards: 2 })
})

test('given what only looks like a leak, when it is said, then nothing is found', async () => {
  const watch = watchOf(
    told('/referral new to=kcs.cyber subject="two words": 의뢰 초안 작성', 'ko'),
    told('HK-2026-000042', 'ko'),
    told('TLP:AMBER+STRICT', 'zh-HK'),
    told('English', 'zh-HK'),
    told('상대: Hong Kong Customs', 'ko'),
    told('周某，{{x}} to be seen by all', 'zh-HK'),
  )
  const text = '/referral note text="{{x}} to be seen by all"'
  await watch.at(deaf).hear({ key: 'a', actor, act: { kind: 'command', text } })
  expect(watch.leaks()).toEqual([])
  expect(watch.end).not.toThrow()
})

test('given a leak in what is not a card, when it is offered or shown on a page, then it is found', async () => {
  const watch = createLeakWatch(stageSettings())
  const language = 'zh-HK' as Language
  const row = { label: '逾期 rows', tone: 'late', sides: [] } as const
  const figures = {
    ...{ title: '每周數字', week: '2026-W47', pair: 'kcs.cyber', weeks: [], pairs: [], notes: [] },
    ...{ sides: [], columns: ['Week before'], csv: 'not a leak', json: '' },
    groups: [{ id: 'all', label: '合计', rows: [row] }],
  }
  const telling: Ear = {
    ...deaf,
    complete: async () => [{ insert: '/help', label: 'List of' }],
    suggest: async () => [{ value: 'a', label: '의뢰' }],
    home: async () => ({
      kind: 'home',
      language,
      parts: [{ name: 'turn', heading: '待办', cards: [told('home.turn', 'zh-HK')] }],
    }),
    figures: async () => ({ kind: 'figures', language, figures }),
  }
  const ear = watch.at(telling)
  await ear.complete(actor, '/h')
  await ear.suggest(actor, { line: '/help', option: 'topic', typed: '' })
  await ear.home(actor)
  await ear.figures(actor, {})
  expect(watch.leaks().map(leak => leak.split(' in ')[0])).toEqual([
    'zh-HK: "List of"',
    'zh-HK: "의"',
    'zh-HK: "办"',
    'zh-HK: "home.turn"',
    'zh-HK: "Week before"',
    'zh-HK: "计"',
  ])
  expect(watch.seen()).toMatchObject({ pages: 2, offers: 2 })
})

test('given every command, when a chat system is told of it, then nothing leaks in any language', () => {
  const watch = createLeakWatch(stageSettings())
  const declared = declaredFor(catalogue, createDirectory(stageSettings(), []))
  watch.look(declared.flatMap(declaredParts))
  expect(watch.leaks()).toEqual([])
  expect(declared.length).toBeGreaterThan(80)
  expect(Math.min(...Object.values(watch.seen().texts))).toBeGreaterThan(500)
})
