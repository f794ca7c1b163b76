import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { shownIn } from '../../src/audit/channel-export.ts'
import type { KeptCheckpoint } from '../../src/audit/kept.ts'
import { parseTrustPolicy, type TrustPolicy } from '../../src/audit/trust-policy.ts'
import { printVerifierKey } from '../../src/audit/verifier-key.ts'
import { instant, toRfc3339 } from '../../src/kit/time.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { bundleOf, judged, ownPolicy, witnessOf } from './bundle-under-test.ts'
import { at, type Log, logOf, referral, sealWith, signer, verify } from './log-under-test.ts'

const drafted = (n: number, more: Partial<EntryDraft> = {}): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
  ...more,
})

const first = [drafted(1), drafted(2)]
const more = [drafted(1)]
const log = logOf([first, more])
const before = logOf([first])
const forked = logOf([[drafted(1), drafted(3)]])
const stranger = namedSigner('other.example/log', new Uint8Array(32).fill(9))
const other = logOf([first], sealWith({ origin: stranger.origin, signer: stranger }))

const given = (note: string): KeptCheckpoint => ({ note, from: 'given', file: 'kept' })
const check = (l: Log, kept: readonly KeptCheckpoint[], policy: TrustPolicy = ownPolicy) =>
  verify(l, { policy, kept })
const badSignature = `${before.note.split('\n\n')[0]}\n\n${log.note.split('\n\n')[1]}`

describe('given a log and a checkpoint that was kept elsewhere', () => {
  test.each<[string, Log, string, object]>([
    ['is of its beginning', log, before.note, { kind: 'proven', kept: 1 }],
    ['is the latest', log, log.note, { kind: 'proven', kept: 1 }],
    [
      'is of a fork',
      log,
      forked.note,
      { kind: 'tampered', finding: 'Fork', notes: [forked.note, log.note] },
    ],
    [
      'is of the same size and another tree',
      before,
      forked.note,
      { kind: 'tampered', finding: 'Fork' },
    ],
    [
      'is of a longer log',
      before,
      log.note,
      { kind: 'tampered', finding: 'BehindCheckpoint', at: 2 },
    ],
    ['is of another log', log, other.note, { kind: 'undecided', reason: 'UnknownOrigin' }],
    ['is nothing of the kind', log, 'hello\n', { kind: 'undecided', reason: 'NotReadable' }],
    [
      'was signed for something else',
      log,
      badSignature,
      { kind: 'tampered', finding: 'BadSignature' },
    ],
  ])('when that %s, then that is the verdict', async (_, judgedLog, note, verdict) => {
    expect(await check(judgedLog, [given(note)])).toMatchObject(verdict)
    const bundle = await bundleOf(judgedLog, { kind: 'log' })
    expect(await judged(bundle, { kept: [given(note)] })).toMatchObject(verdict)
  })

  test('when only a part of the log was handed over, then it speaks for the same size alone', async () => {
    const part = await bundleOf(log, { kind: 'subject', subject: referral(1) })
    expect(await judged(part, { kept: [given(log.note)] })).toMatchObject({
      kind: 'proven',
      kept: 1,
    })
    expect(await judged(part, { kept: [given(before.note)] })).toMatchObject({
      kind: 'undecided',
      reason: 'NoConsistency',
    })
    const sameSize = logOf([first, [drafted(2)]])
    expect(await judged(part, { kept: [given(sameSize.note)] })).toMatchObject({ finding: 'Fork' })
  })
})

const posted = (text: string, ms: number) => [
  { type: 'message', user: 'U1', ts: '1500000000.000100', text: 'hello' },
  { type: 'message', user: 'U2', ts: `${ms / 1000}`, text: '', blocks: [{ elements: [{ text }] }] },
]
const shown = (exported: unknown): readonly KeptCheckpoint[] =>
  (shownIn(exported) ?? []).map(s => ({ ...s, from: 'found' as const }))

