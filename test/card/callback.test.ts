import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCallback, encodeCallback } from '../../src/card/callback.ts'
import { nthReferralId } from '../../src/kit/ids.ts'

const callback = fc.record(
  {
    subject: fc
      .tuple(fc.stringMatching(/^[A-Z]{2,4}$/), fc.integer({ min: 1, max: 999_999 }))
      .map(([side, n]) => nthReferralId(side, 2026, n)),
    command: fc.stringMatching(/^[a-z][a-z-]{0,30}$/),
    revision: fc.nat(999_999_999),
  },
  { requiredKeys: ['command', 'revision'] },
)

describe('what a button carries', () => {
  it('given any subject, command and revision, then it comes back whole and is short', () => {
    fc.assert(
      fc.property(callback, c => {
        const text = encodeCallback(c)
        expect(decodeCallback(text)).toEqual({ ...c })
        // Discord's custom_id, the shortest of the platforms, has room for 100.
        expect(text.length).toBeLessThanOrEqual(100)
      }),
    )
    expect(encodeCallback({ command: 'create', revision: 0 })).toBe('v1:-:create:0')
  })

  it('given what this version did not write, then it is nothing', () => {
    const forged = [
      '',
      'v1',
      'v1:-:create',
      'v2:-:create:0',
      'v1::create:0',
      'v1:-::0',
      'v1:-:Create:0',
      'v1:-:create:-1',
      'v1:-:create:1.5',
      'v1:-:create:1234567890',
      'v1:-:create:0:x',
      ' v1:-:create:0',
      'v1:-:create:0\n',
      'v1:HK-2026-123:send:1',
      'v1:hk-2026-000123:send:1',
      'v1:HK-2026-000123:send:１',
    ]
    expect(forged.map(decodeCallback)).toEqual(forged.map(() => undefined))
    expect(forged).toHaveLength(16)
  })

  it('given any text, then it is nothing or exactly what would be written again', () => {
    const mangled = fc
      .tuple(callback, fc.nat(40), fc.string({ maxLength: 2 }))
      .map(([c, at, by]) => encodeCallback(c).slice(0, at) + by + encodeCallback(c).slice(at + 1))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangled), text => {
        const read = decodeCallback(text)
        if (read && !/:0\d+$/.test(text)) expect(encodeCallback(read)).toBe(text)
      }),
    )
  })
})
