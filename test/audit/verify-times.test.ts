import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeptCheckpoint } from '../../src/audit/kept.ts'
import { instant } from '../../src/kit/time.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { at, logOf, referral, sealWith, signer, verify } from './log-under-test.ts'

const drafted: EntryDraft = {
  subject: referral(1),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
}

/** A log whose entries say that they are of these times. */
const timed = (minutes: readonly number[]) => {
  const seal = sealWith()
  const left = [...minutes]
  return logOf(
    minutes.map(() => [drafted]),
    request => seal({ ...request, at: instant(at + (left.shift() ?? 0) * 60_000) }),
  )
}

const minute = fc.integer({ min: 0, max: 20 })
const seen = fc.record({ size: fc.integer({ min: 1, max: 8 }), minute })

test('given checkpoints that others saw at some time, when verified, then the first entry that is later than one over it is named', async () => {
  const times = fc.array(minute, { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(times, fc.array(seen, { maxLength: 5 }), async (minutes, shown) => {
      const kept = shown.map(
        (s): KeptCheckpoint => ({
          note: timed(minutes.slice(0, s.size)).note,
          from: 'given',
          shown: instant(at + s.minute * 60_000),
        }),
      )
      const late = minutes.findIndex((m, seq) => shown.some(s => s.size > seq && m > s.minute + 5))
      const report = await verify(timed(minutes), { vkey: signer.vkey, kept })
      expect(report).toMatchObject(
        late < 0 ? { kind: 'proven' } : { finding: 'TimeOutsideBracket', at: late },
      )
    }),
    { numRuns: 60, seed: 12 },
  )
})
