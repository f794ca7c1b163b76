import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Config, configSchema, environmentSchema } from '../../src/config.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { usualHours } from '../../src/escalation/working.ts'
import { deadlineNames, priorities } from '../../src/kit/codes.ts'
import { config, gdf, hkc, kcs } from '../referral/desks.ts'

const problems = (value: unknown): readonly string[] =>
  configSchema.safeParse(value).error?.issues.map(i => `${i.path.join('.')}: ${i.message}`) ?? []

/** The first desk with one part exchanged. */
const desk = (change: object): readonly string[] =>
  problems({
    ...config,
    contactPoints: config.contactPoints.map((d, i) => (i === 0 ? { ...d, ...change } : d)),
  })

const hours = (change: object) => desk({ hours: { ...usualHours, ...change } })

const turns = {
  name: 'week',
  officers: ['hkc.duty', 'hkc.officer'],
  since: '2026-01-05',
  everyDays: 7,
  at: '09:00',
}
const duty = (...changes: readonly object[]) =>
  desk({ duty: changes.map(change => ({ ...turns, ...change })) })

const clock = (minutes: number, tell = 'duty') => ({
  within: { minutes },
  steps: [{ afterMinutes: 0, tell: [tell] }],
  againMinutes: 60,
})
const urgent = (tell?: string) => ({ urgent: { ack: clock(45, tell) } })

describe('given the hours of a desk', () => {
  it('when none are given, then they are the usual ones', () => {
    expect(config.contactPoints.map(d => [d.hours, d.duty])).toEqual(
      config.contactPoints.map(() => [usualHours, []]),
    )
  })

  it('when they are none, then what is wrong is said', () => {
    expect([
      hours({ to: '09:00' }),
      hours({ from: '9:00' }),
      hours({ to: '24:00' }),
      hours({ days: [] }),
      hours({ days: ['mon', 'mon'] }),
      hours({ days: ['monday'] })[0]?.split(':')[0],
      hours({ from: '00:00', to: '23:59', days: ['sun'] }),
    ]).toEqual([
      ['contactPoints.0.hours.to: must be later than from'],
      ['contactPoints.0.hours.from: must be a time of the day such as 09:00'],
      ['contactPoints.0.hours.to: must be a time of the day such as 09:00'],
      ['contactPoints.0.hours.days: needs one working day at least'],
      ['contactPoints.0.hours.days: names a day twice'],
      'contactPoints.0.hours.days.0',
      [],
    ])
  })
})

describe('given the turns of a desk', () => {
  it('when officers of the desk take them without a gap, then they are read', () => {
    expect([duty({}), duty({}, { name: 'second', rank: 'backup', zone: 'Asia/Seoul' })]).toEqual([
      [],
      [],
    ])
  })

  it('when somebody can not take them, or they are no turns, then that is said with where', () => {
    expect([
      duty({ officers: ['hkc.duty', 'kcs.duty'] }),
      duty({ officers: ['hkc.nobody'] }),
      duty({ officers: ['hkc.auditor'] }),
      duty({}, {}),
      duty({ zone: 'Asia/Soul' }),
    ]).toEqual([
      ['contactPoints.0.duty.0.officers.1: kcs.duty is no officer of hkc.cyber'],
      ['contactPoints.0.duty.0.officers.0: hkc.nobody is no officer of hkc.cyber'],
      ['contactPoints.0.duty.0.officers.0: hkc.auditor has no role that works on referrals'],
      ['contactPoints.0.duty.1.name: week: rotation of this name stands above'],
      ['contactPoints.0.duty.0.zone: is no IANA time zone'],
    ])
  })

  it('when nobody is on duty at some time of the week, then that is said', () => {
    const gap = duty({ until: '18:00' })
    expect(gap.length).toBeGreaterThan(0)
    expect(gap.filter(p => !p.startsWith('contactPoints.0.duty: hkc.cyber: '))).toEqual([])
  })
})

