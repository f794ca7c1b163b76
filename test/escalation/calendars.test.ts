import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  calendarFlaws,
  calendarSchema,
  type Holiday,
  missingYears,
} from '../../src/escalation/calendar.ts'
import type { AgencyId } from '../../src/kit/ids.ts'
import { addDays, weekdayOf } from '../../src/kit/zone.ts'

const folder = join(import.meta.dirname, '../../calendars')
const files = readdirSync(folder).sort()
const read = (file: string): Calendar =>
  calendarSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
const calendars = files.map(read)

const hkc = 'hkc' as AgencyId
const kcs = 'kcs' as AgencyId
const gdf = 'gdf' as AgencyId

const countries: readonly (readonly [AgencyId, string])[] = [
  [hkc, 'HK'],
  [kcs, 'KR'],
]

/** Dates of the package's public holidays; it gives a span as one row of several days. */
const listed = (country: string, year: number): ReadonlySet<string> =>
  new Set(
    new Holidays(country)
      .getHolidays(year)
      .filter(h => h.type === 'public')
      .flatMap(h => {
        const length = Math.round((h.end.getTime() - h.start.getTime()) / 86_400_000)
        return Array.from({ length }, (_, i) => addDays(h.date.slice(0, 10), i))
      }),
  )

const datesOf = (year: number): readonly string[] => {
  const all: string[] = []
  for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = addDays(date, 1))
    all.push(date)
  return all
}

/** Days on which our file and the package differ, each with why ours stands. */
const accepted: Readonly<Record<string, string>> = {
  'KR 2026-02-16 only ours': 'eve of Seollal; the package begins its three days a day late (#640)',
  'KR 2026-02-19 only theirs': 'the same; by KASI Seollal is 17 February, its holidays 16 to 18',
  'KR 2026-06-03 only ours': 'local elections; the package has no election days',
  'KR 2027-02-06 only ours': 'eve of Seollal again; a Saturday',
}

describe('the calendars of 2026 and 2027', () => {
  it('given every file, then it has its shape and no flaw, and its name says what is in it', () => {
    expect(files).toEqual(['hkc-2026.json', 'hkc-2027.json', 'kcs-2026.json', 'kcs-2027.json'])
    expect(calendars.map(c => `${c.agency}-${c.year}.json`)).toEqual(files)
    expect(calendars.flatMap(calendarFlaws)).toEqual([])
    expect(calendars.map(c => c.days.length)).toEqual([17, 17, 21, 22])
  })

  it('given every day of both years, then date-holidays says the same, but for what is accepted', () => {
    let compared = 0
    const differences: string[] = []
    for (const [agency, country] of countries)
      for (const year of [2026, 2027]) {
        const theirs = listed(country, year)
        const ours = new Set(
          calendars
            .filter(c => c.agency === agency && c.year === year)
            .flatMap(c => c.days.map(d => d.date)),
        )
        for (const date of datesOf(year)) {
          compared += 1
          if (ours.has(date) === theirs.has(date)) continue
          differences.push(`${country} ${date} only ${ours.has(date) ? 'ours' : 'theirs'}`)
        }
      }
    expect(compared).toBe(4 * 365)
    expect(differences.sort()).toEqual(Object.keys(accepted).sort())
  })

  it('given a Hong Kong general holiday, then it is never a Sunday; a Korean one may be', () => {
    const sundays = (agency: AgencyId) =>
      calendars
        .filter(c => c.agency === agency)
        .flatMap(c => c.days.map(d => d.date))
        .filter(date => weekdayOf(date) === 'sun')
    expect(sundays(hkc)).toEqual([])
    expect(sundays(kcs)).toEqual([
      '2026-03-01',
      '2026-05-24',
      '2027-02-07',
      '2027-06-06',
      '2027-08-15',
      '2027-10-03',
    ])
  })

  it('given the names, then the Chinese ones have no Korean letter and a Korean one has Hangul', () => {
    const days = calendars.flatMap(c => c.days)
    const hangul = /\p{Script=Hangul}/u
    expect(days.filter(d => !hangul.test(d.names['ko'] ?? ''))).toEqual([])
    const chinese = days.flatMap(d => [d.names['zh-HK'] ?? '', d.names['zh-CN'] ?? ''])
    expect(chinese.filter(name => hangul.test(name) || !/\p{Script=Han}/u.test(name))).toEqual([])
    expect(chinese.length).toBe(2 * 77)
  })
})

