import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { canonical } from '../../src/audit/canonical.ts'
import { markEntries, packEntries } from '../../src/audit/entry-tile.ts'
import { maxManifest, readManifest } from '../../src/audit/manifest.ts'
import { entryTiles, hashTiles, tilePath } from '../../src/audit/tile-path.ts'
import { concat, toHex, utf8 } from '../../src/kit/bytes.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { bundleOf, judged, refitted, textOf } from './bundle-under-test.ts'
import { logOf, referral, signer } from './log-under-test.ts'

const drafted = (n: number): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
})

const small = logOf([[drafted(1), drafted(2)], [drafted(1)], [drafted(2), drafted(1)]])
const large = logOf([Array.from({ length: 520 }, (_, i) => drafted(1 + (i % 3)))])

const subject = { kind: 'subject', subject: referral(1) } as const

test.each([
  ['a subject', small, subject, { what: 'subject', entries: 3, subject: referral(1) }],
  [
    'a range',
    small,
    { kind: 'range', from: 1, to: 4 },
    { what: 'range', entries: 3, from: 1, to: 4 },
  ],
  ['a log', small, { kind: 'log' }, { what: 'log', entries: 5 }],
  ['a log of three tiles', large, { kind: 'log' }, { what: 'log', entries: 520 }],
  ['a subject of many', large, subject, { what: 'subject', entries: 174 }],
] as const)(
  'given %s of a sound log, when handed over and verified, then it is proven',
  async (_, log, what, proven) => {
    const verdict = await judged(await bundleOf(log, what))
    expect(verdict).toMatchObject({
      kind: 'proven',
      origin: signer.origin,
      size: log.entries.length,
      ...proven,
    })
  },
)

test('given a subject, when handed over, then nothing of any other is in it', async () => {
  const bundle = await bundleOf(small, subject)
  expect([...bundle.keys()].sort()).toEqual([
    'HOWTO.md',
    'checkpoint',
    'entries/0.json',
    'entries/2.json',
    'entries/4.json',
    'head',
    'manifest.json',
    'policy.txt',
    'receipts/0.tlog-proof',
    'receipts/2.tlog-proof',
    'receipts/4.tlog-proof',
    'report/en.md',
  ])
  const all = [...bundle.keys()].map(path => textOf(bundle, path)).join('')
  expect([all.includes(referral(1)), all.includes(referral(2))]).toEqual([true, false])
  expect(textOf(bundle, 'entries/2.json')).toBe(small.entries[2]?.body)
})

test('given a log, when handed over, then its tiles are those of C2SP tlog-tiles', async () => {
  const bundle = await bundleOf(large, { kind: 'log' })
  const tiles = [...bundle.keys()].filter(path => path.startsWith('tile/'))
  expect(tiles).toEqual([
    'tile/entries/000',
    'tile/entries/001',
    'tile/entries/002.p/8',
    'tile/0/000',
    'tile/0/001',
    'tile/0/002.p/8',
    'tile/1/000.p/2',
  ])
  const hashes = bundle.get('tile/0/001')
  expect(hashes).toHaveLength(8192)
  expect(toHex(hashes?.slice(0, 32) ?? new Uint8Array())).toBe(
    toHex(large.entries[256]?.leaf ?? new Uint8Array()),
  )
})

// The example of the specification: a tree of 70,000 and one of 256; index 1234067.
test('given sizes of the specification, when laid out, then there are the tiles that it says', () => {
  const counted = (size: number) =>
    Object.entries(Object.groupBy(hashTiles(size), t => `${t.level}`)).map(
      ([level, tiles = []]) => [
        Number(level),
        tiles.filter(t => t.width === 256).length,
        ...tiles.filter(t => t.width < 256).map(t => t.width),
      ],
    )
  expect(counted(70_000)).toEqual([
    [0, 273, 112],
    [1, 1, 17],
    [2, 0, 1],
  ])
  expect(counted(256)).toEqual([
    [0, 1],
    [1, 0, 1],
  ])
  expect(tilePath({ level: 3, n: 1_234_067, width: 256 })).toBe('tile/3/x001/x234/067')
  expect(tilePath({ level: 'entries', n: 1000, width: 7 })).toBe('tile/entries/x001/000.p/7')
  expect(entryTiles(513).map(tilePath)).toEqual([
    'tile/entries/000',
    'tile/entries/001',
    'tile/entries/002.p/1',
  ])
})

test('given entries, when bundled, then each has its length before it, and what is cut off shows', () => {
  const entries = [utf8('a'), new Uint8Array(), utf8('x'.repeat(300))]
  const packed = packEntries(entries)
  expect(toHex(packed.slice(0, 9))).toBe(`000161${'0000'}012c${'7878'}`)
  const marked = (bundle: Uint8Array) => {
    const bytes = bundle.slice()
    const { from, to, whole } = markEntries(bytes)
    // The mark of a leaf and the entry, as they are hashed.
    return { entries: Array.from(from, (at, i) => bytes.slice(at - 1, to[i])), whole }
  }
  const leaves = entries.map(entry => concat(Uint8Array.of(0), entry))
  expect(marked(packed)).toEqual({ entries: leaves, whole: true })
  expect(marked(packed.slice(0, -1))).toEqual({ entries: leaves.slice(0, 2), whole: false })
  expect(marked(packed.slice(0, 4))).toEqual({ entries: leaves.slice(0, 1), whole: false })
  expect(() => packEntries([new Uint8Array(65_536)])).toThrow()
})

test('given a manifest, when it lists a HOWTO in a language, then it is read; by any other name it is not', async () => {
  const value = JSON.parse(textOf(await bundleOf(small, subject), 'manifest.json'))
  const listing = (name: string): boolean => {
    const files = { ...value.files, [name]: '0'.repeat(64) }
    return readManifest(canonical({ ...value, files }, maxManifest)).ok
  }
  const names = ['HOWTO.ko.md', 'HOWTO.zh-HK.md', 'HOWTO..md', 'HOWTO.ko', 'HOWTO.a.b.md', 'ko.md']
  expect(names.filter(listing)).toEqual(['HOWTO.ko.md', 'HOWTO.zh-HK.md'])
})

test('given a manifest, when it is written in any other way, then it is not read', async () => {
  const text = textOf(await bundleOf(small, subject), 'manifest.json')
  expect(readManifest(text)).toMatchObject({ ok: true, value: { kind: 'subject', size: 5 } })
  const value = JSON.parse(text)
  const spoilt = [
    ` ${text}`,
    JSON.stringify({ ...value, files: { ...value.files, '../x': '0'.repeat(64) } }),
    JSON.stringify({ ...value, files: { ...value.files, 'entries/01.json': '0'.repeat(64) } }),
    JSON.stringify({ ...value, files: { ...value.files, 'tile/0/000': '0'.repeat(64) } }),
    JSON.stringify({ ...value, kind: 'range', from: 3, to: 3 }),
    JSON.stringify({ ...value, more: 1 }),
    `{"a":${'['.repeat(1_000_000)}`,
    '',
  ]
  expect(spoilt.map(s => readManifest(s).ok)).toEqual(spoilt.map(() => false))
})

test('given a manifest refitted by its forger, when nothing else changed, then it is proven all the same', async () => {
  const bundle = refitted(await bundleOf(small, subject), () => {})
  expect((await judged(bundle)).kind).toBe('proven')
  expect(digest(bundle.get('manifest.json') ?? new Uint8Array())).toHaveLength(32)
})