describe('given what pairs have agreed', () => {
  const pairs = (...list: readonly object[]) => problems({ ...config, pairs: list })

  it('when a pair is none, or is there twice, then that is said', () => {
    expect([
      pairs({ between: [hkc, kcs], policy: {} }, { between: [kcs, gdf], policy: {} }),
      pairs({ between: [hkc, 'xxx.cyber'], policy: {} }),
      pairs({ between: [hkc, hkc], policy: {} }),
      pairs({ between: [hkc, kcs], policy: {} }, { between: [kcs, hkc], policy: {} }),
    ]).toEqual([
      [],
      ['pairs.0.between.1: unknown desk xxx.cyber'],
      ['pairs.0.between: a pair is two desks, not hkc.cyber twice'],
      ['pairs.1.between: kcs.cyber and hkc.cyber: an agreement of theirs stands above'],
    ])
  })

  it('when a channel is told, then it must be there, and of nobody but the pair', () => {
    const at = 'urgent.ack.steps.0.tell.0'
    expect([
      pairs({ between: [hkc, kcs], policy: urgent('channel:pair') }),
      pairs({ between: [hkc, kcs], policy: urgent('channel:none') }),
      pairs({ between: [hkc, gdf], policy: urgent('channel:pair') }),
      problems({ ...config, policy: urgent('channel:pair') }),
      problems({ ...config, policy: urgent('channel:none') }),
      problems({ ...config, policy: urgent('boss') }).map(p => p.split(':')[0]),
    ]).toEqual([
      [],
      [`pairs.0.policy.${at}: there is no channel none in channels`],
      [`pairs.0.policy.${at}: the channel pair has a desk that is not of this pair`],
      [],
      [`policy.${at}: there is no channel none in channels`],
      ['policy.urgent.ack.steps.0'],
    ])
  })

  it('when a policy is asked for, then the order of the desks is nothing, and their own comes first', () => {
    const agreed: Config = configSchema.parse({
      ...config,
      policy: { urgent: { ack: clock(50), decision: clock(500) } },
      pairs: [{ between: [kcs, hkc], policy: urgent() }],
    })
    const policyOf = createPolicyOf(agreed)
    const desks = [hkc, kcs, gdf]
    let seen = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...desks),
        fc.constantFrom(...desks),
        fc.constantFrom(...priorities),
        fc.constantFrom(...deadlineNames),
        (a, b, priority, name) => {
          seen += 1
          const found = policyOf(a, b)[priority][name]
          expect(policyOf(b, a)[priority][name]).toEqual(found)
          const isOwn = [a, b].includes(hkc) && [a, b].includes(kcs)
          if (priority === 'urgent' && name === 'ack')
            expect(found?.within).toEqual({ minutes: isOwn ? 45 : 50 })
          else if (priority === 'urgent' && name === 'decision')
            expect(found?.within).toEqual({ minutes: 500 })
          else expect(found).toEqual(defaultPolicy[priority][name])
        },
      ),
      { numRuns: 500 },
    )
    expect(seen).toBeGreaterThanOrEqual(500)
    expect(configSchema.parse(JSON.parse(JSON.stringify(agreed)))).toEqual(agreed)
  })
})

describe('given an address for the heartbeat', () => {
  const isTaken = (LIAISON_HEARTBEAT_URL: string): boolean =>
    environmentSchema.safeParse({ LIAISON_HEARTBEAT_URL }).success

  it('when nobody on the way can read it, then it is taken, and no other is', () => {
    const taken = [
      'https://watch.example/ping/1?a=b',
      'https://watch.example:8443',
      'http://127.0.0.1:9000/x',
      'http://localhost/',
      'http://[::1]:80/x',
    ]
    const refused = [
      'http://watch.example/ping',
      'http://127.0.0.1.watch.example/',
      'http://localhost@watch.example/',
      'http://localhost.example/',
      'https://user:secret@watch.example/',
      'ftp://watch.example/',
      'file:///etc/passwd',
      'https://',
      'watch.example',
      '',
    ]
    expect(taken.filter(url => !isTaken(url))).toEqual([])
    expect(refused.filter(isTaken)).toEqual([])
  })
})
