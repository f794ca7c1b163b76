import { expect, test } from 'vitest'
import { canonical } from '../../src/audit/canonical.ts'
import { readEntry } from '../../src/audit/entry.ts'

const sound = {
  v: 1,
  log: 'bridge.example/hkc-kcs',
  seq: 3,
  at: '2026-11-23T06:00:00.123Z',
  type: 'referral.acknowledged',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  sw: '0.1.0',
  subject: { id: 'HK-2026-000001', n: 2, prev: 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=' },
  actor: null,
  cause: { key: 'k' },
  event: [],
}

test('given a sound body, when read, then every field is there', () => {
  expect(readEntry(canonical(sound))).toEqual({ ok: true, value: sound })
})

test('given only what must be there, when read, then it is an entry', () => {
  const { subject: _, cause: __, ...least } = sound
  expect(readEntry(canonical(least))).toEqual({ ok: true, value: least })
})

test.each(Object.keys(sound).filter(key => key !== 'subject' && key !== 'cause'))(
  'given a body without %s, when read, then it is no entry',
  key => {
    const rest = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== key))
    expect(readEntry(canonical(rest))).toEqual({ ok: false, error: 'NotAnEntry' })
  },
)

test.each([
  { v: 2 },
  { seq: -1 },
  { seq: '3' },
  { at: '2026-11-23T06:00:00Z' },
  { at: '2026-11-23T06:00:00.123+00:00' },
  { at: '2026-02-30T06:00:00.123Z' },
  { at: '2026-11-23T14:00:00.123+08:00' },
  { at: 1 },
  { type: 'Referral' },
  { type: '' },
  { salt: 'AAAAAAAAAAAAAAAAAAAAA' },
  { salt: 'AAAAAAAAAAAAAAAAAAAAA+' },
  { sw: '' },
  { log: '' },
  { subject: null },
  { subject: { id: 'x', n: 0 } },
  { subject: { id: 'x', n: 1, prev: 'short' } },
  { subject: { id: 'x', n: 1, more: 1 } },
  { more: 1 },
])('given a body with %j, when read, then it is no entry', change => {
  const result = readEntry(canonical({ ...sound, ...change }))
  expect(result).toEqual({ ok: false, error: 'NotAnEntry' })
})

test('given the same fields in another order or with a space, when read, then not canonical', () => {
  expect(readEntry(JSON.stringify(sound))).toEqual({ ok: false, error: 'NotCanonical' })
  expect(readEntry(` ${canonical(sound)}`)).toEqual({ ok: false, error: 'NotCanonical' })
})
