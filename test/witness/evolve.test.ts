import { describe, expect, test } from 'vitest'
import { openCosignatures } from '../../src/audit/cosignature.ts'
import { cosignatureType, parseVerifierKey } from '../../src/audit/verifier-key.ts'
import { isKnown, readCosigned } from '../../src/bot/cosignature-line.ts'
import { hours, plus, toRfc3339 } from '../../src/kit/time.ts'
import { logEffects } from '../../src/witness/effects.ts'
import { type LogEvent, logEventSchema } from '../../src/witness/events.ts'
import { evolve } from '../../src/witness/evolve.ts'
import { noteFor } from '../../src/witness/notes.ts'
import { cosignaturesMissed, grownDue, logTimers } from '../../src/witness/timers.ts'
import { witnessedLogSchema } from '../../src/witness/witnessed.ts'
import {
  cosigned,
  hkc,
  hoursOn,
  kcs,
  lineProblems,
  missed,
  named,
  noteOf,
  released,
  signedAt,
  start,
  told,
  tools,
} from './sample.ts'

const rules = { at: '09:00', zone: 'Asia/Hong_Kong', lateAfterHours: 26 } as const

const witnessOf = (log: ReturnType<typeof told>, agency: string) =>
  log.witnesses.find(w => w.agency === agency)

/** Twenty-five checkpoints, and whatever else an event can be, pass through their schemas unchanged. */
const every: readonly LogEvent[] = [
  named,
  released(10),
  cosigned(hkc, 10),
  missed('kcs', 10, 1),
  { type: 'log.key_changed', vkey: 'log.example/hkc-kcs+00000000+AAAA' },
  { type: 'log.frozen' },
]

describe('given the log as a subject', () => {
  test('when its events are written and read, then they and its state are as they were', () => {
    for (const event of every) expect(logEventSchema.parse(event)).toEqual(event)
    const log = told(...every)
    expect(witnessedLogSchema.parse(JSON.parse(JSON.stringify(log)))).toEqual(log)
    expect([log.frozen, log.keys.length]).toEqual([true, 1])
  })

  test('when a witness cosigns, then it owes what came after, and the note has its line', () => {
    const log = told(named, released(10), released(20), cosigned(hkc, 10))
    expect(witnessOf(log, 'hkc')).toMatchObject({ size: 10, owed: { size: 20, since: hoursOn(2) } })
    expect(witnessOf(log, 'kcs')).toMatchObject({ size: 0, owed: { size: 10, since: hoursOn(1) } })
    const both = evolve(evolve(log, { event: cosigned(kcs, 20), at: hoursOn(4) }), {
      event: cosigned(hkc, 20),
      at: hoursOn(5),
    })
    expect(both.witnesses.map(w => [w.size, w.owed])).toEqual([
      [20, undefined],
      [20, undefined],
    ])
    const keys = [hkc, kcs].flatMap(w => {
      const key = parseVerifierKey(w.vkey, tools.digest, cosignatureType)
      return key.ok ? [key.value] : []
    })
    const opened = openCosignatures(noteFor(both, 12)?.note ?? '', keys, tools.verifySignature)
    expect(opened.ok && opened.value.map(c => [c.key.name, c.time])).toEqual([
      ['witness.kcs.example', signedAt],
      ['witness.hkc.example', signedAt],
    ])
  })

  test('when an older checkpoint is cosigned after a newer one, then nothing goes back', () => {
    const log = told(named, released(10), released(20), cosigned(hkc, 20), cosigned(hkc, 10))
    expect(witnessOf(log, 'hkc')).toMatchObject({ size: 20 })
    expect(witnessOf(log, 'hkc')?.owed).toBeUndefined()
    expect(log.released.map(r => r.by.length)).toEqual([1, 1])
  })

  test('when a year passes, then a month is kept, and what a witness cosigned last', () => {
    const days = Array.from({ length: 365 }, (_, i) => released(100 + i))
    const log = told(named, released(10), cosigned(hkc, 10), ...days)
    expect(log.released).toHaveLength(33)
    expect(log.released[0]?.size).toBe(10)
    expect(noteFor(log, 9)?.size).toBe(10)
    expect(noteFor(log, 10)?.size).toBe(433)
    expect(noteFor(log, 464)).toBeUndefined()
    expect(noteFor(undefined, 0)).toBeUndefined()
  })

  test('when another key is named, then its witness begins anew, and the other goes on', () => {
    const before = told(named, released(10), cosigned(hkc, 10), cosigned(kcs, 10))
    const event: LogEvent = {
      type: 'log.witnesses_named',
      witnesses: [
        { agency: 'hkc', vkey: hkc.vkey },
        { agency: 'kcs', vkey: 'witness.new+00000000+AAAA' },
      ],
    }
    const log = evolve(before, { event, at: hoursOn(9) })
    expect(witnessOf(log, 'hkc')).toEqual(witnessOf(before, 'hkc'))
    expect(witnessOf(log, 'kcs')).toMatchObject({ size: 0, owed: { size: 10, since: hoursOn(9) } })
    const notices = logEffects(before, log, { event, at: hoursOn(9) })
    expect(notices.map(n => n.recipe)).toEqual([
      { card: 'key', vkey: 'witness.new+00000000+AAAA', agency: 'kcs' },
    ])
  })
})

