import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { parseSignerKey } from '../../adapters/keys/signer-key.ts'
import { openNote, parseNote, printNote, signNote } from '../../src/audit/note.ts'
import {
  parseVerifierKey,
  printVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../src/audit/verifier-key.ts'
import { toHex, utf8 } from '../../src/kit/bytes.ts'
import { enoch, go, poem, spec, sumdb, wrongKeys } from './note-vectors.ts'

const key = (vkey: string): VerifierKey => {
  const read = parseVerifierKey(vkey, digest)
  if (!read.ok) throw new Error(`not a key: ${vkey}`)
  return read.value
}

const open = (note: string, ...vkeys: string[]) => openNote(note, vkeys.map(key), verifySignature)
const specNote = `${spec.text}\n${spec.line}`
const bothNote = `${go.text}\n${go.line}${enoch.line}`

test('given the example of the specification, when opened with its key, then its text comes out', () => {
  expect(open(specNote, spec.vkey)).toEqual({ ok: true, value: spec.text })
  expect(toHex(key(spec.vkey).id)).toBe('530d903a')
})

test('given published keys, when read and printed, then they are the same text', () => {
  const keys = [spec.vkey, go.vkey, enoch.vkey, sumdb.vkey]
  expect(keys.map(vkey => printVerifierKey(key(vkey)))).toEqual(keys)
  const remade = keys.map(key).map(k => printVerifierKey(verifierKey(k.name, k.publicKey, digest)))
  expect(remade).toEqual(keys)
})

test('given the private key of the Go documentation, when signing, then the note is that of Go', () => {
  const signer = parseSignerKey(go.skey)
  if (!signer.ok) throw new Error('the published key was refused')
  expect(signer.value.vkey).toBe(go.vkey)
  expect(signNote(go.text, key(go.vkey), signer.value.sign)).toBe(`${go.text}\n${go.line}`)
})

test('given two signatures, when opened with one key or both, then the text comes out', () => {
  for (const vkeys of [[go.vkey], [enoch.vkey], [go.vkey, enoch.vkey]])
    expect(open(bothNote, ...vkeys)).toEqual({ ok: true, value: go.text })
})

test('given a key that signed nothing, when opened, then the key is unknown', () => {
  expect(open(bothNote, spec.vkey)).toEqual({ ok: false, error: 'UnknownKey' })
  expect(open(bothNote)).toEqual({ ok: false, error: 'UnknownKey' })
  // Same name, another id: another key.
  const namesake = printVerifierKey(verifierKey('PeterNeumann', key(spec.vkey).publicKey, digest))
  expect(open(bothNote, namesake)).toEqual({ ok: false, error: 'UnknownKey' })
})

test('given one signature that fails among good ones, when opened, then the note is spoilt', () => {
  const spoilt = bothNote.replace('rwz+eBzm', 'rwz+eBzn')
  expect(open(spoilt, go.vkey, enoch.vkey)).toEqual({ ok: false, error: 'BadSignature' })
  expect(open(spoilt, go.vkey)).toEqual({ ok: true, value: go.text })
})

test('given the example note, when any one byte changes, then it opens no more', () => {
  const bytes = Buffer.from(specNote)
  const opened = [...bytes].filter((byte, i) => {
    const changed = Buffer.from(bytes)
    changed[i] = byte ^ 1
    return open(changed.toString('utf8'), spec.vkey).ok
  })
  expect(opened).toEqual([])
  expect(bytes).toHaveLength(142)
})

test('given a text with an empty line, when read, then the last empty line parts it', () => {
  const note = parseNote(poem)
  if (!note.ok) throw new Error('the published note was refused')
  expect(note.value.text).toBe(poem.slice(0, poem.indexOf('\n— ')))
  expect(note.value.signatures).toHaveLength(1)
  expect(printNote(note.value)).toBe(poem)
})

test.each([
  '',
  '\n',
  '\n\n',
  spec.text,
  `${spec.text}\n`,
  `${spec.text}${spec.line}`,
  specNote.slice(0, -1),
  `${specNote}\n`,
  `${specNote}x\n`,
  specNote.replace('— ', '- '),
  specNote.replace('— ', '—  '),
  specNote.replace('=\n', '\n'),
  specNote.replace('example.com/foo', 'example.com+foo'),
  specNote.replace('example.com/foo', 'example.com\u0085foo'),
  specNote.replace('an example', 'an\texample'),
  specNote.replace('message.\n', 'message.\r\n'),
  specNote.replace('an example', 'an\ud800example'),
  specNote.replace(/Uw2Q\S+/, 'Uw2QOg=='),
  `${spec.text}\n${spec.line.repeat(65)}`,
  `${'a'.repeat(262_144)}\n\n${spec.line}`,
])('given what is not a note (case %#), when read, then it is refused', given => {
  expect(parseNote(given)).toEqual({ ok: false, error: 'NotANote' })
})

test('given 64 signatures, when read, then all are there', () => {
  const note = parseNote(`${spec.text}\n${spec.line.repeat(64)}`)
  expect(note.ok && note.value.signatures.length).toBe(64)
})

test.each([
  ...wrongKeys,
  '',
  'PeterNeumann',
  'PeterNeumann+c74f20a3',
  '+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  go.vkey.replace('c74f20a3', 'c74f20a4'),
  go.vkey.replace('c74f20a3', 'C74F20A3'),
  go.vkey.replace('c74f20a3', 'c74f20a'),
  go.vkey.replace('PeterNeumann', 'Peter Neumann'),
  go.vkey.replace('ARpc', 'ARpd'),
  go.vkey.replace('ARpc', 'ZRpc'),
  go.vkey.replace('Peter', '\ud800'),
  `${go.vkey}\n`,
  go.vkey.slice(0, -4),
])('given what is not a key (%j), when read, then it is refused', given => {
  expect(parseVerifierKey(given, digest)).toEqual({ ok: false, error: 'NotAVerifierKey' })
})

test('given a text that no note can hold, when signed, then it throws', () => {
  const sign = () => new Uint8Array(64)
  expect(() => signNote('no line end', key(go.vkey), sign)).toThrow('text of a note')
  expect(() => signNote('a\tb\n', key(go.vkey), sign)).toThrow('text of a note')
  expect(() => verifierKey('two words', utf8('k'.repeat(32)), digest)).toThrow('key name')
  expect(() => verifierKey('name', utf8('short'), digest)).toThrow('32 bytes')
})
