import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { digest, makeWitnessKey, verifySignature } from '../../adapters/keys/index.ts'
import { openCosignatures, withSignatures } from '../../src/audit/cosignature.ts'
import { readSignatureLine } from '../../src/audit/note.ts'
import { cosignatureType, parseVerifierKey } from '../../src/audit/verifier-key.ts'
import { temporaryFolder } from '../contract/store-rig.ts'
import { bodyFor, type History, historySigner, noteAt } from '../rigs/witness-history.ts'

const child = join(import.meta.dirname, 'witness-child.ts')

const given = () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const files = ['w.key', 'state.json', 'policy.txt'].map(name => join(folder, name))
  const [key = '', , policy = ''] = files
  const made = makeWitnessKey(key, 'witness.example')
  if (!made.ok) throw new Error(made.error.kind)
  writeFileSync(policy, `log ${historySigner.vkey}\nquorum none\n`)
  return { folder, files, vkey: made.value.vkey }
}

/** Asks for each body in turn; `dies`: at which signature it is killed. */
const run = (files: readonly string[], bodies: readonly string[], dies = 0, kill?: number) =>
  new Promise<{ lines: string[]; signal: string | null; said: string }>(resolve => {
    const process_ = spawn(process.execPath, [child, ...files, String(dies)])
    const lines: string[] = []
    let said = ''
    process_.stderr.on('data', data => {
      said += String(data)
    })
    createInterface(process_.stdout).on('line', line => {
      lines.push(line)
      if (lines.length === kill) process_.kill('SIGKILL')
    })
    process_.on('close', (_, signal) => resolve({ lines, signal, said }))
    // Who is killed reads no more.
    process_.stdin.on('error', () => {})
    process_.stdin.end(bodies.map(b => `${JSON.stringify(b)}\n`).join(''))
  })

/** Which history a line is about, if any, by trying both. */
const isFor = (line: string, vkey: string, of: History, size: number): boolean => {
  const key = parseVerifierKey(vkey, digest, cosignatureType)
  const signature = readSignatureLine(line)
  if (!key.ok || !signature) return false
  const note = withSignatures(noteAt(of, size), [signature])
  const found = note.ok ? openCosignatures(note.value, [key.value], verifySignature) : note
  return found.ok && found.value.length === 1
}

test('given a kill between keeping and signing, then the other history is never signed after it', async () => {
  const { folder, files, vkey } = given()
  const died = await run(files, [bodyFor('honest', 0, 12)], 1)
  expect(died).toEqual({ lines: [], signal: 'SIGKILL', said: '' })
  const after = await run(files, [
    bodyFor('forked', 0, 12),
    `old 12\n\n${noteAt('forked', 12)}`,
    bodyFor('forked', 12, 20),
    bodyFor('honest', 0, 12),
    bodyFor('honest', 12, 12),
  ])
  expect(after.lines.slice(0, 4)).toEqual([
    'refused OtherSize',
    'refused Fork',
    'refused Inconsistent',
    'refused OtherSize',
  ])
  expect(isFor(after.lines[4] ?? '', vkey, 'honest', 12)).toBe(true)
  expect(readdirSync(folder).filter(name => name.startsWith('state.json.'))).toEqual([
    'state.json.lock',
  ])
})

test('given kills at any moment while two histories are asked for, then all lines are of one', async () => {
  const { files, vkey } = given()
  const asks = (of: History) => [
    ...Array.from({ length: 5 }, (_, i) => bodyFor(of, i === 0 ? 0 : 8 + i - 1, 8 + i)),
    ...Array.from({ length: 5 }, (_, i) => `old ${8 + i}\n\n${noteAt(of, 8 + i)}`),
  ]
  const bodies = asks('forked').flatMap((b, i) => [asks('honest')[i] ?? b, b])
  const lines: string[] = []
  for (let round = 1; round <= 6; round++) {
    const { lines: more, said } = await run(files, bodies, round % 2 === 0 ? 2 : 0, 1 + round)
    expect(said).toBe('')
    lines.push(...more.filter(l => !l.startsWith('refused')))
  }
  const about = (of: History) =>
    lines.filter(l => [8, 9, 10, 11, 12].some(size => isFor(l, vkey, of, size)))
  expect(about('honest').length).toBeGreaterThan(2)
  expect(about('forked')).toEqual([])
  expect(lines).toHaveLength(about('honest').length)
})
