import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../src/kit/text.ts'
import type { Decision, Raw } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { referralEventSchema } from '../../src/referral/events.ts'
import type { Input } from '../../src/referral/inputs.ts'
import type { Problem } from '../../src/referral/refusals.ts'
import { hostileTexts } from '../rigs/cards.ts'
import { hkc } from './desks.ts'
import { companions, placeOf, rows, submit } from './places.ts'
import { id } from './sample.ts'

/** The forms of `fill` and `amend` have tests of their own. */
const named = commands.map(c => c.name).filter(name => name !== 'fill' && name !== 'amend')

/** Every input of every other command, with a referral on which the command may be given. */
const all = named.flatMap(name => {
  const place = placeOf(name)
  const inputs = Object.entries(place.inputs)
  return inputs.map(([input, declared]) => ({ command: name, place, input, declared }))
})

/** The outcome where only that input differs from values that are fine, and what goes with it. */
const withValue = (x: (typeof all)[number], value: string | undefined, more: Raw = {}) => {
  const { [x.input]: _, ...rest } = { ...x.place.good, ...more }
  return submit(x.place, value === undefined ? rest : { ...rest, [x.input]: value })
}

const of = (keep: (d: Input<unknown>, name: string) => boolean) =>
  all.filter(x => keep(x.declared, x.input))
const texts = of(d => d.keep === 'vault')
const codes = of(d => d.choices !== undefined)

const words = (outcome: Decision | readonly Problem[]): Raw =>
  'words' in outcome ? outcome.words : { problem: JSON.stringify(outcome) }

const create = placeOf('create')

const on = (name: string, change: Raw) => {
  const place = placeOf(name)
  return submit(place, { ...place.good, ...change })
}

const wrong: readonly (readonly [string, string, Problem['reason'], readonly string[]])[] = [
  ['create', 'subject', 'Missing', ['', '\u200B']],
  ['create', 'to', 'OwnDesk', [hkc, ' HKC.cyber ']],
  ['withdraw', 'explanation', 'TooLong', ['x'.repeat(1001)]],
  ['ask-consent', 'purpose', 'NotAChoice', ['fun', 'onward,court']],
  ['extend', 'until', 'NoOffset', ['2026-12-20 12:00']],
  ['extend', 'until', 'NotAnInstant', ['soon', '2026-02-30 10:00 KST']],
  // The reply is due at 14:38 UTC, and more than 90 days may not be asked for.
  [
    'extend',
    'until',
    'NotLater',
    ['2020-01-01 00:00Z', '2026-11-23 14:38Z', '2027-02-21 06:38Z', '9999-12-31 00:00Z'],
  ],
  ['answer', 'preserved-until', 'NotLater', ['2026-11-23 15:37 KST', '2005-01-01 00:00Z']],
  ['translate', 'on', 'NotADate', ['2026-02-30', '23.11.2026', 'today', '2026-11-23T00:00Z']],
  ['close', 'measure-1-value', 'NotANumber', ['many', '-1', '1e9', '1.23456', '1,2,3']],
  ['correct', 'entry', 'NotANumber', ['seven', '-1', '1.5', '1e3', '1234567890123456']],
  ['duplicate', 'of', 'NotAReference', ['HK-2026-7', 'the other one', id]],
  ['assign', 'officer', 'NotAColleague', ['kcs.duty', 'hkc.admin', 'nobody', 'constructor']],
  ['hand-over', 'officer', 'NotAColleague', ['kcs.duty', 'hkc.auditor', 'hkc.officer']],
]

