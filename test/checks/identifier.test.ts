import { describe, expect, test } from 'vitest'
import { type Identifier, readIdentifiers } from '../../src/checks/identifier.ts'
import { identifierKinds } from '../../src/checks/reading.ts'

const one = (text: string): Identifier => {
  const [found, ...more] = readIdentifiers(text)
  if (!found || more.length > 0) throw new Error(`not one identifier: ${text}`)
  return found
}

const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'
const base32 = '3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Given, kind, plain, names of warnings. */
const lines: readonly (readonly [string, Identifier['kind'], string, string])[] = [
  ['csqu 305438-3', 'container', 'CSQU3054383', ''],
  ['MSKU6011673', 'container', 'MSKU6011673', 'container_digit'],
  ['CSQU305438', 'container', 'CSQU305438', 'container_no_digit'],
  ['CSQA3054386', 'container', 'CSQA3054386', 'container_digit container_category'],
  ['컨테이너: CSQU3054383', 'container', 'CSQU3054383', ''],
  ['ＩＭＯ　９０７４７２９', 'vessel', 'IMO9074729', ''],
  ['IMO No. 9074728', 'vessel', 'IMO9074728', 'vessel_digit'],
  ['180-12345675', 'waybill', '180-12345675', ''],
  ['AWB 180 1234 5676', 'waybill', '180-12345676', 'waybill_digit'],
  ['rb123456785gb', 'parcel', 'RB123456785GB', ''],
  ['RB 123456784 GB', 'parcel', 'RB123456784GB', 'parcel_digit'],
  ['8.8.8.8', 'ip', '8.8.8.8', ''],
  ['192[.]0[.]2[.]1:6881', 'ip', '192.0.2.1:6881', 'ip_documentation'],
  ['[2001:DB8:0::1]:443', 'ip', '[2001:db8::1]:443', 'ip_documentation'],
  ['::ffff:10.0.0.1', 'ip', '10.0.0.1', 'ip_private'],
  ['fe80::1%eth0', 'ip', 'fe80::1%eth0', 'ip_zone'],
  ['8.8.8.256', 'ip', '8.8.8.256', 'ip_malformed'],
  ['8.8.8.8:70000', 'ip', '8.8.8.8:70000', 'port_range'],
  ['8.8.8.8:80 2005-01-12 15:37:20 +08:00', 'ip', '8.8.8.8:80 2005-01-12T07:37:20.000Z', ''],
  ['8.8.8.8, 2005-01-12 15:37', 'ip', '8.8.8.8 2005-01-12 15:37', 'time_no_offset'],
  ['Example.COM.', 'domain', 'example.com', ''],
  ['example[dot]com', 'domain', 'example.com', ''],
  ['ex\u200Bample.com', 'domain', 'example.com', 'invisible'],
  ['pаypal.example', 'domain', 'xn--pypal-4ve.example', 'mixed_script'],
  ['xn--pypal-4ve.example', 'domain', 'xn--pypal-4ve.example', 'mixed_script'],
  ['xn--zzzzzzzzzzzz99999.com', 'domain', 'xn--zzzzzzzzzzzz99999.com', 'domain_malformed'],
  ['hxxps://a[.]com', 'url', 'https://a.com/', ''],
  ['HTTP://WWW.Example.com:80/%7ea/./b/../c?', 'url', 'http://www.example.com/~a/c', ''],
  ['example.com/영화', 'url', '//example.com/%EC%98%81%ED%99%94', ''],
  ['example.com:8080', 'url', '//example.com:8080/', ''],
  ['https://user:pw@example.com/', 'url', 'https://example.com/', 'url_user'],
  ['http://3221225985/', 'url', 'http://3221225985/', 'url_malformed'],
  ['http://[2001:DB8::1]:8080/x', 'url', 'http://[2001:db8::1]:8080/x', ''],
  ['ｈｔｔｐ：／／ａ．ｃｏｍ／ｂ', 'url', 'http://a.com/b', ''],
  ['User[at]Example[.]com', 'email', 'user@example.com', ''],
  ['mailto:user@example.com', 'email', 'user@example.com', ''],
  ['@Seeder_1', 'account', '@seeder_1', ''],
  ['Forum: @Seeder_1', 'account', 'forum:@seeder_1', ''],
  ['d41d8cd98f00b204e9800998ecf8427e', 'hash', 'md5:d41d8cd98f00b204e9800998ecf8427e', ''],
  [sha1.toUpperCase(), 'hash', `sha1:${sha1}`, ''],
  [`${sha256}  film.avi`, 'hash', `sha256:${sha256}`, ''],
  [`SHA-256: ${sha1}`, 'hash', `sha256:${sha1}`, 'hash_length'],
  [`${sha1}ab`, 'hash', `${sha1}ab`, 'hash_unknown'],
  ['a1'.repeat(48), 'hash', `sha384:${'a1'.repeat(48)}`, ''],
  ['a1'.repeat(64), 'hash', `sha512:${'a1'.repeat(64)}`, ''],
  [base32, 'infohash', `magnet:?xt=urn:btih:${sha1}`, ''],
  [`btih:${sha1}`, 'infohash', `magnet:?xt=urn:btih:${sha1}`, ''],
  [`infohash v2: 1220${sha256}`, 'infohash', `magnet:?xt=urn:btmh:1220${sha256}`, ''],
  [
    `magnet:?xt=urn%3Abtmh%3A1220${sha256}&dn=a.b&xt=urn:btih:${base32}`,
    'infohash',
    `magnet:?xt=urn:btih:${sha1}&xt=urn:btmh:1220${sha256}`,
    '',
  ],
  ['magnet:?dn=film', 'infohash', 'magnet:?dn=film', 'infohash_malformed'],
  ['Invoice  no. 5', 'other', 'Invoice no. 5', ''],
  ['010-1234-5678', 'other', '010-1234-5678', ''],
  ['00:11:22:33:44:55', 'other', '00:11:22:33:44:55', ''],
  ['СSQU3054383', 'other', 'СSQU3054383', 'mixed_script'],
]

