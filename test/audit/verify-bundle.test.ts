import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { signCheckpoint } from '../../src/audit/checkpoint.ts'
import { maxManifest } from '../../src/audit/manifest.ts'
import { signSubjectHead } from '../../src/audit/subject-head.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { type Bundle, bundleOf, judged, refitted, textOf } from './bundle-under-test.ts'
import { logOf, referral, sealWith, signer } from './log-under-test.ts'

const drafted = (n: number, to = 'kcs.cyber'): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to },
})

const first = [drafted(1), drafted(2)]
const log = logOf([first, [drafted(1)], [drafted(2), drafted(1)]])
const before = logOf([first, [drafted(1)]])
const forked = logOf([first, [drafted(1, 'gacc.cyber')], [drafted(2), drafted(1)]])
const stranger = namedSigner('other.example/log', new Uint8Array(32).fill(9))
const others = logOf(
  [[...first, drafted(1), drafted(2), drafted(1)]],
  sealWith({ origin: stranger.origin, signer: stranger }),
)
const anew = logOf(
  [[...first, drafted(1), drafted(2), drafted(1)]],
  sealWith({ signer: namedSigner(signer.origin, new Uint8Array(32).fill(8)) }),
)

const subject = await bundleOf(log, { kind: 'subject', subject: referral(1) })
const range = await bundleOf(log, { kind: 'range', from: 1, to: 4 })
const whole = await bundleOf(log, { kind: 'log' })
const short = await bundleOf(before, { kind: 'log' })

const changed = (bundle: Bundle, path: string, change: (text: string) => string): Bundle =>
  new Map(bundle).set(path, utf8(change(textOf(bundle, path))))

const without = (bundle: Bundle, ...paths: string[]): Bundle =>
  refitted(bundle, files => {
    for (const path of paths) files.delete(path)
  })

const withFile = (bundle: Bundle, path: string, text: string): Bundle =>
  refitted(bundle, files => void files.set(path, utf8(text)))

const claiming = (bundle: Bundle, facts: object): Bundle =>
  refitted(bundle, (_, about) => void Object.assign(about, facts))

const flipped = (bundle: Bundle, path: string, at: number): Bundle =>
  refitted(bundle, files => {
    const bytes = Uint8Array.from(files.get(path) ?? [])
    bytes[at] = (bytes[at] ?? 0) ^ 1
    files.set(path, bytes)
  })

const otherByte = (text: string): string => text.replace('kcs', 'kcz')
const tampered = (finding: string, more: object = {}) => ({ kind: 'tampered', finding, ...more })
const headOf = (n: number, seq: number, size = 5, of: string = referral(1)) =>
  signSubjectHead(
    {
      origin: signer.origin,
      size,
      subject: of,
      n,
      leaf: log.entries[seq]?.leaf ?? new Uint8Array(),
    },
    signer,
    digest,
  )

const newest = (bundle: Bundle): Bundle =>
  without(bundle, 'entries/4.json', 'receipts/4.tlog-proof')

