import { expect } from 'vitest'
import { createVigil } from '../../src/bot/vigil.ts'
import type { AgencyId, SubjectId } from '../../src/kit/ids.ts'
import { days, hours, minutes, seconds } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import type { Timer } from '../../src/ports/store.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { courier, ref as notified } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'
import { begun, italy, given as submitted, ref as watched } from './shipment-scenes.ts'
import { callsIn, kst, sentBy, seoul, shippedCalendars, told, until } from './told.ts'

const hk = 'HK-2026-000001'
const calendars = shippedCalendars()
const given = { start: seoul('2026-11-24 10:00'), calendars }

/** As if a row had been lost: nothing of the log, of the state or of what is owed changes. */
const armed = async (stage: Stage, timers: readonly Timer[]): Promise<void> => {
  const done = await stage.store().commit({
    at: stage.clock.now(),
    expect: [],
    entries: [],
    snapshots: [],
    timers: [{ subject: hk as SubjectId, armed: timers }],
    outbox: [],
    settle: [],
  })
  expect(done.kind).toBe('committed')
}

const timersOf = async (stage: Stage): Promise<readonly string[]> => {
  const [watched] = (await stage.store().watched({ max: 200 })).filter(
    w => w.snapshot.subject === hk,
  )
  return (watched?.armed ?? []).map(t => `${t.deadline} ${t.step} ${kst(t.due)}`)
}

interface Step {
  readonly planned: string
  readonly missed: readonly number[]
  readonly because?: { readonly kind: string }
}

const rearmed = async (stage: Stage) =>
  (await stage.entries()).filter(e => e.type === 'clock.rearmed').map(e => [e.subject?.id, e.event])

onEveryStore('given a watch over the clock', story => {
  story(
    'when the rows of a deadline are lost, then it is armed anew with an alarm, and fires',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk, 'immediate')
      const before = await timersOf(stage)
      expect(before).toEqual(['ack 0 11-24 10:07', 'reply 0 11-24 14:00'])
      await armed(stage, [])
      expect(await timersOf(stage)).toEqual([])
      await stage.pump()
      expect(stage.alarms()).toEqual(['a clock was not armed; it is now'])
      expect(stage.faults()).toEqual([hk])
      expect(await timersOf(stage)).toEqual(before)
      expect(await rearmed(stage)).toEqual([[hk, { armed: 0, wanted: 2 }]])
      await stage.pump()
      expect(stage.faults()).toEqual([])
      await stage.fastForward(minutes(15))
      expect(callsIn(told(stage))).toEqual([
        '11-24 10:07 kcs-desk @kcs.o1',
        '11-24 10:12 kcs-desk @kcs.o1',
        '11-24 10:15 kcs-desk @kcs.o1',
      ])
    },
    given,
  )

  story(
    'when a step is due and nobody takes it, then that is reported',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk, 'immediate')
      const { directory, clock } = stage
      const alarms: string[] = []
      const log = { info: () => {}, warn: () => {}, error: (m: string) => void alarms.push(m) }
      const vigil = createVigil({
        store: stage.store(),
        directory,
        clock: { now: clock.now, monotonic: () => 0 },
        log,
        matters,
      })
      stage.jump(minutes(9))
      await vigil.step(true)
      expect([vigil.report().faults, alarms]).toEqual([[], []])
      stage.jump(minutes(1))
      await vigil.step(false)
      expect([vigil.report().faults, alarms]).toEqual([[], []])
      await vigil.step(true)
      expect(vigil.report()).toEqual({ rounds: 3, checked: 1, faults: [hk] })
      expect(alarms).toEqual(['a step is due and was not taken'])
      await stage.pump()
      told(stage)
      await vigil.step(true)
      expect(vigil.report().faults).toEqual([])
    },
    given,
  )

  story(
    'when a start brings another calendar, then the calls move without an alarm',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk)
      expect(await timersOf(stage)).toEqual(['ack 0 11-24 16:00', 'reply 0 11-30 09:00'])
      const more = calendars.map(c =>
        c.agency === ('kcs' as AgencyId) && c.year === 2026
          ? {
              ...c,
              days: ['2026-11-24', '2026-11-27'].map(date => ({
                date,
                names: { en: 'Made up' },
                source: 'this test',
              })),
            }
          : c,
      )
      const alarms: string[] = []
      const vigil = createVigil({
        store: stage.store(),
        directory: createDirectory(stageSettings(), more),
        clock: { now: stage.clock.now, monotonic: () => 0 },
        log: { info: () => {}, warn: () => {}, error: (m: string) => void alarms.push(m) },
        matters,
      })
      const head = await stage.store().head()
      await vigil.step(true)
      expect(await timersOf(stage)).toEqual(['ack 0 11-25 09:00', 'reply 0 11-30 09:00'])
      expect(alarms).toEqual([])
      expect(vigil.report().faults).toEqual([])
      expect(await stage.store().head()).toEqual(head)
      // And back, by the bot that has the calendar as it ships.
      await stage.pump()
      expect(stage.alarms()).toEqual([])
      expect((await timersOf(stage)).at(0)).toBe('ack 0 11-24 16:00')
    },
    given,
  )
})

