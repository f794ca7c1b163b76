import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readIdentifiers } from '../../src/checks/identifier.ts'
import { matchKey } from '../../src/checks/match.ts'
import { sayWarning } from '../../src/checks/warning.ts'
import { instant } from '../../src/kit/time.ts'

const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u
const live = /https?:|ftp:|(?<![[({\s]|^)\.(?![\])}\s]|$)/i

const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...[
        'http://',
        'hxxps://',
        '://',
        '//',
        'ftp:',
        'a.com',
        'example[.]com',
        '[.]',
        '(dot)',
        '[at]',
      ],
      ...[
        '@',
        '[@]',
        ':',
        ':80',
        '/',
        '/../',
        '?',
        '#',
        '%',
        '%41',
        '%2e',
        '.',
        '。',
        '．',
        '[',
        ']',
        '(',
      ],
      ...['192.0.2.1', '[2001:db8::1]', '::1', '%eth0', ' 2005-01-12T07:37Z', ' 2005-01-12 07:37'],
      ...[
        'CSQU3054383',
        '180-12345675',
        'RB123456785GB',
        'IMO 9074729',
        'magnet:?xt=urn:btih:',
        'btih:',
      ],
      ...[
        'da39a3ee5e6b4b0d3255bfef95601890afd80709',
        'sha256:',
        'xn--',
        'xn--bcher-kva',
        'label: ',
      ],
      ...[
        '\u200B',
        '\u202E',
        '\u2066',
        '\u00AD',
        '\uFEFF',
        '\u3164',
        '\u200D',
        '\0',
        '\t',
        '\u2028',
      ],
      ...['а', 'ο', 'a\u0301', 'ﷺ', '㎏', 'İ', 'ẞ', 'Σ', '\uD800', '\uDC00', '한', '域', '①', '🇭🇰'],
    ),
  },
)
const thing = fc.constantFrom(
  ...[
    'https://a.com/b?c=d#e',
    'hxxp://u@a[.]com:8080',
    'a.com/x',
    'EXAMPLE.com.',
    'bücher.example',
  ],
  ...['user@example.com', 'User[at]a[dot]com', '8.8.8.8:80', '[2001:db8::1]:443', '@name'],
  ...[
    '192[.]0[.]2[.]1 2005-01-12 15:37 +08:00',
    'csqu 305438-3',
    'AWB 180-12345675',
    'IMO 9074729',
  ],
  ...['rb123456785gb', '3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ', 'forum:@name', 'xn--bcher-kva.example'],
  ...[
    'MD5 d41d8cd98f00b204e9800998ecf8427e',
    'http://192.0.2.1/',
    'ftp://a.com',
    'a.b@xn--p1ai.рф',
  ],
)
/** Something right, with something stuck into it. */
const disturbed = fc
  .tuple(thing, fragment, fc.nat({ max: 40 }))
  .map(([text, more, at]) => text.slice(0, at) + more + text.slice(at))
const line = fc.oneof(
  thing,
  disturbed,
  fc.array(fragment, { maxLength: 8 }).map(parts => parts.join('')),
)
const addresses = ['url', 'domain', 'ip', 'email']

describe('given any text at all', () => {
  test('when it is read, then every word of it is kept and nothing is thrown', () => {
    const ends = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ends), { maxLength: 6 }), parts => {
        const text = parts.flat().join('')
        const found = readIdentifiers(text)
        const written = text.split(/\r\n|\n|\r/).filter(l => l.trim() !== '')
        expect(found.map(f => f.given)).toEqual(written)
        for (const { warnings } of found) for (const w of warnings) sayWarning(w)
      }),
      { numRuns: 1000 },
    )
  })

  test('when it is shown, then nothing hides in it and no address is live', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(line, text => {
        for (const { kind, shown } of readIdentifiers(text)) {
          seen.set(kind, (seen.get(kind) ?? 0) + 1)
          expect(shown).not.toMatch(invisible)
          if (addresses.includes(kind)) expect(shown).not.toMatch(live)
          if (kind === 'email' || kind === 'account') expect(shown).not.toMatch(/(?<!\[)@|@(?!\])/)
        }
      }),
      { numRuns: 5000 },
    )
    for (const kind of addresses) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(100)
  })

  test('when its plain form is read again, then it stays, and so does the key', () => {
    let kinds = 0
    fc.assert(
      fc.property(line, text => {
        for (const found of readIdentifiers(text)) {
          const { kind, plain } = found
          if (plain.length > 2048 || plain === '') continue
          const [again] = readIdentifiers(plain)
          expect([again?.kind, again?.plain]).toEqual([kind, plain])
          const at = instant(0)
          if (again) expect(matchKey(again, at)).toBe(matchKey(found, at))
          expect(plain.isWellFormed()).toBe(true)
          if (kind !== 'other') kinds++
        }
      }),
      { numRuns: 5000 },
    )
    expect(kinds).toBeGreaterThan(500)
  })
})

/** Patterns that make careless reading take long, at the full length of a line. */
const slow = [
  ...['a', '.', 'a.', '1', '1.', ':', '::', 'a:', '@', '[', '[.]', '(at)', ' [', '/', '../', '%'],
  ...[
    'a-',
    'xn--',
    '%2e',
    '\u200B',
    'аa',
    '\u0301',
    'ﷺ',
    '域',
    'http',
    'http://',
    'a ',
    ' ',
    'A1',
    '=:',
  ],
  ...['magnet:?', '&xt=urn:btih:', '1:', '٣', '\u202E', '\uD800', 'é.', '_', '#', '?'],
]

const prefixes = [
  '',
  'http://',
  'a.com/',
  'a@',
  'btih:',
  'magnet:?',
  'label: ',
  '@',
  'xn--',
  '1.1.1.1 ',
]

describe('given hostile text', () => {
  test('when 1 MB comes in any form, then it is read in bounded time', () => {
    const texts = [
      'x'.repeat(1_000_000),
      'a.com\n'.repeat(170_000),
      '\n'.repeat(1_000_000),
      '\u202E'.repeat(500_000),
      ' '.repeat(1_000_000),
    ]
    const from = performance.now()
    const found = texts.map(text => readIdentifiers(text).length)
    expect(performance.now() - from).toBeLessThan(3000)
    expect(found).toEqual([1, 201, 0, 1, 0])
  })

  test('when full lines repeat what is slow to read, then no line takes long', () => {
    const hostile = prefixes.flatMap(start =>
      slow.map(part => (start + part.repeat(2048)).slice(0, 2047)).map(text => `${text}!`),
    )
    const times = hostile.map(text => {
      const from = performance.now()
      readIdentifiers(text)
      return { text: text.slice(0, 20), ms: performance.now() - from }
    })
    // A machine that is busy may stop once; a slow pattern is slow each time.
    const late = times.filter(({ ms }) => ms > 100)
    expect(late.length).toBeLessThan(3)
    expect(times.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan(5000)
    expect(times).toHaveLength(400)
  })
})
