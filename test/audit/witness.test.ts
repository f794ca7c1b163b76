import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { parseAddCheckpoint, printAddCheckpoint } from '../../src/audit/add-checkpoint.ts'
import { consistencyPath, rootsOver } from '../../src/audit/tree-proof.ts'
import { parseVerifierKey } from '../../src/audit/verifier-key.ts'
import { judge, judgeBody, type Remembered } from '../../src/audit/witness.ts'
import {
  bodyFor,
  type History,
  histories,
  historyOrigin,
  historySigner,
  noteAt,
  rootAt,
} from '../rigs/witness-history.ts'

const origin = historyOrigin
const thief = namedSigner(origin, new Uint8Array(32).fill(6))

const keyOf = (vkey: string) => {
  const key = parseVerifierKey(vkey, digest)
  if (!key.ok) throw new Error('not a key')
  return key.value
}

const tools = { logs: [keyOf(historySigner.vkey)], digest, verifySignature }
const most = histories.honest.length

const remembered = (of: History, size: number): Remembered => ({
  size,
  root: rootAt(of, size),
  note: noteAt(of, size),
})

const verdict = (body: string, last?: Remembered): string => {
  const judged = judgeBody(body, of => (of === origin ? last : undefined), tools)
  return judged.ok ? `signs ${judged.value.size}` : judged.error.kind
}

/*
 * The example of C2SP tlog-witness.md at commit 055270b5: a request body with two signatures.
 */
const example = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`

describe('given the example of the specification', () => {
  test('when read and printed, then it is the same to the last byte', () => {
    const read = parseAddCheckpoint(example)
    if (!read.ok) throw new Error('the published request was refused')
    expect(read.value.old).toBe(20852014)
    expect(read.value.proof).toHaveLength(4)
    expect(printAddCheckpoint(read.value)).toBe(example)
  })
})

describe('given a witness of one log', () => {
  test('when nothing was cosigned, then it signs what the log signed, without a proof', () => {
    expect(verdict(bodyFor('honest', 0, 9))).toBe('signs 9')
  })

  test('when the log only appended, then it signs each size from each size before', () => {
    for (let old = 0; old < most; old++)
      for (let size = Math.max(1, old); size < most; size++)
        expect(
          verdict(bodyFor('honest', old, size), old === 0 ? undefined : remembered('honest', old)),
        ).toBe(`signs ${size}`)
  })

  test('when the log forked, then it signs nothing of it, whatever the proof', () => {
    for (const [old, size] of [
      [8, 9],
      [20, 21],
      [20, 39],
    ] as const) {
      expect(verdict(bodyFor('forked', old, size), remembered('honest', old))).toBe('Inconsistent')
      const proof = consistencyPath(old, size, rootsOver(histories.honest, digest))
      const mixed = printAddCheckpoint({ old, proof, note: noteAt('forked', size) })
      expect(verdict(mixed, remembered('honest', old))).toBe('Inconsistent')
    }
    // Before they part the two are one.
    expect(verdict(bodyFor('forked', 7, 9), remembered('honest', 7))).toBe('signs 9')
  })

  test('when the same size has another root, then both notes are given as the proof', () => {
    const judged = judge(
      { old: 12, proof: [], note: noteAt('forked', 12) },
      () => remembered('honest', 12),
      tools,
    )
    expect(judged).toEqual({
      ok: false,
      error: { kind: 'Fork', size: 12, before: noteAt('honest', 12), note: noteAt('forked', 12) },
    })
  })

  test.each([
    ['from another size', bodyFor('honest', 4, 9), 'OtherSize'],
    ['from nothing, though something was cosigned', bodyFor('honest', 0, 9), 'OtherSize'],
    ['shorter than what was cosigned', bodyFor('honest', 0, 3), 'OtherSize'],
    ['from a size behind its own', `old 10${bodyFor('honest', 9, 9).slice(5)}`, 'NotARequest'],
    ['by another key of that name', bodyFor('honest', 8, 9, thief), 'NotSigned'],
    [
      'of another log',
      bodyFor('honest', 8, 9).replaceAll(origin, 'log.example/x'),
      'UnknownOrigin',
    ],
    [
      'with a hash too many',
      bodyFor('honest', 8, 9).replace('\n\n', `\n${'A'.repeat(43)}=\n\n`),
      'Inconsistent',
    ],
    [
      'without its proof',
      bodyFor('honest', 8, 9).replace(/\n[\s\S]*?\n\n/, '\n\n'),
      'Inconsistent',
    ],
    [
      'with a size written otherwise',
      bodyFor('honest', 8, 9).replace('old 8', 'old 08'),
      'NotARequest',
    ],
    ['with Windows line ends', bodyFor('honest', 8, 9).replaceAll('\n', '\r\n'), 'NotARequest'],
    ['that is empty', '', 'NotARequest'],
  ])('when it is asked for one %s, then not', (_, body, kind) => {
    expect(verdict(body, remembered('honest', 8))).toBe(kind)
  })

  test('when 64 hashes are sent, then the request is none', () => {
    const proof = Array.from({ length: 64 }, () => new Uint8Array(32))
    expect(parseAddCheckpoint(printAddCheckpoint({ old: 1, proof, note: 'a' })).ok).toBe(false)
  })

  test('when a good request is changed anywhere, then it never signs another tree', () => {
    const good = bodyFor('honest', 8, 30)
    const last = remembered('honest', 8)
    let refused = 0
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom('', 'A', '0', '\n', ' ', '9', '—', '+'),
        (at, put) => {
          const judged = judgeBody(good.slice(0, at) + put + good.slice(at + 1), () => last, tools)
          if (!judged.ok) refused += 1
          else expect([judged.value.size, judged.value.root]).toEqual([30, rootAt('honest', 30)])
        },
      ),
      { seed: 20261129, numRuns: 400 },
    )
    expect(refused).toBeGreaterThan(300)
  })
})
