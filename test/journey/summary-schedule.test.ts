import { expect } from 'vitest'
import { days, minutes } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { dutyEventSchema } from '../../src/roster/events.ts'
import { readAnswer, readCard, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { kst, sentBy, seoul, shippedCalendars, told, until } from './told.ts'

const given = {
  start: seoul('2026-11-24 10:00'),
  calendars: shippedCalendars(),
  rosters: true,
} as const

/** The posts of any week, as they were first made: when and where, and of which week. */
const posts = (stage: Stage): readonly string[] =>
  stage.paper
    .calls()
    .filter(c => c.verb === 'post' && c.outgoing.card.name === 'summary')
    .toSorted((a, b) => a.outgoing.at - b.outgoing.at || (a.place < b.place ? -1 : 1))
    .map(c => {
      const week = /2026-W\d\d/.exec(readCard(c.outgoing.card))?.[0]
      return `${kst(c.outgoing.at)} ${c.place} ${week}`
    })

const missedIn = (stage: Stage): readonly string[] =>
  stage.paper
    .calls()
    .filter(c => c.verb === 'post' && c.outgoing.card.name === 'summary')
    .map(c => {
      const [, weeks] =
        /as the system was not running: ([^|]*) \|/.exec(readCard(c.outgoing.card)) ?? []
      return `${c.place} ${weeks ?? 'none'}`
    })

/** All that an officer reads in the answer. */
const shownBy = (answer: Answer): string =>
  [readAnswer(answer), ...(answer.kind === 'card' ? readFields(answer.card) : [])].join(' | ')

const events = async (stage: Stage) =>
  (await stage.entries()).flatMap(e =>
    e.type.startsWith('duty.summary') || e.type === 'duty.watched'
      ? [dutyEventSchema.parse(e.event)]
      : [],
  )

onEveryStore('given two desks and the time of their weekly post', story => {
  story(
    'when officers look, then each reads when it is due for both, and only a senior may change it',
    async stage => {
      await stage.pump()
      const officer = shownBy(await stage.say('kcs.o1', '/summary schedule'))
      expect(officer).toContain('2026-11-30 09:00 KST / 08:00 HKT')
      // That of the other side.
      expect(officer).toContain('2026-11-30 10:00 KST / 09:00 HKT')
      expect(officer).not.toContain('duty-schedule')
      const refused = await stage.say('kcs.o1', '/summary schedule day=wed')
      expect(readAnswer(refused)).toMatch(/^refusal/)
      const senior = shownBy(await stage.say('hkc.o2', '/summary schedule'))
      expect(senior).toContain('2026-11-30 09:00 HKT / 10:00 KST')
      expect(senior).toContain('duty-schedule')
      for (const wrong of [
        '/summary schedule day=someday',
        '/summary schedule hour=25:00',
        '/summary schedule x=1',
        '/summary schedule now',
      ])
        expect(readAnswer(await stage.say('hkc.o2', wrong)), wrong).toMatch(/^(refusal|form)/)
      expect(await events(stage)).toEqual([])
      told(stage)
    },
    given,
  )

  story(
    'when a supervisor changes it, then it is in the log, the desk is told, and the week is posted then, once',
    async stage => {
      await stage.pump()
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      told(stage)
      const done = shownBy(await stage.say('hkc.o2', '/summary schedule day=Wednesday hour=8:30'))
      expect(done).toContain('Wed, 08:30')
      expect(told(stage).map(l => l.split(' ').slice(2, 4).join(' '))).toEqual(['hkc-desk new'])
      await stage.restart()
      await until(stage, '2026-12-05 12:00')
      told(stage)
      expect(posts(stage)).toEqual([
        ...['hkc-kcs', 'kcs-desk'].map(p => `11-30 09:00 ${p} 2026-W48`),
        // Half past eight in Hong Kong.
        ...['hkc-desk', 'hkc-kcs'].map(p => `12-02 09:30 ${p} 2026-W48`),
      ])
      // By its form, on the day after its post: this week has had its own.
      const form = await stage.say('hkc.o2', '/duty schedule')
      await stage.submit('hkc.o2', form, { day: 'sun', hour: '20:00' })
      await until(stage, '2026-12-14 12:00')
      told(stage)
      expect(posts(stage).slice(4)).toEqual([
        ...['hkc-kcs', 'kcs-desk'].map(p => `12-07 09:00 ${p} 2026-W49`),
        ...['hkc-desk', 'hkc-kcs'].map(p => `12-13 21:00 ${p} 2026-W49`),
        ...['hkc-kcs', 'kcs-desk'].map(p => `12-14 09:00 ${p} 2026-W50`),
      ])
      const logged = await events(stage)
      expect(logged.filter(e => e.type === 'duty.summary_scheduled')).toEqual([
        { type: 'duty.summary_scheduled', day: 'wed', at: '08:30' },
        { type: 'duty.summary_scheduled', day: 'sun', at: '20:00' },
      ])
    },
    given,
  )

  story(
    'when nothing ran over two Mondays, then each side posts the last week once on return, and says which was missed',
    async stage => {
      await stage.pump()
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      await until(stage, '2026-11-30 10:30')
      told(stage)
      expect(missedIn(stage).toSorted()).toEqual(
        ['hkc-desk', 'hkc-kcs', 'hkc-kcs', 'kcs-desk'].map(p => `${p} none`),
      )
      await until(stage, '2026-12-05 12:00')
      told(stage)
      // Over the Mondays of 7 and 14 December, to Wednesday after.
      stage.jump(days(11))
      await stage.restart()
      await stage.pump()
      await stage.fastForward(minutes(10))
      told(stage)
      const back = posts(stage).slice(4)
      expect(back.map(p => p.slice(12)).toSorted()).toEqual(
        ['hkc-desk', 'hkc-kcs', 'hkc-kcs', 'kcs-desk'].map(p => `${p} 2026-W50`),
      )
      expect(missedIn(stage).slice(4).toSorted()).toEqual(
        ['hkc-desk', 'hkc-kcs', 'hkc-kcs', 'kcs-desk'].map(p => `${p} 2026-W49`),
      )
      const shown = stage.paper.sheets().filter(s => s.outgoing.card.name === 'summary')
      const last = shown.slice(-1).map(s => readFields(s.outgoing.card).join(' | '))
      // In that week nothing ran at all.
      expect(last[0]).toContain('System: in operation 0 % of the time; stops 1, longest 7 days')
      const digests = (await events(stage)).flatMap(e =>
        e.type === 'duty.watched' ? (e.summaries ?? []).map(s => `${s.week} ${s.digest}`) : [],
      )
      expect(new Set(digests).size).toBe(2)
      await stage.restart()
      await until(stage, '2026-12-20 12:00')
      told(stage)
      expect(posts(stage)).toHaveLength(8)
    },
    given,
  )
})