describe('given a bundle that was tampered with, by somebody who fits the manifest to it', () => {
  test.each<[string, Bundle, object]>([
    [
      'one byte of an entry',
      withFile(subject, 'entries/2.json', otherByte(textOf(subject, 'entries/2.json'))),
      tampered('BadProof', { at: 2 }),
    ],
    [
      'an entry with a space',
      withFile(subject, 'entries/2.json', ` ${textOf(subject, 'entries/2.json')}`),
      tampered('NotCanonical', { at: 2 }),
    ],
    [
      'an entry that is none',
      withFile(subject, 'entries/2.json', '{}'),
      tampered('NotAnEntry', { at: 2 }),
    ],
    [
      'two entries swapped',
      refitted(subject, files => {
        const [a, b] = [files.get('entries/0.json'), files.get('entries/2.json')]
        if (a && b) files.set('entries/0.json', b).set('entries/2.json', a)
      }),
      tampered('SeqMismatch', { at: 0 }),
    ],
    [
      'an entry in the middle taken out',
      without(subject, 'entries/2.json', 'receipts/2.tlog-proof'),
      tampered('EntryMissing', { at: 4 }),
    ],
    [
      'the first entry taken out',
      without(subject, 'entries/0.json', 'receipts/0.tlog-proof'),
      tampered('EntryMissing', { at: 2 }),
    ],
    ['the newest entry taken out', newest(subject), tampered('EntryMissing')],
    [
      'all entries taken out',
      without(
        subject,
        ...[0, 2, 4].flatMap(n => [`entries/${n}.json`, `receipts/${n}.tlog-proof`]),
      ),
      tampered('EntryMissing'),
    ],
    [
      'the newest taken out with the head of before',
      withFile(newest(subject), 'head', headOf(2, 2, 3)),
      tampered('HeadMissing'),
    ],
    [
      'the newest taken out, and no head',
      without(newest(subject), 'head'),
      tampered('HeadMissing'),
    ],
    [
      'the head of another subject',
      withFile(subject, 'head', headOf(2, 3, 5, referral(2))),
      tampered('HeadMissing'),
    ],
    ['a head that says less', withFile(subject, 'head', headOf(2, 2)), tampered('HeadMissing')],
    [
      'a head with another last entry',
      withFile(subject, 'head', headOf(3, 3)),
      tampered('BrokenLink', { at: 4 }),
    ],
    [
      'a head whose signature is cut',
      withFile(subject, 'head', headOf(3, 4).slice(0, -3)),
      tampered('NotABundle', { file: 'head' }),
    ],
    [
      'a head signed for something else',
      withFile(
        subject,
        'head',
        `${headOf(3, 4).split('\n\n')[0]}\n\n${headOf(2, 2).split('\n\n')[1]}`,
      ),
      tampered('BadSignature', { file: 'head' }),
    ],
    [
      'a receipt of another entry',
      withFile(subject, 'receipts/2.tlog-proof', textOf(subject, 'receipts/4.tlog-proof')),
      tampered('BadProof', { at: 2 }),
    ],
    ['no receipt', without(subject, 'receipts/2.tlog-proof'), tampered('BadProof', { at: 2 })],
    [
      'a receipt and no entry',
      withFile(range, 'receipts/4.tlog-proof', 'x'),
      tampered('EntryMissing', { at: 4 }),
    ],
    [
      'an entry of another subject',
      refitted(subject, files => {
        for (const path of ['entries/1.json', 'receipts/1.tlog-proof'])
          files.set(path, range.get(path) ?? new Uint8Array())
      }),
      tampered('BrokenLink', { at: 1 }),
    ],
    ['no checkpoint', without(subject, 'checkpoint'), tampered('NoCheckpoint')],
    [
      'a checkpoint of before',
      withFile(subject, 'checkpoint', before.note),
      tampered('SizeMismatch', { at: 3 }),
    ],
    [
      'a checkpoint of a fork',
      withFile(subject, 'checkpoint', forked.note),
      tampered('BadProof', { at: 0 }),
    ],
    [
      'a checkpoint of another log',
      withFile(subject, 'checkpoint', others.note),
      tampered('WrongLog'),
    ],
    [
      'a checkpoint that is none',
      withFile(subject, 'checkpoint', 'hello\n'),
      tampered('NotACheckpoint'),
    ],
    [
      'another checkpoint that disagrees',
      withFile(subject, 'checkpoints/5.note', forked.note),
      tampered('Fork', { notes: [forked.note, log.note] }),
    ],
    [
      'another checkpoint under a wrong name',
      withFile(subject, 'checkpoints/4.note', before.note),
      tampered('NotABundle', { file: 'checkpoints/4.note' }),
    ],
    [
      'another checkpoint of another log',
      withFile(subject, 'checkpoints/5.note', others.note),
      tampered('WrongLog'),
    ],
    [
      'a range with a gap',
      without(range, 'entries/2.json', 'receipts/2.tlog-proof'),
      tampered('EntryMissing', { at: 2 }),
    ],
    [
      'a range without its end',
      without(range, 'entries/3.json', 'receipts/3.tlog-proof'),
      tampered('EntryMissing', { at: 3 }),
    ],
    ['a range that claims more', claiming(range, { to: 5 }), tampered('EntryMissing', { at: 4 })],
    ['a range that claims less', claiming(range, { to: 3 }), tampered('NotABundle')],
    [
      'a log with a byte changed',
      flipped(whole, 'tile/entries/000.p/5', 700),
      tampered('LeafMismatch', { at: 2 }),
    ],
    [
      'a log with a hash changed',
      flipped(whole, 'tile/0/000.p/5', 32),
      tampered('LeafMismatch', { at: 1 }),
    ],
    [
      'a log with a length changed',
      flipped(whole, 'tile/entries/000.p/5', 0),
      tampered('LeafMismatch', { at: 0 }),
    ],
    [
      'a log with its end cut off',
      refitted(whole, files => {
        const path = 'tile/entries/000.p/5'
        files.set(path, (files.get(path) ?? new Uint8Array()).slice(0, -1))
      }),
      tampered('NotABundle', { at: 4 }),
    ],
    ['a log without its hashes', without(whole, 'tile/0/000.p/5'), tampered('NotABundle')],
    [
      'a log without its entries',
      without(whole, 'tile/entries/000.p/5'),
      tampered('EntryMissing', { at: 0 }),
    ],
    [
      'a log with a file more',
      withFile(whole, 'tile/0/001', 'x'),
      tampered('NotABundle', { file: 'tile/0/001' }),
    ],
    ['a log of another size', claiming(whole, { size: 4 }), tampered('SizeMismatch')],
    ['a log of a huge size', claiming(whole, { size: 2 ** 52 }), tampered('SizeMismatch')],
    [
      'a log that forked after a checkpoint',
      withFile(whole, 'checkpoints/3.note', logOf([first, [drafted(1, 'gacc.cyber')]]).note),
      tampered('Fork'),
    ],
    [
      'a log behind a checkpoint',
      withFile(short, 'checkpoints/5.note', log.note),
      tampered('BehindCheckpoint', { at: 3 }),
    ],
  ])('when it has %s, then that is found', async (_, bundle, verdict) => {
    expect(await judged(bundle)).toMatchObject(verdict)
  })
})