describe('the inputs of the forms', () => {
  it('given the declarations, then 88 inputs are tried, of which 27 are texts and 25 are codes', () => {
    expect([named.length, all.length, texts.length, codes.length]).toEqual([33, 88, 27, 25])
  })

  it('given a text of nothing that can be seen, then a required one is missing', () => {
    const required = texts.filter(x => x.declared.required)
    for (const x of required)
      expect(withValue(x, '\u200B\u2060 \u202E')).toEqual([{ input: x.input, reason: 'Missing' }])
    expect(required.length).toBe(19)
  })

  it('given an input left out, empty or blank, then it is named where it is required', () => {
    const required = new Set(
      all.flatMap(x => {
        const outcomes = [undefined, '', ' \t\n　'].map(value => withValue(x, value))
        const missing = [{ input: x.input, reason: 'Missing' }]
        const named = outcomes.filter(o => JSON.stringify(o) === JSON.stringify(missing))
        expect([0, 3], `${x.command} ${x.input}`).toContain(named.length)
        if (named.length === 0) for (const o of outcomes) expect(o).toHaveProperty('events')
        return named.length === 3 ? [`${x.command}.${x.input}`] : []
      }),
    )
    const byCommand = named.map(name => {
      const inputs = [...required].filter(r => r.startsWith(`${name}.`))
      return [name, ...inputs.map(r => r.replace(`${name}.`, ''))].join(' ')
    })
    expect(byCommand.filter(c => c.includes(' '))).toEqual([
      'create to category priority subject narrative',
      'request-info question',
      'supply-info information',
      'forward authority',
      'interim result',
      'answer result result-preserve-data result-verify-genuine result-hold-and-examine result-intel-check',
      'decline reason explanation',
      'extend until explanation',
      'reject-extension explanation',
      'withdraw explanation',
      // A result in figures needs all of its row once a part of it is given.
      ['close outcome', ...Object.keys(rows)].join(' '),
      'reopen explanation',
      'follow-up priority subject narrative',
      'duplicate of',
      'ask-consent purpose explanation',
      'propose-consent decision',
      'assign officer',
      'hand-over officer',
      'snooze minutes reason',
      'note note',
      'translate of translation on translator',
      'correct entry correction',
      'drill to',
    ])
    expect(required.size).toBe(53)
  })

  it('given a text of the limit, then it is kept whole; one past it, then the limit is told', () => {
    const limits = texts.map(x => {
      const max = x.declared.max ?? 0
      expect(words(withValue(x, '長'.repeat(max)))[x.input]).toBe('長'.repeat(max))
      expect(withValue(x, '長'.repeat(max + 1))).toEqual([
        { input: x.input, reason: 'TooLong', max },
      ])
      // A character outside the basic plane counts twice, as platforms count it.
      expect(withValue(x, '𠮷'.repeat(Math.floor(max / 2) + 1))).toHaveProperty(
        '0.reason',
        'TooLong',
      )
      return max
    })
    expect(limits).toEqual([
      ...[120, 1500, 2000, 60, 1000, 1500, 120, 60, 200, 1000, 1500, 1500, 1000],
      ...[1000, 1000, 1000, 1000, 1000, 120, 1500, 1000, 1000, 500, 1000, 2000, 120, 1000],
    ])
  })

  it('given 10,000 pasted lines, then the limit is told', () => {
    const paste = 'line of a log\r\n'.repeat(10_000)
    expect(texts.map(x => withValue(x, paste))).toEqual(
      texts.map(x => [{ input: x.input, reason: 'TooLong', max: x.declared.max }]),
    )
  })

  it('given hostile text, then it is kept as it is or its input is named, and nothing throws', () => {
    let kept = 0
    let named = 0
    for (const x of all)
      for (const [about, text] of hostileTexts) {
        const outcome = withValue(x, text)
        if ('events' in outcome) {
          expect(outcome.words[x.input], `${x.input}: ${about}`).toBe(clean(text))
          kept++
        } else {
          expect(
            outcome.map(p => p.input),
            `${x.input}: ${about}`,
          ).toEqual([x.input])
          named++
        }
      }
    expect({ kept, named }).toEqual({ kept: 241, named: 639 })
  })

  it('given text of both directions or decomposed letters, then no character is lost', () => {
    const seen = ['שלום عليكم \u202Eabc', 'cus\u200Btoms\u2060', '가', '👩‍👩‍👧 🇭🇰'].flatMap(text =>
      texts.map(x => words(withValue(x, `  ${text}\n`))[x.input] === text.normalize('NFC')),
    )
    expect(seen).toEqual(Array.from({ length: 4 * 27 }, () => true))
  })

  it('given a code in any case with blanks, then it is read; any other word is no choice', () => {
    let taken = 0
    let refused = 0
    for (const x of codes) {
      const listed = x.declared.choices?.map(c => c.value) ?? []
      for (const code of listed) {
        const outcome = withValue(x, ` ${code.toUpperCase()} `, companions(x.input, code))
        expect(outcome, `${x.command} ${x.input} ${code}`).toHaveProperty('events')
        taken++
      }
      for (const wrong of ['nonsense', `${listed[0]}x`, '0', 'constructor', listed.join(',')]) {
        expect(withValue(x, wrong), wrong).toEqual([{ input: x.input, reason: 'NotAChoice' }])
        refused++
      }
    }
    expect({ taken, refused }).toEqual({ taken: 161, refused: 125 })
  })

  it('given a desk, then another known one is taken in any case, and the own and others are named', () => {
    const to = (desk: string) => submit(create, { ...create.good, to: desk })
    expect(to('KCS.cyber')).toHaveProperty('events.0.to', 'kcs.cyber')
    expect(to(hkc)).toEqual([{ input: 'to', reason: 'OwnDesk' }])
    expect(to('mars.cyber')).toEqual([{ input: 'to', reason: 'NotAChoice' }])
  })

  it('given a language, then it is that of the catalogue, the own where none is said, or named', () => {
    const inputs = of((_, name) => name === 'language')
    for (const x of inputs) {
      expect(withValue(x, 'ZH-hk')).toHaveProperty('language', 'zh-HK')
      expect(withValue(x, '')).toHaveProperty('language', x.place.by.language)
      expect(withValue(x, 'klingon')).toEqual([{ input: 'language', reason: 'NotAChoice' }])
    }
    const silent = ['accept', 'duplicate', 'assign', 'hand-over', 'drill']
    expect(inputs.map(x => x.command)).toEqual(
      named.filter(n => Object.keys(placeOf(n).inputs).length > 0 && !silent.includes(n)),
    )
    expect(inputs).toHaveLength(20)
  })

  it('given a time, then it needs an offset and a place in the calendar of the log', () => {
    const observed = (value: string) => submit(create, { ...create.good, observed: value })
    const good = '2005-01-11T13:40:00.000Z'
    for (const text of ['2005-01-11 21:40 +08:00', '2005-01-11T22:40 KST', '２００５-01-11 13:40Z'])
      expect(observed(text), text).toHaveProperty('events.0.observedAt', good)
    expect(observed('2005-01-11 21:40')).toEqual([{ input: 'observed', reason: 'NoOffset' }])
    for (const text of [
      'yesterday',
      '2005-02-30 10:00 HKT',
      '21:40 HKT',
      '9999-12-31 23:59 -14:00',
    ])
      expect(observed(text), text).toEqual([{ input: 'observed', reason: 'NotAnInstant' }])
  })

  it('given a day or a reference in full-width characters, then it is read', () => {
    expect(on('translate', { on: '２０２６-11-23' })).toHaveProperty('events.0.on', '2026-11-23')
    expect(on('duplicate', { of: ' ｈｋ-2026-000007 ' })).toHaveProperty(
      'events.0.of',
      'HK-2026-000007',
    )
  })

  it('given every way to be wrong, then each reason is told of its own input', () => {
    for (const [name, input, reason, values] of wrong)
      for (const value of values) {
        const max = reason === 'TooLong' ? { max: 1000 } : {}
        expect(on(name, { [input]: value }), `${name} ${value}`).toEqual([
          { input, reason, ...max },
        ])
      }
    expect(wrong.flatMap(w => w[3])).toHaveLength(40)
    expect(new Set(wrong.map(w => w[2])).size).toBe(11)
  })

  it('given several problems, then all are told, in the order of the form', () => {
    const outcome = on('translate', { translator: '', of: '', language: 'klingon', on: 'today' })
    expect(outcome).toEqual([
      { input: 'of', reason: 'Missing' },
      { input: 'language', reason: 'NotAChoice' },
      { input: 'on', reason: 'NotADate' },
      { input: 'translator', reason: 'Missing' },
    ])
  })

  it('given any values at all, then nothing throws and each problem names an input, once, in order', () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 30 }).map(c => String.fromCharCode(...c))
    const value = fc.oneof(
      units,
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('', ' ', ...hostileTexts.map(h => h[1])),
      fc.constantFrom(...named.flatMap(name => Object.values(placeOf(name).good))),
    )
    const forms = fc.constantFrom(...named.map(placeOf)).chain(place => {
      const values = Object.fromEntries(Object.keys(place.inputs).map(n => [n, value]))
      const raw = fc.record({ ...values, stray: value }, { requiredKeys: [] })
      const few = fc.tuple(raw, fc.nat(3)).map(([r, n]) => {
        return { ...place.good, ...Object.fromEntries(Object.entries(r).slice(0, n)) }
      })
      return fc.oneof(raw, few).map((given: Raw) => ({ place, raw: given }))
    })
    const taken = new Set<string>()
    const refused = new Set<string>()
    fc.assert(
      fc.property(forms, ({ place, raw }) => {
        const outcome = submit(place, raw)
        if (!('events' in outcome)) {
          const inputs = outcome.map(p => p.input)
          expect(inputs).toEqual(Object.keys(place.inputs).filter(n => inputs.includes(n)))
          expect(inputs.length).toBeGreaterThan(0)
          refused.add(place.name)
          return
        }
        taken.add(place.name)
        for (const event of outcome.events) expect(referralEventSchema.parse(event)).toEqual(event)
        for (const [name, said] of Object.entries(outcome.words)) {
          expect(place.inputs[name]?.keep).toBe('vault')
          expect(said).toBe(clean(raw[name] ?? ''))
        }
      }),
      { numRuns: 3000 },
    )
    expect(taken.size).toBe(33)
    expect(refused.size).toBeGreaterThanOrEqual(20)
  })
})
