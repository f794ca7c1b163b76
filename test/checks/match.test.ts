import { describe, expect, test } from 'vitest'
import { readIdentifiers } from '../../src/checks/identifier.ts'
import { matchKey } from '../../src/checks/match.ts'
import { instant } from '../../src/kit/time.ts'

const keyOf = (line: string, observed?: number) => {
  const [found] = readIdentifiers(line)
  return found && matchKey(found, observed === undefined ? undefined : instant(observed))
}

const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'
const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Spellings of one thing; no two rows are of the same. */
const things: readonly (readonly string[])[] = [
  ['CSQU3054383', 'csqu 305438-3', 'ＣＳＱＵ３０５４３８３', 'CSQU305438', '貨櫃：CSQU3054383'],
  ['MSKU6011672', 'MSKU 601167 2'],
  ['MSKU6011673'],
  ['180-12345675', '180 1234 5675', 'AWB 18012345675'],
  ['RB123456785GB', 'rb 123456785 gb'],
  [
    '192.0.2.1 2005-01-12T07:37:20Z',
    '192[.]0[.]2[.]1:6881 2005-01-12 15:37:20 +08:00',
    '::ffff:192.0.2.1 2005-01-12 16:37:20 KST',
    '１９２．０．２．１，２００５－０１－１２ １５：３７：２０ HKT',
  ],
  ['192.0.2.1 2005-01-12T07:37:21Z'],
  ['192.0.2.2 2005-01-12T07:37:20Z'],
  ['2001:db8::1 2005-01-12T07:37Z', '[2001:DB8:0::1]:443 2005-01-12T07:37:00Z'],
  [sha1, sha1.toUpperCase(), `SHA1: ${sha1}`, `btih:${sha1}`, '3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'],
  [sha256, `${sha256} *a.bin`, `magnet:?xt=urn:btmh:1220${sha256}`, `urn:btmh:1220${sha256}`],
  [
    'example.com',
    'EXAMPLE.com.',
    'https://example.com',
    'hxxp://example[.]com:80/',
    'example(.)com/',
  ],
  ['www.example.com', 'http://www.example.com/#'],
  ['example.com/a', 'https://example.com:443/b/../%61', 'hxxps[://]example[.]com/a?'],
  ['example.com/A', 'https://u:p@example.com/A'],
  ['example.com/a?b=1'],
  ['example.com/a?b=2'],
  ['example.com:8080/a', 'http://example.com:8080/a'],
  ['ftp://example.com/a', 'fxp://example[.]com:21/a'],
  ['bücher.example', 'xn--bcher-kva.example', 'BÜCHER。example', 'bu\u0308cher.example'],
  ['user@example.com', 'User[at]example[dot]com', 'mailto:USER@EXAMPLE.COM.'],
  ['@seeder', '＠Seeder'],
  ['forum:@seeder', 'Forum @Seeder', 'forum/@seeder'],
]

const nothing = [
  ...['8.8.8.8', '8.8.8.8 2005-01-12 15:37', 'fe80::1%eth0', '8.8.8.256', 'IMO 9074729'],
  ...['http://3221225985/', 'magnet:?dn=a', 'a note', '010-1234-5678', 'x'.repeat(2049)],
]

describe('given what two officers write', () => {
  test('when it is one thing in several spellings, then the key is one', () => {
    for (const spellings of things)
      expect.soft(new Set(spellings.map(s => keyOf(s))).size, spellings[0]).toBe(1)
    expect(things.flat()).toHaveLength(60)
  })

  test('when it is different things, then the keys differ', () => {
    const keys = things.map(([first = '']) => keyOf(first))
    expect(keys.filter(key => key === undefined)).toEqual([])
    expect(new Set(keys).size).toBe(things.length)
    expect(things).toHaveLength(23)
  })

  test('when nothing exact can be said, then there is no key', () => {
    expect(nothing.map(line => keyOf(line)).filter(key => key !== undefined)).toEqual([])
    expect(nothing).toHaveLength(10)
  })

  test('when what is shown is copied back, then it is the same thing still', () => {
    const ascii = things.flat().filter(line => /^[ -~]+$/.test(line) && !line.includes('xn--'))
    const differing = ascii.filter(line => {
      const shown = readIdentifiers(line)[0]?.shown ?? ''
      return keyOf(shown) !== keyOf(line)
    })
    expect(differing).toEqual([])
    expect(ascii.length).toBeGreaterThan(50)
  })

  test('when an address has no time of its own, then that of the referral counts', () => {
    const at = Date.UTC(2005, 0, 12, 7, 37, 20)
    expect(keyOf('192.0.2.1:6881', at)).toBe(keyOf('192.0.2.1 2005-01-12T07:37:20Z'))
    expect(keyOf('192.0.2.1 2005-01-12T07:37:21Z', at)).not.toBe(keyOf('192.0.2.1', at))
    expect(keyOf('192.0.2.1 2005-01-12 07:37:21', at)).toBeUndefined()
  })
})