describe('given a list of identifiers', () => {
  test('when each line is read, then its kind, plain form and warnings are these', () => {
    const found = readIdentifiers(lines.map(([given]) => given).join('\n'))
    for (const [i, [given, kind, plain, warnings]] of lines.entries())
      expect
        .soft({ ...found[i], warnings: found[i]?.warnings.map(w => w.name).join(' ') }, given)
        .toMatchObject({ given, kind, plain, warnings })
    expect(found).toHaveLength(54)
    expect(new Set(found.map(f => f.kind))).toEqual(new Set(identifierKinds))
  })

  test('when it is shown, then links are cut and what hides is seen', () => {
    const shown = [
      ['https://user@a.com/b.html', 'hxxps://user@a[.]com/b[.]html'],
      ['hxxps://a[.]com', 'hxxps://a[.]com'],
      ['rtmp://a.com/x', 'rtmp[://]a[.]com/x'],
      ['FTP://a.com/http://b.com', 'FxP://a[.]com/hxxp://b[.]com'],
      ['ｈｔｔｐ：／／ａ．ｃｏｍ', 'hxxp://a[.]com'],
      ['192.0.2.1:6881', '192[.]0[.]2[.]1:6881'],
      ['User@a.com', 'User[@]a[.]com'],
      ['@everyone', '[@]everyone'],
      ['ex\u200Bample.com', 'ex[U+200B]ample[.]com'],
      ['a\u202Egpj.exe', 'a[U+202E]gpj[.]exe'],
      ['pаypal.example', 'pа[U+0430]ypal[.]example (xn--pypal-4ve[.]example)'],
      ['xn--80ak6aa92e.com', 'xn--80ak6aa92e[.]com (аррӏе[.]com)'],
      ['СSQU3054383', 'С[U+0421]SQU3054383'],
      ['CSQU3054383', 'CSQU3054383'],
      ['see http://a.com today', 'see hxxp://a[.]com today'],
    ] as const
    for (const [given, seen] of shown) expect.soft(one(given).shown, given).toBe(seen)
    expect(shown).toHaveLength(15)
  })

  test('when lines are blank or end differently, then only what is written counts', () => {
    const found = readIdentifiers('\r\n a.com \r\n\n\t\nb.com\rc.com\n')
    expect(found.map(f => f.given)).toEqual([' a.com ', 'b.com', 'c.com'])
    expect(readIdentifiers('')).toEqual([])
  })

  test('when there are too many lines, then the rest is one, and nothing is lost', () => {
    const all = Array.from({ length: 10_000 }, (_, i) => `host${i}.example`)
    const found = readIdentifiers(all.join('\n'))
    expect(found).toHaveLength(201)
    const { given, kind, warnings, shown } = found[200] ?? one('a')
    expect({ kind, warnings }).toEqual({
      kind: 'other',
      warnings: [{ name: 'too_many', max: 200 }],
    })
    expect(given.split('\n')).toEqual(all.slice(200))
    expect(shown.length).toBeLessThanOrEqual(2049)
    expect(readIdentifiers(all.slice(0, 200).join('\n'))).toHaveLength(200)
  })

  test('when a line is too long, then it is kept whole and not read', () => {
    const long = `https://a.com/${'x'.repeat(2034)}`
    expect(one(long).kind).toBe('url')
    expect(one(`${long}x`)).toMatchObject({
      kind: 'other',
      given: `${long}x`,
      warnings: [{ name: 'too_long', max: 2048 }],
    })
  })
})
