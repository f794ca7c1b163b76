import { domainToASCII, domainToUnicode } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHostName } from '../../src/checks/domain.ts'
import { fromPunycode, toPunycode } from '../../src/checks/punycode.ts'

// RFC 3492 section 7.1, samples in scripts without upper case.
const samples = [
  ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
  ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
  ['他們爲什麽不說中文', 'ihqwctvzc91f659drss3x8bo0yb'],
  ['למההםפשוטלאמדבריםעברית', '4dbcagdahymbxekheh6e0a7fei0b'],
  ['यहलोगहिन्दीक्योंनहींबोलसकतेहैं', 'i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd'],
  ['なぜみんな日本語を話してくれないのか', 'n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa'],
  ['почемужеонинеговорятпорусски', 'b1abfaaepdrnnbgefbadotcwatmq2g4l'],
] as const

describe('given letters beyond ASCII', () => {
  test('when the samples of RFC 3492 are written, then each is written so and read back', () => {
    for (const [letters, code] of samples) {
      expect.soft(toPunycode(letters)).toBe(code)
      expect.soft(fromPunycode(code)).toBe(letters)
    }
    expect(toPunycode('3年b組金八先生')).toBe('3b-ww4c5e180e575a65lsy2b')
    expect(toPunycode('パフィーdeルンバ')).toBe('de-jg4avhby1noc0d')
    expect(toPunycode('-> $1.00 <-')).toBe('-> $1.00 <--')
    expect(samples).toHaveLength(7)
  })

  test('when any short text is written, then it is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), text => {
        const code = toPunycode(text)
        if (code === undefined || code.length > 63) return
        expect(fromPunycode(code)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('when any text is read, then nothing is thrown', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{0,70}$/))
    fc.assert(
      fc.property(text, code => {
        expect(['string', 'undefined']).toContain(typeof fromPunycode(code))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('given the name of a host', () => {
  test('when it is spelt in several ways, then it has one name in each alphabet', () => {
    const names = [
      ['EXAMPLE.com.', 'example.com', 'example.com'],
      ['bücher.example', 'xn--bcher-kva.example', 'bücher.example'],
      ['XN--BCHER-KVA.example', 'xn--bcher-kva.example', 'bücher.example'],
      ['관세청.한국', 'xn--zb0bl79aoli.xn--3e0b707e', '관세청.한국'],
      ['аррӏе.com', 'xn--80ak6aa92e.com', 'аррӏе.com'],
      ['_dmarc.a-b.example', '_dmarc.a-b.example', '_dmarc.a-b.example'],
    ] as const
    for (const [given, ascii, letters] of names)
      expect.soft(readHostName(given, 2), given).toEqual({ ascii, letters, malformed: false })
    expect(names).toHaveLength(6)
  })

  test('when a browser knows it, then the same punycode is written', () => {
    const letter = fc.constantFrom(...'abcäöüéñ香港海關한국관세청жшяαβγ日本0189')
    const label = fc.array(letter, { minLength: 1, maxLength: 12 }).map(l => `a${l.join('')}`)
    fc.assert(
      fc.property(label, name => {
        const host = readHostName(`${name}.example`, 2)
        expect(host?.ascii).toBe(domainToASCII(`${name}.example`))
        expect(host?.letters).toBe(domainToUnicode(host?.ascii ?? ''))
      }),
      { numRuns: 500 },
    )
  })

  test('when it is too long or its punycode is nothing, then it is kept and malformed', () => {
    const label = 'a'.repeat(63)
    const kept = [`${label}a.com`, `${[label, label, label, label].join('.')}.com`]
    const codes = ['xn--a.com', 'xn--zzzzzzzzzzzz99999.com', 'xn--bcher-kva8.com']
    for (const name of [...kept, ...codes])
      expect.soft(readHostName(name, 2), name).toMatchObject({ ascii: name, malformed: true })
    expect(readHostName(`${label}.com`, 2)?.malformed).toBe(false)
  })

  test('when it is none, then it is none', () => {
    const none = [
      '',
      '.',
      'a',
      'a..b',
      '-a.com',
      'a-.com',
      'a b.com',
      'a.1',
      'a.0x1f',
      'xn--é.com',
      'xn--.com',
    ]
    expect(none.filter(name => readHostName(name, 2) !== undefined)).toEqual([])
  })
})