onEveryStore('given the report on the clock each Monday', story => {
  const report = (stage: Stage): readonly string[] =>
    stage.paper
      .sheets()
      .filter(s => s.place === 'kcs-desk' && s.outgoing.card.name === 'summary')
      .slice(-1)
      // It goes with the week in figures, after these.
      .flatMap(s => readFields(s.outgoing.card).slice(-7))

  story(
    'when a week had steps in time, late ones and a drill, then it counts them, but not the drill',
    async stage => {
      await stage.pump()
      await sentBy(stage, 'hkc.o1', hk, 'immediate')
      await until(stage, '2026-11-24 10:16')
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      await stage.say('kcs.o1', `/referral accept ${hk}`)
      expect(callsIn(told(stage))).toEqual([
        '11-24 10:07 kcs-desk @kcs.o1',
        '11-24 10:12 kcs-desk @kcs.o1',
        '11-24 10:15 kcs-desk @kcs.o1',
      ])
      await stage.say('hkc.o2', '/drill to=kcs.cyber')
      await stage.fastForward(minutes(50))
      expect((await stage.story('HK-2026-000002')).filter(e => e === 'escalated')).toHaveLength(5)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge', { ref: 'HK-2026-000002' })
      told(stage)

      await until(stage, '2026-11-25 10:00')
      told(stage)
      await sentBy(stage, 'hkc.o1', 'HK-2026-000003', 'immediate')
      stage.jump(hours(1))
      await stage.restart()
      await stage.fastForward(minutes(2))
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge', { ref: 'HK-2026-000003' })
      told(stage)
      const form = await stage.say('hkc.o1', '/referral withdraw HK-2026-000003')
      await stage.submit('hkc.o1', form, { explanation: 'Over.' })
      const other = await stage.say('hkc.o1', `/referral withdraw ${hk}`)
      await stage.submit('hkc.o1', other, { explanation: 'Over.' })
      await until(stage, '2026-11-30 09:00')
      told(stage)
      const steps = (await stage.entries())
        .filter(e => e.type === 'referral.escalated' && e.subject?.id !== 'HK-2026-000002')
        .map(e => ({ at: Date.parse(e.at), ...(e.event as unknown as Step) }))
      const late = steps.map(e => e.at - Date.parse(e.planned)).filter(ms => ms > 0)
      const missed = steps.filter(e => e.because?.kind !== 'hours').flatMap(e => e.missed)
      expect({
        steps: steps.length,
        late: late.length,
        missed: missed.length,
      }).toEqual({ late: 2, missed: 4, steps: 26 })
      expect(report(stage)).toEqual([
        'Steps taken: 26',
        'More than 1 second late: 2',
        'More than 5 seconds late: 2',
        'More than 1 minute late: 1',
        'More than 15 minutes late: 1',
        'More than 1 hour late: 0',
        'Steps leapt over: 4',
      ])
      await stage.restart()
      await stage.fastForward(days(7))
      expect(report(stage)).toEqual([
        'Steps taken: 0',
        'More than 1 second late: 0',
        'More than 5 seconds late: 0',
        'More than 1 minute late: 0',
        'More than 15 minutes late: 0',
        'More than 1 hour late: 0',
        'Steps leapt over: 0',
      ])
      told(stage)
    },
    { ...given, rosters: true },
  )

  story(
    'when notifications and shipments had steps, then it counts them by when they were planned',
    async stage => {
      await stage.pump()
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await begun(stage, { arrives: '2026-11-27 10:00 HKT' })
      const hold = { held: 'Both containers', limit: '2026-11-26 10:00 HKT', language: 'en' }
      await submitted(stage, 'hkc.o1', 'hold', hold)
      await submitted(stage, 'hkc.o1', 'leg', italy)
      await stage.say('kcs.o1', `/shipment seen ${watched}`)
      await until(stage, '2026-11-24 10:06')
      stage.jump(minutes(40))
      await stage.restart()
      await stage.fastForward(minutes(2))
      await stage.say('kcs.o1', `/notification acknowledge ${notified}`)
      const form = await stage.say('kcs.o1', `/notification answer ${notified}`)
      await stage.submit('kcs.o1', form, { result: 'seized' })
      await stage.say('hkc.o1', `/shipment seen ${watched}`)
      await until(stage, '2026-11-30 09:00')
      told(stage)
      const steps = (await stage.entries())
        .filter(e => /\.(escalated|reminded)$/.test(e.type))
        .map(e => ({ type: e.type, at: Date.parse(e.at), ...(e.event as unknown as Step) }))
      expect([...new Set(steps.map(s => s.type))].toSorted()).toEqual([
        'notification.escalated',
        'shipment.escalated',
        'shipment.reminded',
      ])
      const missed = steps.reduce((n, s) => n + s.missed.length, 0)
      const later = (ms: number) => steps.filter(s => s.at - Date.parse(s.planned) > ms).length
      // The downtime put off a step of each, which leapt over those before it.
      expect([later(seconds(1)), later(hours(1)), missed]).toEqual([2, 0, 3])
      expect(report(stage)).toEqual([
        `Steps taken: ${steps.length}`,
        'More than 1 second late: 2',
        'More than 5 seconds late: 2',
        `More than 1 minute late: ${later(minutes(1))}`,
        `More than 15 minutes late: ${later(minutes(15))}`,
        'More than 1 hour late: 0',
        'Steps leapt over: 3',
      ])
    },
    { ...given, rosters: true },
  )
})
