import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../src/escalation/calendar.ts'
import { usualHours } from '../../src/escalation/working.ts'
import type {
  AgencyId,
  ContactPointId,
  OfficerId,
  PlaceId,
  PlatformName,
} from '../../src/kit/ids.ts'
import { fromRfc3339, toRfc3339 } from '../../src/kit/time.ts'
import { createDirectory, nameIn } from '../../src/roster/directory.ts'
import { tag } from '../bot/spoken.ts'
import { config, directory, gdf, hkc, kcs } from '../referral/desks.ts'

const test = 'test' as PlatformName
const actor = (platform: string, workspace: string, user: string) => ({
  platform: platform as PlatformName,
  workspace,
  user,
})

describe('the directory', () => {
  it('given platform, workspace and user, then it is that officer; with any one wrong, nobody', () => {
    expect(directory.officerOf(actor('test', 'hkc', 'duty'))).toMatchObject({ id: 'hkc.duty' })
    const strangers = [
      actor('other', 'hkc', 'duty'),
      actor('test', 'kcs2', 'duty'),
      actor('test', 'hkc', 'Duty'),
      actor('test', 'hkc', 'Wong Ka-ming'),
      actor('test', 'hkcd', 'uty'),
      actor('tes', 'thkc', 'duty'),
      actor('test', '', 'hkc","duty'),
      actor('test","hkc', '', 'duty'),
    ]
    expect(strangers.map(directory.officerOf)).toEqual(strangers.map(() => undefined))
  })

  describe('given groups of a workspace that stand for officers', () => {
    const group = (officer: string, name: string) => (o: (typeof config.officers)[number]) =>
      o.id === officer
        ? {
            ...o,
            identities: [...o.identities, { platform: test, workspace: 'guild', group: name }],
          }
        : o
    const shared = createDirectory({
      ...config,
      officers: config.officers
        .map(group('hkc.duty', 'hk duty'))
        .map(group('hkc.head', 'hk head'))
        .map(group('kcs.duty', 'kr duty')),
    })
    const member = (...groups: string[]) =>
      shared.officerOf({ ...actor('test', 'guild', 'anybody'), groups })

    it('then who is in one is that officer, and of one desk the first of the list', () => {
      expect(member('other', 'kr duty')).toMatchObject({ id: 'kcs.duty' })
      const [first] = config.officers.filter(o => ['hkc.duty', 'hkc.head'].includes(o.id))
      expect(member('hk head', 'hk duty')).toMatchObject({ id: first?.id })
      expect(member('hk')).toBeUndefined()
      expect(member()).toBeUndefined()
    })

    it('then nobody is told to be of two desks, unless known by the own id', () => {
      expect(member('hk duty', 'kr duty')).toBe('several')
      expect(
        shared.officerOf({ ...actor('test', 'hkc', 'duty'), groups: ['kr duty'] }),
      ).toMatchObject({ id: 'hkc.duty' })
    })

    it('then a group of that name elsewhere means nothing, and neither does a user of that name', () => {
      const elsewhere = { ...actor('test', 'guild2', 'anybody'), groups: ['kr duty'] }
      expect(shared.officerOf(elsewhere)).toBeUndefined()
      expect(shared.officerOf(actor('test', 'guild', 'kr duty'))).toBeUndefined()
    })
  })

  it('given an id that the configuration has, then it is found; any other is a bug', () => {
    expect(directory.officer('kcs.head' as OfficerId).desk).toBe(kcs)
    expect(directory.contactPoint(gdf).zone.label).toBe('Rome')
    expect(() => directory.officer('kcs.nobody' as OfficerId)).toThrow('kcs.nobody')
    expect(() => directory.contactPoint('xx.yy' as ContactPointId)).toThrow('xx.yy')
  })

  it('given a pair, then its shared channels in either order, or both internal ones', () => {
    const ids = (a: ContactPointId, b: ContactPointId) => directory.pairOf(a, b).map(c => c.id)
    expect([ids(hkc, kcs), ids(kcs, hkc)]).toEqual([['pair'], ['pair']])
    expect([ids(hkc, gdf), ids(gdf, kcs)]).toEqual([
      ['hk', 'it'],
      ['it', 'kr'],
    ])
    expect(directory.internalOf(hkc).map(c => c.id)).toEqual(['hk'])
  })

  it('given a place, then its channel on that platform only', () => {
    expect(directory.channelAt(test, 'pair' as PlaceId)?.languages).toEqual(['zh-HK', 'ko'])
    expect(directory.channelAt('other' as PlatformName, 'pair' as PlaceId)).toBeUndefined()
    expect(directory.channelAt(test, 'nowhere' as PlaceId)).toBeUndefined()
  })

  it('given a role, then those of that desk who hold it', () => {
    expect(directory.holding(kcs, 'supervisor')).toEqual(['kcs.supervisor'])
    const doubled = createDirectory({
      ...config,
      officers: config.officers.map(o => ({ ...o, roles: ['officer', 'duty'] as const })),
    })
    expect(doubled.holding(hkc, 'duty')).toHaveLength(6)
    expect(doubled.holding(hkc, 'head')).toEqual([])
  })

  it('given a desk, then its clock stands in front of those it shares a channel with', () => {
    const labels = (...of: Parameters<typeof directory.zonesFor>) =>
      directory.zonesFor(...of).map(z => z.label)
    expect([labels(kcs), labels(hkc), labels(gdf)]).toEqual([
      ['KST', 'HKT'],
      ['HKT', 'KST'],
      ['Rome'],
    ])
    expect(labels(undefined)).toEqual(['HKT', 'KST', 'Rome'])
  })

  it('given the desks of a referral, then theirs are the clocks, the first in front, each once', () => {
    const labels = (first: ContactPointId, others: readonly ContactPointId[]) =>
      directory.zonesFor(first, others).map(z => z.label)
    expect([labels(gdf, [hkc, gdf]), labels(kcs, [hkc, kcs]), labels(hkc, [])]).toEqual([
      ['Rome', 'HKT'],
      ['KST', 'HKT'],
      ['HKT'],
    ])
    const alike = createDirectory({
      ...config,
      contactPoints: config.contactPoints.map(c => ({
        ...c,
        zone: { zone: 'Asia/Seoul', label: 'KST' },
      })),
    })
    expect(alike.zonesFor(hkc)).toEqual([{ zone: 'Asia/Seoul', label: 'KST' }])
  })

  it('given a language without a name, then the English one stands', () => {
    const names = { en: 'Lee', ko: '이지훈' }
    expect(['ko', 'zh-HK', 'en'].map(l => nameIn(names, tag(l)))).toEqual(['이지훈', 'Lee', 'Lee'])
    expect(nameIn({}, tag('ko'))).toBe('')
  })
})

