import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { openCheckpoint } from '../../src/audit/checkpoint.ts'
import { frontierOf, leafHash, rootOf } from '../../src/audit/tree.ts'
import { consistencyPath, rootsOver, verifyConsistency } from '../../src/audit/tree-proof.ts'
import { parseVerifierKey } from '../../src/audit/verifier-key.ts'
import { fromBase64, toHex, utf8 } from '../../src/kit/bytes.ts'
import { publicLog, specExample } from './cosignature-vectors.ts'
import * as ct from './ct-vectors.ts'
import { checkpointExample, enoch, go, poem, spec, sumdb, wrongKeys } from './note-vectors.ts'
import { tessera as entryProof, formats, spec as proofSpec } from './proof-vectors.ts'
import { warnOfNoPython } from './tamper/both.ts'
import * as tessera from './tessera-vectors.ts'

const key = parseVerifierKey(tessera.vkey, digest)
const leaves = tessera.words.map(word => leafHash(utf8(word), digest))

const opened = tessera.checkpoints.map(note => {
  const checkpoint = key.ok ? openCheckpoint(note, key.value, verifySignature) : key
  if (!checkpoint.ok) throw new Error(checkpoint.error)
  return checkpoint.value
})

test('given the test log of Tessera, then its checkpoints hold and are those of its entries', () => {
  for (const { size, root } of opened)
    expect(rootOf(frontierOf(leaves.slice(0, size), digest), digest)).toEqual(root)
})

test('given any two of its checkpoints, then the one leads on from the other', () => {
  const roots = rootsOver(leaves, digest)
  const proven = opened.flatMap(old =>
    opened
      .filter(({ size }) => size >= old.size)
      .map(({ size, root }) => {
        const path = consistencyPath(old.size, size, roots)
        const claim = { oldSize: old.size, oldRoot: old.root, size, root, path }
        return verifyConsistency(claim, digest)
      }),
  )
  expect([proven.length, proven.every(Boolean)]).toEqual([36, true])
})

const hexOf = (base64: string): string => toHex(fromBase64(base64) ?? new Uint8Array())
const sumdbNote = ({ size, root, signature }: (typeof sumdb.checkpoints)[number]): string =>
  `${sumdb.origin}\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`
const leafOf = (index: number): string =>
  toHex(leafHash(Buffer.from(ct.entries[index] ?? '', 'hex'), digest))

type Asked = readonly [name: string, ...given: readonly unknown[]]

/** What the second verifier is asked, and what a vector says. */
const asked: readonly (readonly [Asked, unknown])[] = [
  [['opened', `${spec.text}\n${spec.line}`, spec.vkey, 1], true],
  [['opened', `${go.text}\n${go.line}${enoch.line}`, go.vkey, 1], true],
  [['opened', `${go.text}\n${go.line}${enoch.line}`, enoch.vkey, 1], true],
  [['opened', `${go.text.replace('you', 'we')}\n${go.line}`, go.vkey, 1], false],
  [['opened', `${go.text}\n${go.line}`, spec.vkey, 1], null],
  [['opened', poem, spec.vkey, 1], null],
  [['opened', poem.slice(0, -1), spec.vkey, 1], 'NotANote'],
  ...wrongKeys.map(vkey => [['key', vkey, 1], null] as const),
  [['key', go.vkey, 1], 'PeterNeumann'],
  [['key', go.vkey, 4], null],
  [
    ['checkpoint', checkpointExample],
    ['example.com/behind-the-sofa', 20852163, sumdb.checkpoints[3]?.root],
  ],
  ...sumdb.checkpoints.flatMap(c => [
    [['opened', sumdbNote(c), sumdb.vkey, 1], true] as const,
    [
      ['checkpoint', sumdbNote(c)],
      [sumdb.origin, c.size, c.root],
    ] as const,
  ]),
  [['opened', publicLog.note, publicLog.log, 1], true],
  ...publicLog.witnesses.map(
    vkey => [['opened', publicLog.note, vkey, 4], publicLog.time] as const,
  ),
  [
    ['checkpoint', specExample.note],
    ['example.com/behind-the-sofa', 20852163, sumdb.checkpoints[3]?.root],
  ],
  ...ct.roots.map((root, n) => [['root', ct.entries.slice(0, n + 1)], root] as const),
  [['root', []], ct.emptyRoot],
  ...ct.inclusion.map(
    ({ index, size, path }) =>
      [['path_root', index, size, leafOf(index), path], ct.roots[size - 1]] as const,
  ),
  [['path_root', 8, 8, leafOf(0), []], null],
  [['path_root', 0, 8, leafOf(0), ct.inclusion[1]?.path.slice(1)], null],
  [
    [
      'path_root',
      entryProof.index,
      entryProof.size,
      toHex(leafHash(utf8(entryProof.entry), digest)),
      entryProof.path.map(hexOf),
    ],
    hexOf(entryProof.root),
  ],
  ...formats.map(
    f =>
      [
        ['proof', f.text],
        [f.index, expect.any(Array), f.note],
      ] as const,
  ),
  [
    ['proof', proofSpec],
    [73894, expect.any(Array), expect.any(String)],
  ],
  ...tessera.checkpoints.map(note => [['opened', note, tessera.vkey, 1], true] as const),
  ...opened.map(
    ({ size, root }) =>
      [['root', tessera.words.slice(0, size).map(word => toHex(utf8(word)))], toHex(root)] as const,
  ),
  // C2SP tlog-tiles: its examples of a path, and of a tree of 70,000.
  [['tile_path', 3, 1_234_067, 256], 'tile/3/x001/x234/067'],
  [['tile_path', 0, 273, 112], 'tile/0/273.p/112'],
  [['tiles', 70_000], 274],
  // RFC 8785 section 3.2.3, its keys in their order, and out of it; what it has no integer for is none of ours.
  [
    [
      'canonical',
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control\u007f","ö":"Latin","€":"Euro","😀":"Smiley","\ufb33":"Hebrew"}',
    ],
    true,
  ],
  [['canonical', '{"1":"One","\\r":"Carriage Return"}'], false],
  [['canonical', '[1.5]'], false],
  [['canonical', '[9007199254740991,-9007199254740991]'], true],
  [['canonical', '[9007199254740992]'], false],
  [['canonical', '"\\ud800"'], false],
]

test('given the same vectors, when the second verifier is asked, then it says what they do', () => {
  const driver = join(import.meta.dirname, 'vectors-driver.py')
  const script = join(import.meta.dirname, '../../tools/verify/verify.py')
  const input = JSON.stringify(asked.map(([one]) => one))
  const ended = spawnSync('python3', ['-I', driver, script], { input, encoding: 'utf8' })
  if (ended.error) return warnOfNoPython()
  expect(ended.stderr).toBe('')
  expect(JSON.parse(ended.stdout)).toEqual(asked.map(([, says]) => says))
  expect(asked.length).toBeGreaterThan(60)
})
