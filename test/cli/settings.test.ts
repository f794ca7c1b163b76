import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import { readConfig, readSettings, settingsOf } from '../../src/main/settings.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { scratch, writeCalendar, writeDesk } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = scratch()
  cleanups.push(remove)
  return dir
}

const november = instant(Date.UTC(2026, 10, 24, 6))
const demo = false

/** What is wrong with a desk, with its folder left out of the sentences. */
const complaints = (dir: string, now: Instant = november): readonly string[] => {
  const read = readSettings(join(dir, 'liaison.json'), { now, demo })
  if (read.ok) return []
  expect(read.error.kind).toBe('BadConfig')
  const told: unknown = read.error['problems']
  return Array.isArray(told) ? told.map(p => String(p).replaceAll(`${dir}/`, '')) : []
}

const lineIn = (file: string, text: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .findIndex(line => line.includes(text)) + 1

const step = (afterMinutes: number, tell: string) =>
  `        { "afterMinutes": ${afterMinutes}, "tell": ["${tell}"] }`

const policy = (...steps: readonly string[]) => `{
  "urgent": {
    "ack": {
      "within": { "minutes": 45 },
      "againMinutes": 60,
      "steps": [
${steps.join(',\n')}
      ]
    }
  }
}
`

/** A desk whose pair has a policy file of its own. */
const deskWithPolicy = (text: string, change: (text: string) => string = t => t): string => {
  const dir = folder()
  writeDesk(dir, desk =>
    change(
      desk.replace(
        '{\n',
        '{\n"pairs": [{ "between": ["kcs.cyber", "hkc.cyber"], "policy": "policies/pair.json" }],\n',
      ),
    ),
  )
  mkdirSync(join(dir, 'policies'))
  writeFileSync(join(dir, 'policies/pair.json'), text)
  return dir
}

describe('given a policy file that liaison.json names', () => {
  test('when both are well, then the pair has it, and all else as before', () => {
    const dir = deskWithPolicy(policy(step(0, 'duty'), step(30, 'head')))
    const config = readConfig(join(dir, 'liaison.json'))
    if (!config.ok) throw new Error(JSON.stringify(config.error))
    const [a, b] = config.value.contactPoints
    if (!a || !b) throw new Error('the demo has two desks')
    const { urgent, immediate } = createPolicyOf(config.value)(a.id, b.id)
    expect([urgent.ack?.within, immediate.ack?.within]).toEqual([{ minutes: 45 }, { minutes: 2 }])
  })

  test('when it is the general one, then it is that of every pair', () => {
    const dir = folder()
    const file = writeDesk(dir, desk =>
      JSON.stringify({ ...JSON.parse(desk), policy: 'general.json' }),
    )
    writeFileSync(join(dir, 'general.json'), policy(step(0, 'duty')))
    const config = readConfig(file)
    expect(config.ok && config.value.policy.urgent.ack?.within).toEqual({ minutes: 45 })
    expect(complaints(dir)).toEqual([])
  })

  test('when a step is before the one above it, then file, line and step are told', () => {
    const dir = deskWithPolicy(policy(step(0, 'duty'), step(30, 'head'), step(20, 'head')))
    const line = lineIn(join(dir, 'policies/pair.json'), '"afterMinutes": 20')
    expect(line).toBe(9)
    expect(complaints(dir)).toEqual([
      'policies/pair.json:9: urgent.ack.steps.2: each step must be later than the one above it',
    ])
  })

  test('when it tells somebody unknown, or a channel that is not there, then that is told', () => {
    const dir = deskWithPolicy(policy(step(0, 'boss')))
    expect(complaints(dir)).toEqual([
      expect.stringMatching(/^policies\/pair\.json:7: urgent\.ack\.steps\.0\.tell\.0: .*"duty"/),
    ])
    writeFileSync(join(dir, 'policies/pair.json'), policy(step(0, 'duty'), step(5, 'channel:x')))
    expect(complaints(dir)).toEqual([
      'policies/pair.json:8: urgent.ack.steps.1.tell.0: there is no channel x in channels',
    ])
  })

  test('when it is no JSON, or not there, then that is told', () => {
    const dir = deskWithPolicy('{\n  "urgent": {},\n}\n')
    expect(complaints(dir)).toEqual([
      expect.stringMatching(/^liaison\.json:2: pairs\.0\.policy: policies\/pair\.json:3: .*comma/),
    ])
    const absent = deskWithPolicy('{}', desk => desk.replace('pair.json', 'none.json'))
    expect(complaints(absent)).toEqual([
      'liaison.json:2: pairs.0.policy: policies/none.json: is there such a file, and may it be read?',
    ])
  })

  test('when several files have mistakes, then all are told at once', () => {
    const dir = deskWithPolicy(policy(step(5, 'duty'), step(5, 'head')), desk =>
      desk.replace('"Asia/Seoul"', '"Asia/Soul"').replace('"evidenceDays": 30', '"evidence": 30'),
    )
    writeCalendar(dir, 'hkc', 2026, ['2026-01-01', '2026-12-25', '2026-12-25'])
    const desk = join(dir, 'liaison.json')
    expect(complaints(dir)).toEqual([
      `liaison.json:${lineIn(desk, '"evidence": 30')}: agencies.0.evidence: nothing reads this`,
      `liaison.json:${lineIn(desk, 'Asia/Soul')}: contactPoints.1.zone.zone: is no IANA time zone`,
      expect.stringMatching(/^policies\/pair\.json:8: urgent\.ack\.steps\.1: each step/),
      expect.stringMatching(/^calendars\/hkc-2026\.json:\d+: days\.2\.date: .*2026-12-25/),
    ])
  })
})

describe('given turns with a gap', () => {
  test('when they are read, then the line of the turns is told', () => {
    const dir = folder()
    const file = writeDesk(dir, desk =>
      desk.replace('"at": "09:00"', '"at": "09:00", "until": "18:00"'),
    )
    const line = lineIn(file, '"duty": [')
    const told = complaints(dir)
    expect(told.length).toBeGreaterThan(0)
    expect(
      told.filter(p => !p.startsWith(`liaison.json:${line}: contactPoints.0.duty: hkc.cyber: `)),
    ).toEqual([])
  })
})

describe('given no liaison.json', () => {
  test('when it is read, then its name is told', () => {
    expect(complaints(folder())).toEqual([
      'liaison.json: is there such a file, and may it be read?',
    ])
  })
})

describe('given calendars', () => {
  const year = (y: number, month = 5, day = 15) => instant(Date.UTC(y, month, day, 6))

  test('when this year has none, then each agency is told of, with what to do', () => {
    const dir = folder()
    writeDesk(dir)
    const told = complaints(dir, year(2095))
    expect(told).toEqual(
      ['hkc', 'kcs'].map(agency =>
        expect.stringMatching(
          new RegExp(`^calendars: ${agency} has no file for 2095; put ${agency}-2095\\.json into`),
        ),
      ),
    )
    for (const agency of ['hkc', 'kcs']) writeCalendar(dir, agency, 2095)
    expect(complaints(dir, year(2095))).toEqual([])
  })

  test('when the year has begun at one desk alone, then only that one lacks it', () => {
    const dir = folder()
    writeDesk(dir)
    for (const agency of ['hkc', 'kcs']) writeCalendar(dir, agency, 2094)
    // 00:30 on New Year's Day in Seoul, 23:30 the day before in Hong Kong.
    const told = complaints(dir, instant(Date.UTC(2094, 11, 31, 15, 30)))
    expect(told).toEqual([expect.stringContaining('kcs has no file for 2095')])
  })

  test('when one has a mistake, then file and line are told', () => {
    const dir = folder()
    writeDesk(dir)
    const file = writeCalendar(dir, 'kcs', 2026)
    writeFileSync(join(dir, 'calendars/kcs-2026.json'), readFileSync(file, 'utf8').slice(0, -1))
    writeFileSync(
      join(dir, 'calendars/hkc-2026.json'),
      readFileSync(file, 'utf8').concat('}').replace('"kcs"', '"hkd"'),
    )
    expect(complaints(dir)).toEqual([
      'calendars/hkc-2026.json:2: agency: this file should be named hkd-2026.json',
      expect.stringMatching(/^calendars\/kcs-2026\.json:\d+: a } is missing/),
    ])
  })

  test('when the only one of an agency has a mistake, then that alone is told', () => {
    const dir = folder()
    writeDesk(dir, desk => desk.replaceAll('"hkc"', '"hkx"'))
    writeCalendar(dir, 'hkx', 2026, ['2026-02-30'])
    expect(complaints(dir)).toEqual([
      expect.stringMatching(/^calendars\/hkx-2026\.json:\d+: days\.0\.date: 2026-02-30/),
    ])
  })

  test('when one beside liaison.json has the name of ours, then it wins', () => {
    const dir = folder()
    writeDesk(dir)
    writeCalendar(dir, 'hkc', 2026, ['2026-02-03'])
    const read = readSettings(join(dir, 'liaison.json'), { now: november, demo })
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    const known = read.value.calendars.map(c => `${c.agency} ${c.year}`)
    expect(new Set(known).size).toBe(known.length)
    const own = read.value.calendars.find(c => c.agency === 'hkc' && c.year === 2026)
    expect(own?.days.map(d => d.date)).toEqual(['2026-02-03'])
  })

  test('when the last one ends within sixty days, then that is a warning and no more', () => {
    const dir = folder()
    writeDesk(dir)
    for (const agency of ['hkc', 'kcs']) writeCalendar(dir, agency, 2094)
    const warnings = (now: Instant) => {
      const read = readSettings(join(dir, 'liaison.json'), { now, demo })
      if (!read.ok) throw new Error(JSON.stringify(read.error))
      return read.value.warnings
    }
    // 60 days before 31 December is 1 November.
    expect(warnings(year(2094, 9, 31))).toEqual([])
    expect(warnings(year(2094, 10, 1))).toEqual(
      ['hkc', 'kcs'].map(agency => expect.stringMatching(`of ${agency} is .* ${agency}-2095.json`)),
    )
  })

  test('when the demo runs in a year without one, then it warns and starts', () => {
    const read = settingsOf(demoSettings(), { now: year(2095), demo: true })
    expect(read.ok && read.value.warnings.length).toBe(2)
    expect(settingsOf(demoSettings(), { now: year(2095), demo }).ok).toBe(false)
    expect(settingsOf(demoSettings(), { now: november, demo })).toMatchObject({
      ok: true,
      value: { warnings: [] },
    })
  })
})

test('given settings that were read already, when they are wrong, then no line is told', () => {
  const read = settingsOf({ ...demoSettings(), log: 'Not A Name' }, { now: november, demo })
  expect(read.ok ? [] : read.error['problems']).toEqual([expect.stringMatching(/^log: /)])
})
