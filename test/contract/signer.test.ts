import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { signerOf } from '../../adapters/keys/ed25519.ts'
import {
  digest,
  hmac,
  type LogSigner,
  openSigner,
  random,
  verifySignature,
} from '../../adapters/keys/index.ts'
import { parseSignerKey } from '../../adapters/keys/signer-key.ts'
import { fromHex, toHex, utf8 } from '../../src/kit/bytes.ts'
import { signerContract } from './signer.ts'

const made: string[] = []
const freshDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-keys-'))
  made.push(dir)
  return dir
}
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true })
})

const origin = 'bridge.example/hkc-kcs'
const open = (dir: string) => openSigner({ dir, origin })
const opened = (dir: string): LogSigner => {
  const signer = open(dir)
  if (!signer.ok) throw new Error(JSON.stringify(signer.error))
  return signer.value
}
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)

signerContract('adapters/keys', {
  digest,
  verifySignature,
  freshSigner: () => opened(freshDir()),
})

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()

test('given the second vector of RFC 8032 section 7.1, when signed, then its key and signature', () => {
  const seed = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  const publicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'
  const signature =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
  const signer = signerOf(seed)
  expect(toHex(signer.publicKey)).toBe(publicKey)
  expect(toHex(signer.sign(bytes('72')))).toBe(signature)
  expect(verifySignature(bytes(publicKey), bytes('72'), bytes(signature))).toBe(true)
  expect(() => signerOf(seed.slice(1))).toThrow('32 bytes')
})

test('given the second vector of RFC 4231, when authenticated, then HMAC-SHA256 of it', () => {
  expect(toHex(hmac(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('given a length, when random bytes are asked for, then that many, never the same', () => {
  const drawn = Array.from({ length: 1000 }, () => random(16))
  expect(drawn.every(one => one.length === 16)).toBe(true)
  expect(new Set(drawn.map(toHex)).size).toBe(1000)
})

test('given an empty place, when opened, then a private key for its owner and a public one', () => {
  const dir = join(freshDir(), 'data')
  const signer = opened(dir)
  expect(modeOf(join(dir, 'log.key'))).toBe('600')
  expect(modeOf(dir)).toBe('700')
  expect(readdirSync(dir).sort()).toEqual(['log.key', 'log.vkey'])
  expect(readFileSync(join(dir, 'log.vkey'), 'utf8')).toBe(`${signer.vkey}\n`)
  expect(signer.vkey.startsWith(`${origin}+`)).toBe(true)
  expect(parseSignerKey(readFileSync(join(dir, 'log.key'), 'utf8').trimEnd()).ok).toBe(true)
})

test('given a place with a key, when opened again, then the same key', () => {
  const dir = freshDir()
  const first = opened(dir)
  const again = opened(dir)
  expect(again.vkey).toBe(first.vkey)
  expect(again.sign(utf8('a'))).toEqual(first.sign(utf8('a')))
})

test('given a start that ended before the public key was written, when opened, then it is', () => {
  const dir = freshDir()
  const { vkey } = opened(dir)
  rmSync(join(dir, 'log.vkey'))
  expect(opened(dir).vkey).toBe(vkey)
  expect(readFileSync(join(dir, 'log.vkey'), 'utf8')).toBe(`${vkey}\n`)
})

test.each([
  ['0644', 0o644],
  ['0640', 0o640],
  ['0602', 0o602],
])('given a key file of mode %s, when opened, then it is refused', (mode, bits) => {
  const dir = freshDir()
  opened(dir)
  const file = join(dir, 'log.key')
  chmodSync(file, bits)
  expect(open(dir)).toEqual({ ok: false, error: { kind: 'TooOpen', file, mode } })
})

test.each(['', 'PRIVATE+KEY', '\n'])(
  'given a key file with %j, when opened, then damaged',
  text => {
    const dir = freshDir()
    const file = join(dir, 'log.key')
    writeFileSync(file, text, { mode: 0o600 })
    expect(open(dir)).toEqual({ ok: false, error: { kind: 'Damaged', file } })
    expect(existsSync(join(dir, 'log.vkey'))).toBe(false)
  },
)

test('given a key file cut or changed anywhere, when opened, then damaged or of another log', () => {
  const dir = freshDir()
  const { vkey } = opened(dir)
  const file = join(dir, 'log.key')
  const text = readFileSync(file, 'utf8')
  const spoilt = [...text.trimEnd()].flatMap((char, i) => [
    text.slice(0, i),
    `${text.slice(0, i)}${char === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`,
  ])
  const kinds = spoilt.map(content => {
    writeFileSync(file, content)
    const result = open(dir)
    return result.ok ? 'opened' : result.error.kind
  })
  expect([...new Set(kinds)]).toEqual(['Damaged'])
  expect(kinds.length).toBeGreaterThan(150)
  writeFileSync(file, text)
  expect(opened(dir).vkey).toBe(vkey)
})

test('given the key of another log, when opened, then refused with its name', () => {
  const dir = freshDir()
  openSigner({ dir, origin: 'other.example/log' })
  const error = { kind: 'OtherOrigin', file: join(dir, 'log.key'), origin: 'other.example/log' }
  expect(open(dir)).toEqual({ ok: false, error })
})

test('given a public key whose private key is gone, when opened, then no new one is made', () => {
  const dir = freshDir()
  opened(dir)
  rmSync(join(dir, 'log.key'))
  const error = { kind: 'KeyLost', file: join(dir, 'log.key') }
  expect(open(dir)).toEqual({ ok: false, error })
  expect(existsSync(join(dir, 'log.key'))).toBe(false)
})

test('given a public key of another private key, when opened, then refused', () => {
  const dir = freshDir()
  opened(dir)
  const file = join(dir, 'log.vkey')
  writeFileSync(file, `${opened(freshDir()).vkey}\n`)
  expect(open(dir)).toEqual({ ok: false, error: { kind: 'KeyChanged', file } })
})

test('given a link that leads nowhere in place of the key, when opened, then nothing is written', () => {
  const dir = freshDir()
  const file = join(dir, 'log.key')
  symlinkSync(join(dir, 'elsewhere'), file)
  expect(open(dir)).toEqual({ ok: false, error: { kind: 'Io', file, code: 'EEXIST' } })
  expect(readdirSync(dir)).toEqual(['log.key'])
})

test('given a place that can not be, when opened, then the fault says why', () => {
  const dir = join(freshDir(), 'file')
  writeFileSync(dir, '')
  const result = open(dir)
  expect(result).toEqual({ ok: false, error: { kind: 'Io', file: dir, code: 'EEXIST' } })
})
