import { describe, expect, it } from 'vitest'
import { configSchema } from '../../src/config.ts'
import {
  agreedNotificationSchema,
  defaultNotificationPolicy,
  dueBy,
  overNotificationDefaults,
} from '../../src/escalation/notification.ts'
import { hours, type Instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { defineMatter } from '../../src/matter/define.ts'
import { timersOf } from '../../src/notification/clocks.ts'
import { notificationSchema } from '../../src/notification/notification.ts'
import { notificationsUnder } from '../../src/notification/spec.ts'
import { config } from '../referral/desks.ts'
import {
  afterOf,
  directory,
  gdf,
  hkc,
  id,
  kcs,
  officerAt,
  type Played,
  sent,
  start,
  ticked,
  toldBy,
} from './sample.ts'

const at = (n: number): Instant => plus(start, minutes(n))
const armed = (p: Played) =>
  timersOf(p.n, directory.workingTime).map(
    t => `${t.deadline} ${t.step} +${(t.due - start) / minutes(1)}`,
  )

describe('the clocks of a notification', () => {
  it('given nobody acknowledges, then its ladder tells both sides and goes on every hour', () => {
    let p = sent({ arrival: '' })
    const told: string[] = []
    for (let minute = 0; minute <= 15 + 60 * 4; minute++) {
      const next = ticked(p, `ack:${kcs}`, at(minute))
      if (next) told.push(`+${minute - 15} ${next.notices.map(x => x.desk).join(' ')}`)
      p = next ?? p
    }
    expect(told).toEqual(
      [
        // With it the cards say that it is late.
        `+0 ${hkc} ${kcs} ${kcs}`,
        `+15 ${kcs}`,
        `+30 ${kcs} ${hkc}`,
        ...[60, 120, 180, 240].map(n => `+${n} ${kcs} ${hkc}`),
      ].slice(0, 7),
    )
    expect(p.n.clocks[0]?.calls.map(c => c.called)).toEqual([
      ['kcs.duty'],
      ['kcs.officer'],
      ['kcs.supervisor'],
      ...Array(4).fill(['kcs.head']),
    ])
  })

  it('given it was called, when it acknowledges, then every call is taken back where it was made', () => {
    let p = sent({ arrival: '' })
    for (const minute of [15, 30, 45]) p = ticked(p, `ack:${kcs}`, at(minute)) ?? p
    const done = afterOf({ name: 'n-acknowledge', by: officerAt(kcs), on: p, now: at(50) })
    expect(toldBy(done)).toEqual([
      `${hkc} card`,
      `${kcs} card`,
      `${hkc} reply`,
      `${kcs} reply`,
      ...Array(3).fill(`${kcs} ping.ack:kcs`),
      `${hkc} ping.ack:kcs`,
    ])
    expect(ticked(done, `ack:${kcs}`, at(75))).toBeUndefined()
  })

  it('given a downtime, then only the highest step is taken, and it calls all that were leapt over', () => {
    const late = ticked(sent({ arrival: '' }), `ack:${kcs}`, at(50))
    expect(late?.events).toMatchObject([
      {
        step: 2,
        missed: [0, 1],
        tell: ['duty', 'backup', 'supervisor', 'other-desk'],
        calledOther: ['hkc.duty'],
      },
    ])
  })

  it('given an arrival, when it passes, then it is told once to the sender and to whoever has not answered', () => {
    const p = afterOf({
      name: 'n-answer',
      by: officerAt(gdf),
      on: sent({ hub: gdf }),
      raw: { result: 'not-arrived' },
    })
    expect(armed(p)).toContain('arrival 0 +180')
    expect(ticked(p, 'arrival', at(179))).toBeUndefined()
    const passed = ticked(p, 'arrival', at(180))
    expect(passed?.events).toEqual([{ type: 'notification.arrived', waiting: [kcs] }])
    expect(passed && toldBy(passed)).toEqual([
      `${hkc} card`,
      `${kcs} card`,
      `${hkc} reply`,
      `${kcs} reply`,
    ])
    expect(passed && armed(passed).filter(t => t.startsWith('arrival'))).toEqual([])
    expect(passed && ticked(passed, 'arrival', at(240))).toBeUndefined()
    const moved = passed && {
      name: 'n-supplement',
      by: officerAt(hkc),
      on: passed,
      raw: { arrival: toRfc3339(at(400)) },
      now: at(190),
    }
    expect(moved && armed(afterOf(moved))).toContain('arrival 0 +400')
  })

  it('given all have answered, then the arrival is no news', () => {
    const p = afterOf({
      name: 'n-answer',
      by: officerAt(kcs),
      on: sent(),
      raw: { result: 'seized' },
    })
    expect(armed(p)).toEqual([])
  })

  it('given it began by telephone with an external contact, then the sender’s own clocks call its own desk', () => {
    const p = sent({ oral: 'yes', external: 'A; 1', to: '' })
    expect(armed(p)).toEqual(['told:1 0 +15', 'written 0 +240', 'arrival 0 +180'].slice(0, 2))
    const told = ticked(p, 'told:1', at(15))
    const written = ticked(p, 'written', at(240))
    for (const next of [told, written])
      expect(next && new Set(next.notices.map(x => x.desk))).toEqual(new Set([hkc]))
  })
})

describe('the policy of notifications', () => {
  it('given the defaults, then each clock names where its figure comes from and never ends silently', () => {
    const clocks = Object.values(defaultNotificationPolicy)
    expect(clocks).toHaveLength(4)
    for (const c of clocks) {
      expect(c.source).toMatch(/judgement|Directive/)
      expect(c.againMinutes).toBeGreaterThan(0)
    }
  })

  it('given what a file says, then it stands in place of a default, and nonsense is refused', () => {
    const ack = { ...defaultNotificationPolicy.ack, within: { minutes: 20 } }
    const policy = overNotificationDefaults(agreedNotificationSchema.parse({ ack }))
    expect([policy.ack.within.minutes, policy.answer]).toEqual([
      20,
      defaultNotificationPolicy.answer,
    ])
    const [first, second] = ack.steps
    const wrong = [
      { ack: { ...ack, steps: [second, first] } },
      { ack: { ...ack, againMinutes: 0 } },
      {
        written: {
          ...defaultNotificationPolicy.written,
          steps: [{ afterMinutes: 0, tell: ['other-desk'] }],
        },
      },
      { acknowledge: ack },
    ]
    for (const x of wrong) expect(agreedNotificationSchema.safeParse(x).success).toBe(false)
  })

  it('given no arrival or no rule for it, then only the usual time counts', () => {
    const { ack, told } = defaultNotificationPolicy
    expect(dueBy(ack, start)).toBe(at(15))
    expect(dueBy(told, start, plus(start, hours(1)))).toBe(at(15))
  })

  it('given a later policy, then a clock that runs keeps its own, and one that starts takes the new', () => {
    const { answer, ack } = defaultNotificationPolicy
    const policy = overNotificationDefaults({
      ack: { ...ack, within: { minutes: 60 }, steps: [{ afterMinutes: 0, tell: ['head'] }] },
      answer: { ...answer, within: { minutes: 60 } },
    })
    const later = defineMatter(notificationsUnder(policy))
    const p = sent({ arrival: '', hub: gdf })
    const acknowledge = later.commands.find(c => c.name === 'n-acknowledge')
    const by = officerAt(kcs)
    const made = acknowledge?.decide({
      ...{ state: p.json, raw: {}, now: at(3), by, directory, languages: [] },
      ...{ said: {}, contents: new Map() },
    })
    const events = made?.ok ? made.value.events : []
    const { state } = later.fold(p.json, id, events, at(3), by.id, directory.workingTime)
    const armed = later.timersOf(state, directory.workingTime)
    expect(armed.map(t => `${t.deadline} +${(t.due - start) / minutes(1)}`)).toEqual([
      `ack:${gdf} +15`,
      `answer:${kcs} +63`,
    ])
    expect(notificationSchema.parse(state).clocks[0]?.steps).toHaveLength(4)
  })

  it('given liaison.json, then it names the clocks and the hubs', () => {
    const ack = { ...defaultNotificationPolicy.ack, within: { minutes: 20 } }
    const read = configSchema.parse({ ...config, notification: { ack } })
    expect(read.notification).toEqual({ ...defaultNotificationPolicy, ack })
    expect(configSchema.parse(config).notification).toEqual(defaultNotificationPolicy)
    expect(directory.contactPoints.filter(c => c.hub).map(c => c.id)).toEqual([gdf])
  })
})