describe('given a log and an export of the channel', () => {
  test('when a checkpoint of it was posted, in whatever words, then it is held against it', async () => {
    const around = `old 0\n\n${before.note}`
    const slack = posted(`\`\`\`${around}\`\`\``, at + 1000)
    const discord = {
      messages: [
        {
          timestamp: toRfc3339(instant(at + 1000)).replace('Z', '000+00:00'),
          content: '',
          embeds: [{ description: `Log\n\`\`\`\n${before.note}\`\`\`` }],
        },
      ],
    }
    for (const exported of [slack, discord])
      expect(await check(log, shown(exported))).toMatchObject({
        kind: 'proven',
        kept: 1,
        ignored: 0,
      })
    expect(await check(log, shown(posted(forked.note, at + 1000)))).toMatchObject({
      finding: 'Fork',
    })
    expect(await check(before, shown(posted(log.note, at + 1000)))).toMatchObject({
      finding: 'BehindCheckpoint',
    })
  })

  test('when somebody posts what the log did not sign, then that says nothing against it', async () => {
    for (const note of [badSignature, other.note, log.note.replace(/. [^ ]+\n$/u, ' x\n')])
      expect(await check(log, shown(posted(note, at + 1000)))).toMatchObject({
        kind: 'proven',
        kept: 0,
      })
    expect(await check(log, shown(posted(badSignature, at)))).toMatchObject({ ignored: 1 })
  })

  test('when it was posted before an entry says that it was written, then that entry was forward-dated', async () => {
    const early = (seconds: number) => shown(posted(before.note, at - seconds * 1000))
    expect(await check(log, early(299))).toMatchObject({ kind: 'proven' })
    expect(await check(log, early(302))).toEqual({
      kind: 'tampered',
      finding: 'TimeOutsideBracket',
      at: 0,
    })
    const edited = [{ ...posted(before.note, at - 900_000)[1], edited: { ts: `${at / 1000}` } }]
    expect(await check(log, shown(edited))).toMatchObject({ kind: 'proven' })
    const part = await bundleOf(log, { kind: 'range', from: 1, to: 3 })
    expect(await judged(part, { kept: early(302) })).toMatchObject({
      finding: 'TimeOutsideBracket',
      at: 1,
    })
  })
})

const caused = (ms: number) => drafted(1, { cause: { key: 'k', at: toRfc3339(instant(at + ms)) } })

test.each([
  [-301_000, 'tampered'],
  [-300_000, 'proven'],
  [300_000, 'proven'],
  [301_000, 'tampered'],
] as const)(
  'given an entry %i ms from what the platform says of its cause, then it is %s',
  async (ms, kind) => {
    const dated = logOf([[drafted(2)], [caused(ms)]])
    const verdict = kind === 'tampered' ? { kind, finding: 'TimeOutsideBracket', at: 1 } : { kind }
    expect(await verify(dated)).toMatchObject(verdict)
    for (const what of [{ kind: 'log' }, { kind: 'subject', subject: referral(1) }] as const)
      expect(await judged(await bundleOf(dated, what))).toMatchObject(verdict)
  },
)

const [hkc, kcs] = [witnessOf('hkc.example/w', 21), witnessOf('kcs.example/w', 22)]
const policyOf = (quorum: string): TrustPolicy => {
  const policy = parseTrustPolicy(
    [
      `log ${signer.vkey}`,
      `witness hkc ${printVerifierKey(hkc.key)}`,
      `witness kcs ${printVerifierKey(kcs.key)}`,
      'group both all hkc kcs',
      `quorum ${quorum}`,
    ].join('\n'),
    digest,
  )
  if (!policy.ok) throw new Error(policy.error.kind)
  return policy.value
}

const seconds = Math.floor(at / 1000)
const seen = hkc.cosigned(log.note, seconds + 5)
const seenByBoth = kcs.cosigned(seen, seconds + 9)

