import { expect, test } from 'vitest'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Language, PlaceId } from '../../src/kit/ids.ts'
import { days } from '../../src/kit/time.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import { bareCard } from '../rigs/cards.ts'
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

test('given what only looks like a leak, when it is said, then nothing is found', () => {
  const watch = watchOf(
    told('/referral new to=kcs.cyber subject="two words": 의뢰 초안 작성', 'ko'),
    told('HK-2026-000042', 'ko'),
    told('TLP:AMBER+STRICT', 'zh-HK'),
    told('English', 'zh-HK'),
    told('상대: Hong Kong Customs', 'ko'),
    told('周某，{{x}} to be seen by all', 'zh-HK'),
  )
  const said = { kind: 'command', text: '/referral note text="{{x}} to be seen by all"' } as const
  watch.heard(said, { kind: 'none' })
  expect(watch.leaks()).toEqual([])
  expect(watch.end).not.toThrow()
})
