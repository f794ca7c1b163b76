import { describe, expect, test } from 'vitest'
import { type Simulated, simulate, type Told, type ToldDesk } from '../../src/bot/simulate.ts'
import type { Config } from '../../src/config.ts'
import { configSchema } from '../../src/config.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import type { Priority } from '../../src/kit/codes.ts'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, type Instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { kst, sentBy, seoul, shippedCalendars } from '../journey/told.ts'
import { raiseStage } from '../rigs/stage.ts'
import { stageSettings, withRotations } from '../rigs/stage-config.ts'

const calendars = shippedCalendars()
const settings = withRotations(stageSettings())
const hkc = 'hkc.cyber' as ContactPointId
const kcs = 'kcs.cyber' as ContactPointId

const toldOf = (
  [from, to]: readonly [ContactPointId, ContactPointId],
  priority: Priority,
  at: Instant,
  forDays: number,
  config: Config = settings,
): Simulated =>
  simulate(
    { directory: createDirectory(config, calendars), policyOf: createPolicyOf(config) },
    { from, to, priority, at, until: plus(at, days(forDays)) },
  )

const idsOf = ({ officers }: ToldDesk): readonly string[] => officers.map(o => o.id)

const shortly = (t: Told): string =>
  [
    kst(t.at),
    t.deadline,
    t.steps.map(s => (s.atPercent === undefined ? `${s.lateMinutes}` : `${s.atPercent}%`)).join(),
    idsOf(t.owner).join(),
    ...(t.other.officers.length > 0 ? [`and ${idsOf(t.other).join()}`] : []),
    ...(t.everyMinutes === undefined ? [] : [`every ${t.everyMinutes}`]),
  ].join(' ')

describe('given the bot itself, where a referral is sent and nobody answers', () => {
  interface Escalation {
    readonly at: string
    readonly deadline: string
    readonly due: string
    readonly called: readonly string[]
    readonly calledOther: readonly string[]
  }

  const inEarnest = async (who: string, priority: Priority, start: Instant, forDays: number) => {
    const stage = await raiseStage({
      store: 'memory',
      config: settings,
      calendars,
      rosters: true,
      start,
    })
    const ref = `${who.startsWith('hkc') ? 'HK' : 'KR'}-${toRfc3339(start).slice(0, 4)}-000001`
    await sentBy(stage, who, ref, priority)
    await stage.fastForward(days(forDays))
    stage.read()
    const all = (await stage.entries()).flatMap((e): readonly Escalation[] => {
      if (e.type !== 'referral.escalated') return []
      const { deadline, due, called, calledOther = [] } = JSON.parse(JSON.stringify(e.event))
      return [{ at: e.at, deadline, due, called, calledOther }]
    })
    await stage.end()
    return all
  }

  /** Calls of one clock in a row that call the same people, the first of each row. */
  const rows = (all: readonly Escalation[]): readonly Escalation[] =>
    all.filter((e, i) => {
      const before = all.slice(0, i).findLast(b => b.deadline === e.deadline)
      return (
        JSON.stringify([before?.called, before?.calledOther]) !==
        JSON.stringify([e.called, e.calledOther])
      )
    })

  const cases: readonly (readonly [string, string, Priority, string, number, number])[] = [
    [
      'at night in Seoul, a Hong Kong holiday next day',
      'hkc.o1',
      'urgent',
      '2026-09-25 23:30',
      3,
      10,
    ],
    ['to Hong Kong on the eve of its holidays', 'kcs.o1', 'routine', '2026-12-24 16:00', 12, 8],
    ['to Korea over Chuseok', 'hkc.o1', 'routine', '2026-09-23 11:00', 14, 10],
    ['to Korea at once', 'hkc.o1', 'immediate', '2026-11-24 15:00', 1, 10],
    [
      'to Korea for information, over the New Year',
      'hkc.o1',
      'information',
      '2026-12-31 23:00',
      12,
      3,
    ],
  ]

  test.each(cases)(
    'when it is sent %s, then what was simulated is what happens',
    async (_, who, priority, start, forDays, least) => {
      const pair = who.startsWith('hkc') ? ([hkc, kcs] as const) : ([kcs, hkc] as const)
      const at = seoul(start)
      const happened = await inEarnest(who, priority, at, forDays)
      const { told } = toldOf(pair, priority, at, forDays)
      const simulated = told.map(t => ({
        at: toRfc3339(t.at),
        deadline: t.deadline,
        due: toRfc3339(t.due),
        called: idsOf(t.owner),
        calledOther: idsOf(t.other),
      }))
      expect(rows(simulated)).toEqual(rows(happened))
      expect(happened.length).toBeGreaterThanOrEqual(least)
    },
  )
})