describe('given its clock', () => {
  test('when a checkpoint was released at nine, then the next is due at nine the day after', () => {
    const log = told(named, released(10))
    expect(logTimers(log, rules)).toEqual([
      { deadline: 'release', step: 0, due: hoursOn(24) },
      { deadline: 'cosign.hkc', step: 1, due: hoursOn(27) },
      { deadline: 'cosign.kcs', step: 1, due: hoursOn(27) },
    ])
    expect(grownDue(log, rules)).toBeUndefined()
    expect(grownDue(log, { ...rules, everyHours: 6 })).toBe(hoursOn(7))
    expect(logTimers(told(...every), rules)).toEqual([])
    expect(grownDue(told(...every), { ...rules, everyHours: 6 })).toBeUndefined()
  })

  test('when cosignatures are late, then each is called once a step, and the highest after a downtime', () => {
    const called = () => []
    const log = told(named, released(10), cosigned(hkc, 10))
    expect(cosignaturesMissed(log, plus(hoursOn(27), -1), rules, called)).toEqual([])
    const [first, ...others] = cosignaturesMissed(log, hoursOn(27), rules, called)
    expect(others).toEqual([])
    expect(first).toEqual({
      ...missed('kcs', 10, 1),
      planned: toRfc3339(plus(start, hours(27))),
      called: [],
    })
    const calledOnce = evolve(log, { event: missed('kcs', 10, 1), at: hoursOn(27) })
    expect(cosignaturesMissed(calledOnce, hoursOn(30), rules, called)).toEqual([])
    const late = cosignaturesMissed(log, hoursOn(24 * 30), rules, called)
    expect(late).toMatchObject([{ step: 3, missed: [1, 2] }])
  })

  test('when the cosignature comes, then every call is told to be over', () => {
    const before = told(named, released(10), missed('kcs', 10, 1), missed('kcs', 10, 2))
    const event = cosigned(kcs, 10)
    const notices = logEffects(before, evolve(before, { event, at: hoursOn(9) }), {
      event,
      at: hoursOn(9),
    })
    expect(notices.map(n => n.purpose)).toEqual([
      'summary.checkpoint.10',
      'ping.cosign.kcs.10.1',
      'ping.cosign.kcs.10.2',
    ])
  })
})

describe('given a line that is brought back', () => {
  const log = told(named, released(10), released(20))

  test('when it is of a checkpoint that was released, then that is what is recorded', () => {
    for (const size of [10, 20])
      expect(readCosigned(kcs.sign(noteOf(size), signedAt), log, tools)).toEqual({
        ok: true,
        value: cosigned(kcs, size),
      })
    const event = cosigned(kcs, 20)
    if (event.type !== 'log.cosigned') throw new Error('another event')
    expect(isKnown(log, event)).toBe(false)
    expect(isKnown(evolve(log, { event, at: hoursOn(3) }), event)).toBe(true)
  })

  test('when it isn’t, then it says why', () => {
    expect(lineProblems.map(p => p.problems[0].reason)).toEqual([
      'NotALine',
      'UnknownWitness',
      'WrongCosignature',
    ])
  })
})