const holiday = (date: string): Holiday => ({
  date,
  names: { en: 'x', ko: 'x', 'zh-HK': 'x', 'zh-CN': 'x' },
  source: 'a test',
})
const calendar = (...dates: string[]): Calendar => ({
  agency: hkc,
  year: 2026,
  days: dates.map(holiday),
})
const flaws = (...dates: string[]) =>
  calendarFlaws(calendar(...dates)).map(f => `${f.path.join('.')}: ${f.message}`)

describe('a calendar with a flaw', () => {
  it('given a day twice, of another year, that is none or out of order, then it is named once', () => {
    expect(flaws('2026-01-01', '2026-02-17', '2026-12-25')).toEqual([])
    expect([
      flaws('2026-01-01', '2026-01-01', '2026-01-01'),
      flaws('2026-01-01', '2027-01-01'),
      flaws('2026-01-01', '2026-02-29', '2026-03-01'),
      flaws('2026-02-17', '2026-01-01', '2026-03-01'),
    ]).toEqual([
      ['days.1.date: 2026-01-01 is there twice', 'days.2.date: 2026-01-01 is there twice'],
      ['days.1.date: 2027-01-01 is not in 2026'],
      ['days.1.date: 2026-02-29 is no date of the calendar'],
      ['days.1.date: 2026-01-01 comes after 2026-02-17'],
    ])
  })

  it('given a wrong shape, then where it is wrong is told', () => {
    const good = { ...calendar('2026-01-01') }
    const wrong = (change: object): string =>
      calendarSchema
        .safeParse({ ...good, ...change })
        .error?.issues.map(i => [...i.path, ...('keys' in i ? i.keys : [])].join('.'))
        .join() ?? ''
    const { 'zh-CN': _, ...three } = holiday('2026-01-01').names
    expect([
      wrong({}),
      wrong({ note: 'read this', days: [{ ...holiday('2026-01-01') }] }),
      wrong({ agency: 'HKC' }),
      wrong({ year: '2026' }),
      wrong({ days: [] }),
      wrong({ days: [holiday('1/1/2026')] }),
      wrong({ days: [{ ...holiday('2026-01-01'), names: three }] }),
      wrong({ days: [{ ...holiday('2026-01-01'), source: '' }] }),
      wrong({ days: [{ ...holiday('2026-01-01'), half: true }] }),
      wrong({ country: 'HK' }),
    ]).toEqual([
      '',
      '',
      'agency',
      'year',
      'days',
      'days.0.date',
      'days.0.names.zh-CN',
      'days.0.source',
      'days.0.half',
      'country',
    ])
  })
})

describe('years without a calendar', () => {
  it('given the year that it is, then each agency without that year, or one in between, is named', () => {
    expect(missingYears(calendars, [hkc, kcs], 2026)).toEqual([])
    expect(missingYears(calendars, [hkc, kcs], 2027)).toEqual([])
    expect(missingYears(calendars, [hkc, gdf], 2028)).toEqual([
      { agency: hkc, year: 2028 },
      { agency: gdf, year: 2028 },
    ])
    expect(missingYears(calendars, [hkc], 2025)).toEqual([{ agency: hkc, year: 2025 }])
    const gap = calendars.filter(c => c.year !== 2027)
    expect(missingYears([...gap, { ...calendar(), year: 2028 }], [hkc, kcs], 2026)).toEqual([
      { agency: hkc, year: 2027 },
    ])
  })
})