describe('given a policy that asks for witnesses', () => {
  test('when as many have cosigned, then it is proven, and by whom', async () => {
    expect(await check({ ...log, note: seenByBoth }, [], policyOf('both'))).toMatchObject({
      kind: 'proven',
      cosigned: { size: 3, by: ['hkc.example/w', 'kcs.example/w'], at: (seconds + 9) * 1000 },
    })
    expect(await check({ ...log, note: seen }, [], policyOf('hkc'))).toMatchObject({
      kind: 'proven',
    })
  })

  test('when fewer have, then it can not be decided, for a log, a part of it and a receipt', async () => {
    const none = { kind: 'undecided', reason: 'NoQuorum' }
    expect(await check({ ...log, note: seen }, [], policyOf('both'))).toEqual(none)
    const part = await bundleOf({ ...log, note: seen }, { kind: 'range', from: 0, to: 1 })
    expect(await judged(part, { policy: policyOf('both') })).toEqual(none)
    expect(await judged(part, { policy: policyOf('hkc') })).toMatchObject({ kind: 'proven' })
  })

  test('when an earlier checkpoint was cosigned, then a log is proven, and it says up to where', async () => {
    const early = given(kcs.cosigned(hkc.cosigned(before.note, seconds), seconds))
    expect(await check(log, [early], policyOf('both'))).toMatchObject({
      kind: 'proven',
      cosigned: { size: 2 },
    })
    const part = await bundleOf(log, { kind: 'range', from: 0, to: 1 })
    const verdict = await judged(part, { policy: policyOf('both'), kept: [early] })
    expect(verdict.kind).toBe('undecided')
  })

  test('when the log itself tells of cosignatures that came back, then they count, and forged ones do not', async () => {
    const line = hkc.cosigned(before.note, seconds).trimEnd().split('\n').at(-1) ?? ''
    const { note } = before
    const root = note.split('\n')[2] ?? ''
    const release: EntryDraft = {
      subject: 'log' as never,
      type: 'log.checkpoint',
      actor: 'clock',
      event: { type: 'log.checkpoint', size: 2, root, note },
    }
    const back = (l: string): EntryDraft => ({
      subject: 'log' as never,
      type: 'log.cosigned',
      actor: 'system',
      event: { type: 'log.cosigned', size: 2, line: l },
    })
    const grown = (l: string) => logOf([first, [release], more, [back(l)]])
    expect(await check(grown(line), [], policyOf('hkc'))).toMatchObject({
      kind: 'proven',
      cosigned: { size: 2 },
    })
    const forgedLine = line.replace(/.{8}$/, 'AAAAAAAA')
    expect(await check(grown(forgedLine), [], policyOf('hkc'))).toMatchObject({
      reason: 'NoQuorum',
    })
    const lying = { ...release, event: { ...(release.event as object), note: forked.note } }
    expect(await check(logOf([first, [lying]]), [])).toMatchObject({ finding: 'Fork' })
  })

  test('when a cosignature claims a known key and does not hold, then it is forged', async () => {
    const forgedNote = seen.replace(/.{12}\n$/, 'AAAAAAAAAAA=\n')
    expect(await check({ ...log, note: forgedNote }, [], policyOf('hkc'))).toMatchObject({
      finding: 'BadSignature',
    })
    const swapped = log.note + hkc.cosigned(before.note, seconds).split('\n').slice(-2).join('\n')
    expect(await check({ ...log, note: swapped }, [], policyOf('hkc'))).toMatchObject({
      finding: 'BadSignature',
    })
  })

  test('when a witness had seen it before an entry says that it was written, then that time can not be', async () => {
    const early = hkc.cosigned(log.note, seconds - 302)
    expect(await check({ ...log, note: early }, [], policyOf('hkc'))).toEqual({
      kind: 'tampered',
      finding: 'TimeOutsideBracket',
      at: 0,
    })
  })
})

describe('given a log that changed its key', () => {
  const next = namedSigner(signer.origin, new Uint8Array(32).fill(30))
  const change: EntryDraft = {
    type: 'log.key_changed',
    actor: 'admin',
    event: { type: 'log.key_changed', vkey: next.vkey },
  }
  const old = sealWith()
  const later = sealWith({ signer: next, random: n => digest(Uint8Array.of(99)).slice(0, n) })
  let sealed = 0
  const changed = logOf([first, [change], more], r => (++sealed < 3 ? old(r) : later(r)))
  const upToChange = logOf([first, [change]])
  const stolen = logOf([first, [change], more])
  const naming = (...vkeys: string[]): TrustPolicy => {
    const policy = parseTrustPolicy(`${vkeys.map(k => `log ${k}\n`).join('')}quorum none\n`, digest)
    if (!policy.ok) throw new Error(policy.error.kind)
    return policy.value
  }
  const both = naming(signer.vkey, next.vkey)

  test('when the policy names both, then it is proven, with checkpoints of before and after', async () => {
    expect(await check(changed, [], both)).toMatchObject({ kind: 'proven', size: 4 })
    expect(await check(changed, [given(before.note), given(upToChange.note)], both)).toMatchObject({
      kind: 'proven',
      kept: 2,
    })
  })

  test('when the policy names the old one alone, then it can not be decided; by the new one it is proven', async () => {
    expect(await check(changed, [], naming(signer.vkey))).toEqual({
      kind: 'undecided',
      reason: 'UnknownKey',
    })
    expect(await check(changed, [], naming(next.vkey))).toMatchObject({ kind: 'proven' })
  })

  test('when somebody goes on with the key that was given up, then that is not believed', async () => {
    expect(await check(stolen, [], both)).toEqual({ kind: 'undecided', reason: 'UnknownKey' })
    expect(await check(changed, [given(stolen.note)], both)).toEqual({
      kind: 'undecided',
      reason: 'UnknownKey',
    })
  })
})
