import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../src/kit/text.ts'
import type { Decision, Raw } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { referralEventSchema } from '../../src/referral/events.ts'
import type { Input } from '../../src/referral/inputs.ts'
import type { Problem } from '../../src/referral/refusals.ts'
import { hostileTexts } from '../rigs/cards.ts'
import { hkc, onSide } from './desks.ts'
import { attempt, goodValues, inState } from './sample.ts'

/** Every input of every command, with a referral on which the command may be given. */
const all = commands.flatMap(c =>
  Object.entries(c.inputs).map(([input, declared]) => ({ command: c.name, input, declared })),
)
const where: Readonly<Record<string, 'draft' | 'sent' | 'acknowledged' | 'accepted' | 'answered'>> =
  {
    send: 'draft',
    acknowledge: 'sent',
    accept: 'acknowledged',
    decline: 'acknowledged',
    answer: 'accepted',
    withdraw: 'sent',
    close: 'answered',
  }

const submit = (name: string, raw: Raw): Decision | readonly Problem[] => {
  const by = onSide(commands.find(c => c.name === name)?.by === 'receiver' ? 'receiver' : 'sender')
  const state = where[name]
  const decided = attempt({ name, by, raw, on: state && inState(state) })
  if (decided.ok) return decided.value
  if (decided.error.kind !== 'BadInput') throw new Error(decided.error.kind)
  return decided.error.problems
}

/** The outcome where only that input differs from values that are fine. */
const withValue = (x: (typeof all)[number], value: string | undefined) => {
  const { [x.input]: _, ...rest } = goodValues[x.command] ?? {}
  return submit(x.command, value === undefined ? rest : { ...rest, [x.input]: value })
}

const of = (keep: (d: Input<unknown>, name: string) => boolean) =>
  all.filter(x => keep(x.declared, x.input))
const texts = of(d => d.keep === 'vault')
const codes = of(d => d.choices !== undefined)

const words = (outcome: Decision | readonly Problem[]): Raw =>
  'words' in outcome ? outcome.words : { problem: JSON.stringify(outcome) }

describe('the inputs of the forms', () => {
  it('given the declarations, then 19 inputs are tried, of which 8 are texts and 4 are codes', () => {
    expect([all.length, texts.length, codes.length]).toEqual([19, 8, 4])
  })

  it('given a text of nothing that can be seen, then a required one is missing', () => {
    const required = texts.filter(x => x.declared.required)
    for (const x of required)
      expect(withValue(x, '\u200B\u2060 \u202E')).toEqual([{ input: x.input, reason: 'Missing' }])
    expect(required.length).toBeGreaterThan(4)
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
    expect([...required]).toEqual([
      'create.to',
      'create.category',
      'create.priority',
      'create.subject',
      'create.narrative',
      'decline.reason',
      'decline.explanation',
      'answer.result',
      'withdraw.explanation',
      'close.outcome',
    ])
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
    expect(limits).toEqual([120, 1500, 2000, 60, 1000, 1500, 1000, 1000])
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
    expect({ kept, named }).toEqual({ kept: 71, named: 119 })
  })

  it('given text of both directions or decomposed letters, then no character is lost', () => {
    const seen = ['שלום عليكم \u202Eabc', 'cus\u200Btoms\u2060', '가', '👩‍👩‍👧 🇭🇰'].flatMap(text =>
      texts.map(x => words(withValue(x, `  ${text}\n`))[x.input] === text.normalize('NFC')),
    )
    expect(seen).toEqual(Array.from({ length: 4 * 8 }, () => true))
  })

  it('given a code in any case with blanks, then it is read; any other word is no choice', () => {
    for (const x of codes) {
      const listed = x.declared.choices?.map(c => c.value) ?? []
      for (const code of listed)
        expect(withValue(x, ` ${code.toUpperCase()} `), code).toHaveProperty('events')
      for (const wrong of ['nonsense', `${listed[0]}x`, '0', 'constructor', listed.join(',')])
        expect(withValue(x, wrong), wrong).toEqual([{ input: x.input, reason: 'NotAChoice' }])
    }
  })

  it('given a desk, then another known one is taken in any case, and the own and others are named', () => {
    const to = (desk: string) => submit('create', { ...goodValues['create'], to: desk })
    expect(to('KCS.cyber')).toHaveProperty('events.0.to', 'kcs.cyber')
    expect(to(hkc)).toEqual([{ input: 'to', reason: 'OwnDesk' }])
    expect(to('mars.cyber')).toEqual([{ input: 'to', reason: 'NotAChoice' }])
  })

  it('given a language, then it is that of the catalogue, the own where none is said, or named', () => {
    const inputs = of((_, name) => name === 'language')
    for (const x of inputs) {
      expect(withValue(x, 'ZH-hk')).toHaveProperty('language', 'zh-HK')
      expect(withValue(x, '')).toHaveProperty(
        'language',
        /decline|answer/.test(x.command) ? 'ko' : 'zh-HK',
      )
      expect(withValue(x, 'klingon')).toEqual([{ input: 'language', reason: 'NotAChoice' }])
    }
    expect(inputs.map(x => x.command)).toEqual(['create', 'decline', 'answer', 'withdraw', 'close'])
  })

  it('given a time, then it needs an offset and a place in the calendar of the log', () => {
    const observed = (value: string) =>
      submit('create', { ...goodValues['create'], observed: value })
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

  it('given any values at all, then nothing throws and each problem names an input, once, in order', () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 30 }).map(c => String.fromCharCode(...c))
    const value = fc.oneof(
      units,
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('', ' ', ...hostileTexts.map(h => h[1])),
      fc.constantFrom(...Object.values(goodValues).flatMap(v => Object.values(v))),
    )
    const forms = fc
      .constantFrom(...commands)
      .chain(c =>
        fc
          .record(
            { ...Object.fromEntries(Object.keys(c.inputs).map(n => [n, value])), stray: value },
            { requiredKeys: [] },
          )
          .map((raw: Raw) => ({ c, raw })),
      )
    let taken = 0
    fc.assert(
      fc.property(forms, ({ c, raw }) => {
        const outcome = submit(c.name, raw)
        if (!('events' in outcome)) {
          const named = outcome.map(p => p.input)
          expect(named).toEqual(Object.keys(c.inputs).filter(n => named.includes(n)))
          expect(named.length).toBeGreaterThan(0)
          return
        }
        taken++
        for (const event of outcome.events) expect(referralEventSchema.parse(event)).toEqual(event)
        for (const [name, said] of Object.entries(outcome.words)) {
          expect(c.inputs[name]?.keep).toBe('vault')
          expect(said).toBe(clean(raw[name] ?? ''))
        }
      }),
      { numRuns: 600 },
    )
    expect(taken).toBeGreaterThan(100)
  })
})
