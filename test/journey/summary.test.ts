import { expect } from 'vitest'
import { days, minutes } from '../../src/kit/time.ts'
import { dutyEventSchema, type Summarised } from '../../src/roster/events.ts'
import { readAnswer, readCard, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { kst, sentBy, seoul, shippedCalendars, told, until } from './told.ts'

const given = {
  start: seoul('2026-11-24 10:00'),
  calendars: shippedCalendars(),
  rosters: true,
} as const

/** The posts of a week, as they were first made: when, where, whether anybody is called. */
const posts = (stage: Stage, week: string): readonly string[] =>
  stage.paper
    .calls()
    .filter(c => c.outgoing.card.name === 'summary' && readCard(c.outgoing.card).includes(week))
    .map(c => `${kst(c.outgoing.at)} ${c.verb} ${c.place} ${c.outgoing.card.mentions.length}`)

const summarised = async (stage: Stage): Promise<readonly (Summarised & { desk: string })[]> =>
  (await stage.entries()).flatMap(e => {
    const event = e.type === 'duty.watched' ? dutyEventSchema.parse(e.event) : undefined
    return event?.type === 'duty.watched'
      ? (event.summaries ?? []).map(s => ({ ...s, desk: e.subject?.id ?? '' }))
      : []
  })

const week = async (stage: Stage): Promise<void> => {
  await stage.pump()
  await sentBy(stage, 'hkc.o1', 'HK-2026-000001', 'immediate')
  await stage.fastForward(minutes(9))
  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  await sentBy(stage, 'kcs.o1', 'KR-2026-000001')
  await act(stage, 'hkc.o1', 'KR-2026-000001', 'acknowledge')
  told(stage)
}

/** The figures of the card that hangs there, without moments. */
const shownAt = (stage: Stage, place: string): readonly string[] =>
  stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === 'summary')
    .slice(-1)
    .flatMap(s => readFields(s.outgoing.card))

const monday = ['11-30 09:00', '11-30 10:00'] as const
const weekly = [
  `${monday[0]} post kcs-desk 0`,
  `${monday[0]} post hkc-kcs 0`,
  `${monday[1]} post hkc-desk 0`,
  `${monday[1]} post hkc-kcs 0`,
]

onEveryStore('given two desks and a week that ends', story => {
  story(
    'when it is Monday at nine for each, then each side posts the same figures, once',
    async stage => {
      await week(stage)
      await until(stage, '2026-11-30 08:59')
      expect(posts(stage, '2026-W48')).toEqual([])
      await until(stage, '2026-11-30 10:05')
      told(stage)
      expect(posts(stage, '2026-W48').toSorted()).toEqual(weekly.toSorted())
      const [korea, hongKong, ...more] = await summarised(stage)
      expect(more).toEqual([])
      expect([korea?.desk, hongKong?.desk]).toEqual(['kcs.cyber', 'hkc.cyber'])
      expect(korea?.digest).toMatch(/^[0-9a-f]{64}$/)
      expect([hongKong?.digest, hongKong?.size, hongKong?.week]).toEqual([
        korea?.digest,
        korea?.size,
        '2026-W48',
      ])
      const [shared, own] = [shownAt(stage, 'hkc-kcs'), shownAt(stage, 'kcs-desk')]
      // Each on its own clocks, its own in front; the rest is the same.
      const log = (fields: readonly string[]) => fields.filter(f => f.startsWith('Log:'))
      const rest = (fields: readonly string[]) => fields.slice(2, 6)
      expect(rest(own)).toEqual(rest(shared))
      expect(log(own)[0]).toMatch(/^Log: [\d,]+ entries, root [\w+/]{12}$/)
      expect(shared.slice(0, 3)).toEqual([
        'From: 2026-11-22 23:00 HKT / 2026-11-23 00:00 KST',
        'Until: 2026-11-29 23:00 HKT / 2026-11-30 00:00 KST',
        'This week: 2 new, 0 closed, 2 open; 100 % acknowledged in time',
      ])
      // With so much to tell it takes a second message at each place.
      const details = stage.paper
        .sheets()
        .filter(x => x.outgoing.card.name === 'summary-details')
        .map(x => `${x.place} ${readCard(x.outgoing.card).slice(0, 23)}`)
      expect(details.toSorted()).toEqual(
        ['hkc-desk', 'hkc-kcs', 'hkc-kcs', 'kcs-desk'].map(p => `${p} Week 2026-W48 in detail`),
      )
      expect(shared.join()).toContain(korea?.digest.slice(0, 16))
      await stage.restart()
      await stage.fastForward(days(2))
      told(stage)
      expect(posts(stage, '2026-W48')).toHaveLength(4)
      expect(await summarised(stage)).toHaveLength(2)
    },
    given,
  )

  story(
    'when nothing ran on that Monday, then it is posted once on return, with the same figures',
    async stage => {
      await week(stage)
      await until(stage, '2026-11-29 12:00')
      told(stage)
      stage.jump(days(2))
      await stage.restart()
      await stage.pump()
      await stage.fastForward(minutes(5))
      told(stage)
      expect(posts(stage, '2026-W48').map(p => p.slice(12))).toEqual(
        expect.arrayContaining(weekly.map(p => p.slice(12))),
      )
      expect(posts(stage, '2026-W48')).toHaveLength(4)
      const found = await summarised(stage)
      expect(found.map(s => s.week)).toEqual(['2026-W48', '2026-W48'])
      expect(new Set(found.map(s => s.digest)).size).toBe(1)
      await until(stage, '2026-12-07 10:05')
      told(stage)
      expect(posts(stage, '2026-W49')).toHaveLength(4)
      expect(shownAt(stage, 'hkc-kcs')[3]).toMatch(/^Week before: 2 new, 0 closed, 2 open/)
    },
    given,
  )

  story(
    'when an officer asks, then the week so far is told to him alone',
    async stage => {
      await week(stage)
      const answer = readAnswer(await stage.say('hkc.o1', '/summary now'))
      expect(answer).toContain('2026-W48')
      expect(readAnswer(await stage.say('hkc.o1', '/summary'))).toBe(answer)
      expect(readAnswer(await stage.say('hkc.o1', '/summary now KCS.cyber'))).toBe(answer)
      for (const wrong of ['/summary later', '/summary now tst.cyber', '/summary now x=1'])
        expect(readAnswer(await stage.say('hkc.o1', wrong))).toMatch(/^refusal/)
      expect(posts(stage, '2026-W48')).toEqual([])
    },
    given,
  )
})
