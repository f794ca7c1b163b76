import { describe, expect, test } from 'vitest'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { contradictedBy } from '../../src/audit/behind.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { ownOf } from './log-beside.ts'
import { logOf, referral, sealWith, signer } from './log-under-test.ts'

const draft = (n: number): EntryDraft => ({
  subject: referral(1),
  type: 'referral.sent',
  actor: 'clock',
  event: { n },
})
const drafts = (size: number) => Array.from({ length: size }, (_, n) => [draft(n)])
const grown = (size: number) => logOf(drafts(size))
const noteAt = (size: number) => grown(size).note
const here = grown(300)
const own = ownOf(here)
const claim = (note: string, source = 'a file') => ({ source, note })

describe('given what somebody remembers of a log', () => {
  test('when it is a beginning of this one, up to all of it, then there is nothing to say', async () => {
    for (const size of [1, 7, 255, 256, 257, 299, 300])
      expect(await contradictedBy([claim(noteAt(size))], own), `${size}`).toBeUndefined()
    expect(await contradictedBy([{ source: 'w', size: 300 }], own)).toBeUndefined()
    expect(await contradictedBy([], own)).toBeUndefined()
  })

  test('when it is longer, then the log is behind it, whoever else says less', async () => {
    const claims = [claim(noteAt(7), 'old'), claim(noteAt(301), 'new'), { source: 'w', size: 9 }]
    const behind = { kind: 'Behind', source: 'new', size: 301, own: 300 }
    expect(await contradictedBy(claims, own)).toEqual(behind)
    const witness = { source: 'w', size: 302 }
    expect(await contradictedBy([...claims, witness], own)).toEqual({
      ...behind,
      source: 'w',
      size: 302,
    })
  })

  test('when it is another tree of a size that this one had, then it is forked', async () => {
    const other = logOf([[draft(9)], ...drafts(19)], sealWith()).note
    const forked = { kind: 'Forked', source: 'a file', size: 20, own: 300 }
    expect(await contradictedBy([claim(other)], own)).toEqual(forked)
    const differs = { source: 'w', size: 300, differs: true as const }
    expect(await contradictedBy([differs], own)).toEqual({
      ...forked,
      source: 'w',
      size: 300,
    })
  })

  test('when it is by a key that the log never had, then that is said, and of one that it had it is not', async () => {
    const other = namedSigner(signer.origin, new Uint8Array(32).fill(8))
    const theirs = ownOf(here, other.vkey)
    const found = await contradictedBy([claim(noteAt(7))], theirs)
    expect(found).toEqual({ kind: 'OtherKey', source: 'a file', size: 7, own: 300 })
    const known = ownOf(here, other.vkey, [signer.vkey])
    expect(await contradictedBy([claim(noteAt(7))], known)).toBeUndefined()
  })

  test('when it is of another log, or no checkpoint, then it says nothing', async () => {
    const foreign = namedSigner('other.example/a-b', new Uint8Array(32).fill(7))
    const note = logOf(drafts(400), sealWith({ origin: foreign.origin, signer: foreign })).note
    expect(await contradictedBy([claim(note), claim('words'), claim('')], own)).toBeUndefined()
  })
})
