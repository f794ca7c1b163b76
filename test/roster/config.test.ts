import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Config, configSchema, environmentSchema } from '../../src/config.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { config } from '../referral/desks.ts'

const demo: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../demo/liaison.json'), 'utf8'),
)

const problems = (value: unknown): readonly string[] =>
  configSchema
    .safeParse(value)
    .error?.issues.map(i => [i.path.join('.'), i.message].filter(Boolean).join(': ')) ?? []

/** The configuration with one part exchanged. */
const changed = (change: (c: Config) => object): readonly string[] =>
  problems({ ...config, ...change(config) })

const twice = <T>(list: readonly T[], change: (t: T) => T): readonly T[] =>
  list.flatMap((t, i) => (i === 0 ? [t, change(t)] : [t]))
const first = <T extends object>(list: readonly T[], change: (t: T) => object): readonly object[] =>
  list.map((t, i) => (i === 0 ? { ...t, ...change(t) } : { ...t }))

describe('liaison.json', () => {
  it('given the demo and the one of these tests, then they are read, with the default policy', () => {
    expect([problems(demo), problems(config)]).toEqual([[], []])
    expect(config.policy).toEqual(defaultPolicy)
    expect(configSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config)
  })

  it('given days that content is kept, then whole ones from one day to a hundred years are read', () => {
    const read = [1, 365, 36_500].map(retentionDays => problems({ ...config, retentionDays }))
    expect(read).toEqual([[], [], []])
    const refused = [0, -1, 1.5, 36_501, '30', null].map(retentionDays =>
      problems({ ...config, retentionDays }),
    )
    expect(refused.map(p => p.length)).toEqual([1, 1, 1, 1, 1, 1])
    expect(refused.flat().every(p => p.startsWith('retentionDays: '))).toBe(true)
    expect(config.retentionDays).toBeUndefined()
  })

  it('given an id, a prefix, a place or an identity twice, then it is named', () => {
    expect([
      changed(c => ({ agencies: twice(c.agencies, a => ({ ...a, prefix: 'XX' })) })),
      changed(c => ({ agencies: first(c.agencies, () => ({ prefix: 'KR' })) })),
      changed(c => ({ contactPoints: twice(c.contactPoints, d => d) })),
      changed(c => ({ channels: twice(c.channels, x => ({ ...x, place: x.place })) })),
      changed(c => ({
        officers: first(c.officers, () => ({ identities: c.officers[1]?.identities })),
      })),
    ]).toEqual([
      ['agencies.1.id: hkc: id used twice'],
      ['agencies.1.prefix: KR: prefix used twice'],
      ['contactPoints.1.id: hkc.cyber: id used twice'],
      [
        'channels.1.id: pair: channel id used twice',
        'channels.1.place: test pair: place used twice',
      ],
      ['officers.1.identities.0: test hkc duty: identity of two officers'],
    ])
  })

  it('given a name of something that is not there, then it is named', () => {
    expect([
      changed(c => ({ contactPoints: first(c.contactPoints, () => ({ agency: 'xxx' })) })),
      changed(c => ({ officers: first(c.officers, () => ({ desk: 'xxx.cyber' })) })),
      changed(c => ({
        channels: first(c.channels, () => ({ desks: ['hkc.cyber', 'xxx.cyber'] })),
      })),
    ]).toEqual([
      ['contactPoints.0.agency: hkc.cyber: unknown agency xxx'],
      ['officers.0.desk: hkc.officer: unknown desk xxx.cyber'],
      ['channels.0.desks.1: pair: unknown desk xxx.cyber'],
    ])
  })

  it('given a desk that nobody could be called at, then it is named', () => {
    expect([
      changed(c => ({ channels: c.channels.filter(x => x.id !== 'kr') })),
      changed(c => ({ officers: c.officers.filter(o => o.id !== 'kcs.duty') })),
    ]).toEqual([
      ['contactPoints.1: kcs.cyber: has no internal channel'],
      ['contactPoints.1: kcs.cyber: has no officer with the role duty'],
    ])
  })

  it('given a part that is none, then where it is wrong is told', () => {
    const wrong = [
      changed(c => ({
        contactPoints: first(c.contactPoints, () => ({ zone: { zone: 'Mars', label: 'MST' } })),
      })),
      changed(c => ({ agencies: first(c.agencies, () => ({ names: { ko: '홍콩' } })) })),
      changed(c => ({ officers: first(c.officers, () => ({ roles: ['king'] })) })),
      changed(c => ({ officers: first(c.officers, () => ({ identities: [] })) })),
      changed(c => ({ channels: first(c.channels, () => ({ languages: [] })) })),
      changed(() => ({ log: 'Has Blanks' })),
      changed(() => ({ unknown: 1 })),
    ]
    expect(wrong.map(w => w[0]?.split(':')[0])).toEqual([
      'contactPoints.0.zone.zone',
      'agencies.0.names',
      'officers.0.roles.0',
      'officers.0.identities',
      'channels.0.languages',
      'log',
      'Unrecognized key',
    ])
  })
})

describe('the environment', () => {
  it('given nothing, then the defaults are those of the README; a wrong port is refused', () => {
    expect(environmentSchema.parse({ HOME: '/root' })).toEqual({
      LIAISON_CONFIG: 'liaison.json',
      LIAISON_DATA: './data',
      LIAISON_HOST: '127.0.0.1',
      LIAISON_PORT: 8080,
    })
    const ports = ['0', '65535', '65536', '-1', '8080.5', 'http']
    expect(
      ports.map(LIAISON_PORT => environmentSchema.safeParse({ LIAISON_PORT }).success),
    ).toEqual([true, true, false, false, false, false])
  })
})
