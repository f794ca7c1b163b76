import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { notesIn, shownIn } from '../../src/audit/channel-export.ts'
import { readManifest } from '../../src/audit/manifest.ts'
import { parseSubjectHead } from '../../src/audit/subject-head.ts'
import { verifyReceipt } from '../../src/audit/verify-receipt.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { type Bundle, bundleOf, judged, ownPolicy, refitted, textOf } from './bundle-under-test.ts'
import { logOf, referral } from './log-under-test.ts'

const drafted = (n: number): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
})

const log = logOf([[drafted(1), drafted(2)], [drafted(1)], [drafted(2), drafted(1)]])
const kept = { 'checkpoints/2.note': logOf([[drafted(1), drafted(2)]]).note }
const bundles: readonly Bundle[] = [
  await bundleOf(log, { kind: 'subject', subject: referral(1) }, kept),
  await bundleOf(log, { kind: 'range', from: 1, to: 5 }, kept),
  await bundleOf(log, { kind: 'log' }, kept),
]
const bundle = fc.constantFrom(...bundles)
const runs = { numRuns: 300, seed: 20_261_130 }

type Change = (bytes: Uint8Array) => Uint8Array

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(
    ([at, by]): Change =>
      bytes => {
        const out = Uint8Array.from(bytes)
        if (out.length > 0) out[at % out.length] = (out[at % out.length] ?? 0) ^ by
        return out.length > 0 ? out : Uint8Array.of(by)
      },
  ),
  fc.nat().map(
    (at): Change =>
      bytes =>
        bytes.slice(0, at % bytes.length),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map(
    (more): Change =>
      bytes => {
        const out = new Uint8Array(bytes.length + more.length)
        out.set(bytes)
        out.set(more, bytes.length)
        return out
      },
  ),
  fc.uint8Array({ maxLength: 200 }).map(
    (bytes): Change =>
      () =>
        bytes,
  ),
)

describe('given a good bundle', () => {
  test('when any file that its manifest lists is changed, then it is tampering', async () => {
    for (const good of bundles) expect((await judged(good)).kind).toBe('proven')
    await fc.assert(
      fc.asyncProperty(bundle, fc.nat(), change, async (good, which, spoil) => {
        const paths = [...good.keys()].filter(path => path !== 'manifest.json')
        const path = paths[which % paths.length] ?? ''
        const before = good.get(path) ?? new Uint8Array()
        const after = spoil(before)
        fc.pre(Buffer.compare(before, after) !== 0)
        const verdict = await judged(new Map(good).set(path, after))
        expect(verdict.kind).toBe('tampered')
      }),
      runs,
    )
  })

  test('when any file is taken away, then it is tampering', async () => {
    for (const good of bundles)
      for (const path of good.keys()) {
        const verdict = await judged(new Map([...good].filter(([p]) => p !== path)))
        expect([path, verdict.kind]).not.toEqual([path, 'proven'])
      }
  })

  test('when its manifest is changed anywhere, then it is never proven', async () => {
    await fc.assert(
      fc.asyncProperty(bundle, change, async (good, spoil) => {
        const before = good.get('manifest.json') ?? new Uint8Array()
        const after = spoil(before)
        fc.pre(Buffer.compare(before, after) !== 0)
        const verdict = await judged(new Map(good).set('manifest.json', after))
        expect(verdict.kind).not.toBe('proven')
      }),
      runs,
    )
  })

  test('when what proves it is changed and the manifest is fitted to that, then it is never proven', async () => {
    const proves = /^(checkpoint$|entries|receipts|head|tile)/
    let proven = 0
    await fc.assert(
      fc.asyncProperty(bundle, fc.nat(), change, async (good, which, spoil) => {
        const paths = [...good.keys()].filter(path => proves.test(path))
        const path = paths[which % paths.length] ?? ''
        const before = good.get(path) ?? new Uint8Array()
        const after = spoil(before)
        fc.pre(Buffer.compare(before, after) !== 0)
        const verdict = await judged(refitted(good, files => void files.set(path, after)))
        // A checkpoint may have lines of keys that nobody knows; they are not what is believed.
        if (verdict.kind === 'proven') proven += 1
      }),
      runs,
    )
    expect(proven).toBe(0)
  })
})

describe('given anything at all', () => {
  test('when it is read, then nothing throws', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('a', '—', '\n', '5', '=', ' ', '```', 'x'.repeat(43)), {
          maxLength: 60,
        })
        .map(parts => parts.join('')),
    )
    const own = { policy: ownPolicy, digest, verifySignature }
    await fc.assert(
      fc.asyncProperty(texts, fc.jsonValue(), async (text, value) => {
        notesIn(text)
        shownIn(value)
        shownIn([{ ts: text, text, blocks: value }])
        readManifest(text)
        parseSubjectHead(text)
        verifyReceipt({ receipt: text, entry: text, trust: own, kept: [], digest })
        const isText = text.isWellFormed() ? utf8(text) : Uint8Array.of(255)
        expect((await judged(new Map([['manifest.json', isText]]))).kind).toBe('tampered')
      }),
      runs,
    )
  })

  test('when it is deep or long, then it is read in a moment, or not at all', async () => {
    const deep = '['.repeat(2_000_000) + ']'.repeat(2_000_000)
    expect(readManifest(deep).ok).toBe(false)
    let nested: unknown = 'x'
    for (let i = 0; i < 100_000; i++) nested = [nested]
    expect(shownIn([{ ts: '1', blocks: nested }])).toEqual([])
    const note = textOf(bundles[0] ?? new Map(), 'checkpoint')
    const long = `${'a'.repeat(1_000_000)}\n${note.repeat(2000)}${'— x y\n'.repeat(10_000)}`
    const start = process.cpuUsage().user
    expect(notesIn(long).length).toBeGreaterThan(100)
    expect(process.cpuUsage().user - start).toBeLessThan(2_000_000)
  })
})
