import { describe, expect, it } from 'vitest'
import type { ContactPointId, OfficerId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
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
    expect(directory.officerOf(actor('test', 'hkc', 'duty'))?.id).toBe('hkc.duty')
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
