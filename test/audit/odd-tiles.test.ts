import { describe, expect, test } from 'vitest'
import { digest, digestInto, verifySignature } from '../../adapters/keys/index.ts'
import { packEntries } from '../../src/audit/entry-tile.ts'
import { leafHash } from '../../src/audit/tree.ts'
import { verifyBundle } from '../../src/audit/verify-bundle.ts'
import { concat, utf8 } from '../../src/kit/bytes.ts'
import { bundleOf, filesOf, judged, ownPolicy, refitted } from './bundle-under-test.ts'
import { logOf, referral } from './log-under-test.ts'

const drafts = Array.from({ length: 260 }, (_, n) => ({
  subject: referral(n % 3),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { text: `香港 한국 ${n}` },
}))
const log = logOf([drafts])
const whole = await bundleOf(log, { kind: 'log' })
const odd = 100

type Change = (entry: Uint8Array, seq: number) => Uint8Array

/** Tiles of other bytes, with the leaves that they have or those of before, and a manifest that fits. */
const changed = (change: Change, isHashed: boolean) =>
  refitted(whole, files => {
    const first = log.entries.slice(0, 256)
    const bytes = first.map(({ seq, body }) => change(utf8(body), seq))
    files.set('tile/entries/000', packEntries(bytes))
    const leaves = isHashed ? bytes.map(b => leafHash(b, digest)) : first.map(e => e.leaf)
    files.set('tile/0/000', concat(...leaves))
  })

const only =
  (change: (entry: Uint8Array) => Uint8Array): Change =>
  (entry, seq) =>
    seq === odd ? change(entry) : entry

const halves: Change = (entry, seq) => {
  if (seq === odd) return concat(entry, Uint8Array.of(0xe9, 0xa6))
  return seq === odd + 1 ? concat(Uint8Array.of(0x99), entry) : entry
}

describe('given a whole log as tiles', () => {
  test('when nothing was done to it, then it is proven, hashed either way', async () => {
    expect(await judged(whole)).toMatchObject({ kind: 'proven', size: 260 })
    const parts = { files: filesOf(whole), policy: ownPolicy, digest, digestInto, verifySignature }
    expect(await verifyBundle(parts)).toEqual(await judged(whole))
  })

  test.each<[string, Change]>([
    ['a byte that is no UTF-8', only(entry => entry.with(entry.indexOf(0xe9), 0xff))],
    ['a character that is cut in two between entries', halves],
    ['a 0x00 in an entry', only(entry => concat(entry.slice(0, 30), utf8('\0'), entry.slice(31)))],
    ['an entry of nothing', only(() => new Uint8Array())],
  ])('when it has %s, then that entry is named', async (_, change) => {
    const finding = (name: string) => ({ kind: 'tampered', finding: name, at: odd })
    expect(await judged(changed(change, false))).toMatchObject(finding('LeafMismatch'))
    expect(await judged(changed(change, true))).toMatchObject(finding('NotCanonical'))
  })
})