const calendar = (agency: string, year: number, ...dates: string[]): Calendar => ({
  agency: agency as AgencyId,
  year,
  days: dates.map(date => ({ date, names: { en: `${agency} ${date}` }, source: 'a test' })),
})

describe('the working time of a desk', () => {
  const worked = createDirectory(
    {
      ...config,
      contactPoints: config.contactPoints.map(c => ({
        ...c,
        duty: [],
        hours: c.id === gdf ? { ...usualHours, from: '08:00', to: '14:00' } : usualHours,
      })),
    },
    [
      calendar('kcs', 2027, '2027-01-01'),
      calendar('hkc', 2026, '2026-12-25', '2026-12-26'),
      calendar('kcs', 2026, '2026-12-25'),
      calendar('kcs', 2028, '2028-01-01'),
    ],
  )

  it('given a desk, then its own zone, hours and holidays count', () => {
    const eve = fromRfc3339('2026-12-24T14:00:00.000Z')
    const next = [hkc, kcs, gdf].map(d => toRfc3339(worked.workingTime(d).next(eve)))
    expect(next).toEqual([
      '2026-12-28T01:00:00.000Z',
      '2026-12-28T00:00:00.000Z',
      '2026-12-25T07:00:00.000Z',
    ])
    const fifth = [hkc, kcs, gdf].map(d => toRfc3339(worked.workingTime(d).afterDays(eve, 5)))
    expect(fifth).toEqual([
      '2027-01-01T10:00:00.000Z',
      '2027-01-04T09:00:00.000Z',
      '2026-12-31T13:00:00.000Z',
    ])
    expect(worked.workingTime(kcs)).toBe(worked.workingTime(kcs))
    expect(() => worked.workingTime('xxx.cyber' as ContactPointId)).toThrow('not in the directory')
  })

  it('given two days, then the holidays of its agency from one to the other, in order', () => {
    const days = (desk: ContactPointId, from: string, to: string) =>
      worked.holidays(desk, from, to).map(d => d.names['en'])
    expect([
      days(kcs, '2026-12-25', '2027-01-01'),
      days(kcs, '2026-12-26', '2026-12-31'),
      days(hkc, '2026-12-26', '2099-01-01'),
      days(gdf, '2026-01-01', '2099-01-01'),
    ]).toEqual([['kcs 2026-12-25', 'kcs 2027-01-01'], [], ['hkc 2026-12-26'], []])
  })

  it('given calendars, then the last year of the agency is known, of one without none', () => {
    expect([hkc, kcs, gdf].map(worked.calendarEnds)).toEqual([2026, 2028, undefined])
    expect(directory.calendarEnds(hkc)).toBeUndefined()
  })
})