describe('given a bundle that was changed as it lay there', () => {
  test.each<[string, Bundle, object]>([
    [
      'a byte of a report',
      changed(subject, 'report/en.md', t => `${t}!`),
      tampered('ManifestMismatch', { file: 'report/en.md' }),
    ],
    [
      'a byte of the policy',
      changed(range, 'policy.txt', t => `${t}#`),
      tampered('ManifestMismatch', { file: 'policy.txt' }),
    ],
    [
      'a byte of an entry',
      changed(subject, 'entries/2.json', otherByte),
      tampered('BadProof', { at: 2 }),
    ],
    [
      'a file gone',
      new Map([...subject].filter(([path]) => path !== 'HOWTO.md')),
      tampered('ManifestMismatch', { file: 'HOWTO.md' }),
    ],
    [
      'an entry gone',
      new Map([...subject].filter(([path]) => path !== 'entries/2.json')),
      tampered('ManifestMismatch', { at: 2 }),
    ],
    [
      'a file more',
      new Map(subject).set('report/ko.md', utf8('x')),
      tampered('ManifestMismatch', { file: 'report/ko.md' }),
    ],
    [
      'a file too large',
      new Map(subject).set('checkpoint', new Uint8Array(300_001)),
      tampered('NotABundle', { file: 'checkpoint' }),
    ],
    [
      'a manifest too large',
      new Map(subject).set('manifest.json', new Uint8Array(maxManifest + 1)),
      tampered('NotABundle', { file: 'manifest.json' }),
    ],
    [
      'a manifest that is no text',
      new Map(subject).set('manifest.json', Uint8Array.of(255)),
      tampered('NotABundle'),
    ],
    [
      'no manifest',
      new Map([...subject].filter(([path]) => path !== 'manifest.json')),
      { kind: 'undecided', reason: 'NotThere' },
    ],
  ])('when there is %s, then that is found', async (_, bundle, verdict) => {
    expect(await judged(bundle)).toMatchObject(verdict)
  })
})

describe('given a bundle that agrees with itself', () => {
  test('when nobody says whom to believe, then it can not be decided; what is wrong is found all the same', async () => {
    for (const bundle of [subject, range, whole]) {
      expect(await judged(bundle, { policy: undefined })).toEqual({
        kind: 'undecided',
        reason: 'NoKey',
      })
    }
    expect(await judged(newest(subject), { policy: undefined })).toMatchObject(
      tampered('EntryMissing'),
    )
  })

  test('when it was written anew under another key, then it is not proven', async () => {
    const forged = await bundleOf(anew, { kind: 'log' })
    expect(await judged(forged)).toEqual({ kind: 'undecided', reason: 'UnknownKey' })
  })

  test('when its checkpoint claims the key and the signature does not hold, then it is tampering', async () => {
    const signed = signCheckpoint(
      { origin: signer.origin, size: 5, root: digest(utf8('x')) },
      signer,
      digest,
    )
    const line = signed.split('\n\n')[1]
    const note = `${log.note.split('\n\n')[0]}\n\n${line}`
    const bundle = await bundleOf({ ...log, note }, { kind: 'range', from: 0, to: 2 })
    expect(await judged(bundle)).toEqual(tampered('BadSignature'))
  })
})
