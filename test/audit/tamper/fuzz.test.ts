import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ours, type Said, theirs, warnOfNoPython } from './both.ts'
import type { Arguments } from './case.ts'
import { copyOf } from './log-cases.ts'
import { bundle, refit } from './parts.ts'
import { type RealLog, raiseRealLog } from './real-log.ts'

/** What is done to one file of a bundle: where, by how far into it, and with which byte. */
const damage = fc.record({
  kind: fc.constantFrom('range' as const, 'log' as const),
  file: fc.nat(),
  at: fc.nat(9999).map(n => n / 10_000),
  byte: fc.nat(255),
  how: fc.constantFrom('set', 'insert', 'cut', 'double', 'empty', 'swap'),
  /** Whether the manifest is made to fit, as a forger would. */
  fitted: fc.boolean(),
})
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

const damages = fc.sample(damage, { seed: 20_261_130, numRuns: 120 })

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

const damaged = (bytes: Buffer, other: Buffer, { at, byte, how }: Damage): Buffer => {
  const i = Math.floor(at * bytes.length)
  const [head, tail] = [bytes.subarray(0, i), bytes.subarray(i)]
  switch (how) {
    case 'set':
      return Buffer.concat([head, Buffer.of(byte), tail.subarray(1)])
    case 'insert':
      return Buffer.concat([head, Buffer.of(byte), tail])
    case 'cut':
      return head
    case 'double':
      return Buffer.concat([bytes, bytes])
    case 'empty':
      return Buffer.of()
    default:
      return other
  }
}

/** False where it is as it was before. */
const hurt = (dir: string, one: Damage): boolean => {
  const files = filesIn(dir)
  const file = files[one.file % files.length] ?? ''
  const other = files[(one.file + 1) % files.length] ?? ''
  const before = readFileSync(file)
  const after = damaged(before, readFileSync(other), one)
  writeFileSync(file, after)
  if (one.fitted && !file.endsWith('manifest.json')) refit(dir)
  return !after.equals(before)
}

/** What is for people, or may as well be left out: a manifest that fits says all there is to say of it. */
const isCovered = (dir: string, one: Damage): boolean => {
  const files = filesIn(dir)
  const file = files[one.file % files.length] ?? ''
  return !one.fitted || !/HOWTO\.|policy\.txt|checkpoints/.test(file)
}

let real: RealLog
let first: readonly Said[] = []
let second: readonly Said[] | undefined
const meant: boolean[] = []

beforeAll(async () => {
  real = await raiseRealLog()
  const asked: Arguments[] = []
  for (const one of damages) {
    const dir = copyOf(real, await bundle(real, one.kind))
    meant.push(hurt(dir, one) && isCovered(dir, one))
    asked.push([dir, '--policy', real.policy])
  }
  second = theirs(asked, real.file)
  if (!second) warnOfNoPython()
  const judged = []
  for (const one of asked) judged.push(await ours(one))
  first = judged
})
afterAll(() => real.remove())

test('given bundles damaged at random, then neither verifier takes one for proven', () => {
  const proven = first.flatMap((said, i) =>
    said.kind === 'proven' && meant[i] ? [damages[i]] : [],
  )
  expect(proven).toEqual([])
  expect(meant.filter(Boolean).length).toBeGreaterThan(90)
})

test('given the same, then both find the same at the same place', () => {
  const apart = first.flatMap((said, i) =>
    second && !isDeepStrictEqual(second[i], said)
      ? [{ damage: damages[i], ours: said, theirs: second[i] }]
      : [],
  )
  expect(apart).toEqual([])
  expect(new Set(first.map(said => said.finding ?? said.kind)).size).toBeGreaterThan(5)
})