describe('given a referral that is simulated', () => {
  test('when Korea has holidays, then calls wait for the end of them, and say which', () => {
    const { told } = toldOf([hkc, kcs], 'routine', seoul('2026-09-23 11:00'), 7)
    expect(told.map(shortly)).toMatchInlineSnapshot(`
      [
        "09-23 17:00 ack 50% kcs.o2",
        "09-28 09:00 ack 80%,0,60 kcs.o1,kcs.o2",
        "09-28 09:00 reply 50% kcs.o1",
        "09-29 09:00 ack 1440 kcs.o2 and hkc.o2 every 1440",
        "09-29 09:00 reply 80% kcs.o1",
        "09-30 11:00 reply 0 kcs.o1",
      ]
    `)
    const held = told.filter(t => t.waited).map(t => t.waited?.holidays.map(h => h.date) ?? [])
    expect(held[0]).toEqual(['2026-09-24', '2026-09-25', '2026-09-26'])
  })

  test('when it is urgent, then nobody waits, and everybody is named as what he is called', () => {
    const { told } = toldOf([hkc, kcs], 'urgent', seoul('2026-09-25 18:30'), 1)
    expect(told.map(shortly)).toMatchInlineSnapshot(`
      [
        "09-25 19:00 ack 50% kcs.o2",
        "09-25 19:18 ack 80% kcs.o2",
        "09-25 19:30 ack 0 kcs.o2",
        "09-25 20:30 ack 60 kcs.o1",
        "09-25 22:30 ack 180 kcs.o2 and hkc.o3",
        "09-26 03:30 ack 480 kcs.o2 and hkc.o2 every 480",
      ]
    `)
    expect(told.filter(t => t.waited)).toEqual([])
    expect(told.map(t => t.owner.officers.map(o => o.as.join('+')).join())).toEqual([
      'duty',
      'duty',
      'duty',
      'backup',
      'supervisor',
      'head',
    ])
  })

  test('when the week of an officer ends, then the calls go to the next one', () => {
    const { told } = toldOf([hkc, kcs], 'urgent', seoul('2026-09-27 10:00'), 4)
    const due = told.filter(t => t.deadline === 'reply').map(t => [kst(t.at), idsOf(t.owner)[0]])
    expect(due.slice(0, 3)).toEqual([
      ['09-28 22:00', 'kcs.o1'],
      ['09-29 19:36', 'kcs.o1'],
      ['09-30 10:00', 'kcs.o1'],
    ])
    expect(idsOf(told[0]?.owner ?? { desk: kcs, officers: [] })).toEqual(['kcs.o2'])
  })

  test('when a clock does not run at its priority, then there is none, and nobody is called for it', () => {
    const { clocks, told } = toldOf([hkc, kcs], 'information', seoul('2026-11-24 10:00'), 30)
    expect(clocks.map(c => [c.name, c.rule])).toEqual([['ack', { workingDays: 3 }]])
    expect([...new Set(told.map(t => t.deadline))]).toEqual(['ack'])
  })

  test('when nothing is due before its end, then nobody is called', () => {
    const { clocks, told } = toldOf([hkc, kcs], 'routine', seoul('2026-11-24 10:00'), 0.1)
    expect([clocks.length, told]).toEqual([2, []])
  })

  test('when the policy calls every ten minutes for sixty days, then it is said once', () => {
    const again = { within: { minutes: 10 }, againMinutes: 10 }
    const steps = [{ afterMinutes: 0, tell: ['duty', 'channel:hkc-kcs'] }]
    const config = configSchema.parse({
      ...settings,
      contactPoints: settings.contactPoints.map(d => ({ ...d, duty: [] })),
      policy: { urgent: { ack: { ...again, steps }, reply: { ...again, steps } } },
    })
    const at = seoul('2026-11-24 10:00')
    const { told } = toldOf([hkc, kcs], 'urgent', at, 60, config)
    expect(told.map(t => [t.deadline, t.at, t.everyMinutes, t.channels])).toEqual(
      ['ack', 'reply'].map(name => [name, plus(at, minutes(10)), 10, ['hkc-kcs']]),
    )
  })
})
