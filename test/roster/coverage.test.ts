import { describe, expect, it } from 'vitest'
import { days, plus } from '../../src/kit/time.ts'
import { coverage, newProblems, rotationFlaws } from '../../src/roster/coverage.ts'
import { at, id, opened, rotation, seoul } from './duty.ts'

const weekday = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

describe('the rotations of the settings', () => {
  it('given one that covers the week, or none at all, then there is no flaw', () => {
    expect(rotationFlaws([], seoul)).toEqual([])
    for (const everyDays of [1, 7, 60])
      for (const zone of ['Asia/Seoul', 'Europe/Rome', 'Australia/Lord_Howe'])
        expect(rotationFlaws([rotation({ everyDays, since: '2030-01-01' })], zone)).toEqual([])
    const day = rotation({ name: 'day', until: '18:00' })
    const night = rotation({ name: 'night', at: '18:00', until: '09:00' })
    expect(rotationFlaws([day, night], seoul)).toEqual([])
  })

  it('given a week with gaps, then each is named with weekday and times', () => {
    expect(rotationFlaws([rotation({ until: '06:00', days: [...weekday] })], seoul)).toEqual([
      'nobody is on duty from tue 06:00 to tue 09:00',
      'nobody is on duty from wed 06:00 to wed 09:00',
      'nobody is on duty from thu 06:00 to thu 09:00',
      'nobody is on duty from fri 06:00 to fri 09:00',
      'nobody is on duty from sat 06:00 to mon 09:00',
    ])
    const hongKong = rotation({ zone: 'Asia/Hong_Kong', until: '08:00', days: ['sun'] })
    expect(rotationFlaws([hongKong], seoul)).toEqual([
      'nobody is on duty from mon 09:00 to sun 10:00',
    ])
  })

  it('given a name twice, a zone that is none, or only a backup, then that', () => {
    expect(rotationFlaws([rotation(), rotation({ zone: 'Mars/Base' })], seoul)).toEqual([
      'two rotations are named duty',
      'there is no time zone Mars/Base',
    ])
    expect(rotationFlaws([rotation({ rank: 'backup' })], seoul)).toEqual([
      'no rotation puts anybody on duty, only as backup',
    ])
  })
})

describe('times that nobody or too many cover', () => {
  const from = at('2026-11-02T00:00:00.000Z')

  it('given a desk without rotations, then it has neither', () => {
    expect(coverage(opened([]), seoul, from, plus(from, days(14)))).toEqual([])
    const backup = opened([rotation({ rank: 'backup' })])
    expect(coverage(backup, seoul, from, plus(from, days(14)))).toEqual([])
  })

  it('given two rotations at once, then an overlap where they name different officers', () => {
    const two = opened([rotation(), rotation({ name: 'other', officers: [id('a')] })])
    expect(coverage(two, seoul, from, plus(from, days(3)))).toEqual([
      { kind: 'overlap', from: plus(from, days(1)), to: plus(from, days(2)) },
    ])
  })

  it('given what was told, then only what it does not cover is new', () => {
    const day = (a: number, b: number, kind: 'gap' | 'overlap' = 'gap') => ({
      kind,
      from: plus(from, days(a)),
      to: plus(from, days(b)),
    })
    const horizon = plus(from, days(14))
    expect(newProblems([day(1, 3)], [day(0, 2), day(2, 4)], horizon)).toEqual([])
    expect(newProblems([day(1, 3)], [day(1, 2)], horizon)).toEqual([day(1, 3)])
    expect(newProblems([day(1, 3)], [day(1, 3, 'overlap')], horizon)).toEqual([day(1, 3)])
    expect(newProblems([day(10, 14)], [day(10, 13)], horizon)).toEqual([])
    expect(newProblems([day(10, 14)], [day(9, 10)], horizon)).toEqual([day(10, 14)])
  })
})
