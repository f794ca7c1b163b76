import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseIp, sayIp } from '../../src/checks/ip.ts'
import { noteOf } from '../../src/checks/ip-ranges.ts'

const said = (text: string) => {
  const ip = parseIp(text)
  return ip && sayIp(ip)
}

// The left column after RFC 4291 section 2.2 and RFC 5952 sections 1 and 4.
const spellings = [
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
  ['FF01:0:0:0:0:0:0:101', 'ff01::101'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::', '::'],
  ['1::', '1::'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8::0:1', '2001:db8::1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
] as const

const wrong = [
  ...['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.4 ', '0x1.2.3.4', '1.2.3.'],
  ...[
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '12345::',
    'g::',
    '1:2:3:4::5:6:7:8',
  ],
  ...['fe80::1%eth0', 'fe80::1%25eth0', '::1.2.3', '1.2.3.4::', '::1.2.3.4:5', '[::1]', '::/0'],
]

describe('given an address', () => {
  test('when it has several spellings, then one is said', () => {
    for (const [given, plain] of spellings) expect.soft(said(given), given).toBe(plain)
    expect(spellings).toHaveLength(15)
  })

  test('when it is none, or has a zone, then it is none', () => {
    expect(wrong.filter(text => parseIp(text) !== undefined)).toEqual([])
    expect(wrong).toHaveLength(23)
  })

  test('when any address is read, then the platform agrees and the spelling is stable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
        const plain = said(text) ?? ''
        expect(isIP(plain)).toBeGreaterThan(0)
        expect(said(plain)).toBe(plain)
      }),
      { numRuns: 1000 },
    )
  })

  test('when any text of their letters is read, then it is one where the platform says so', () => {
    const unit = fc.constantFrom('0', '1', '25', 'f', ':', '::', '.', '1.2.3.4')
    let yes = 0
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), parts => {
        const text = parts.join('')
        const found = parseIp(text) !== undefined
        if (found) yes++
        expect(found).toBe(isIP(text) > 0)
      }),
      { numRuns: 5000 },
    )
    expect(yes).toBeGreaterThan(20)
  })

  test('when it is of a range with a purpose, then the purpose is told, at both of its ends', () => {
    const notes = {
      ip_private: ['10.0.0.0', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1'],
      ip_documentation: ['192.0.2.0', '198.51.100.255', '203.0.113.9', '2001:db8::1', '3fff::1'],
      ip_special: ['0.1.2.3', '224.0.0.1', '255.255.255.255', '::', 'ff02::1', '198.19.255.255'],
      none: ['9.255.255.255', '11.0.0.0', '100.128.0.0', '192.0.3.0', '2001:db9::', '8.8.8.8'],
    }
    const more = ['172.31.255.255', '192.168.1.1', '169.254.0.1', '::1', 'fd00::1', 'febf::1']
    const noted = (text: string) => {
      const ip = parseIp(text)
      return (ip && noteOf(ip)) ?? 'none'
    }
    for (const [note, addresses] of Object.entries(notes))
      for (const address of addresses) expect.soft(noted(address), address).toBe(note)
    for (const address of more) expect.soft(noted(address), address).toBe('ip_private')
    expect(['172.32.0.0', 'fec0::1', '2606:4700::1'].map(noted)).toEqual(['none', 'none', 'none'])
  })
})
