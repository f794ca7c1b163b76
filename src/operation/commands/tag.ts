import { toReferralId } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { reference } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { sumsOf } from '../tally.ts'

/**
 * A referral that the officer's desk is party to goes into the count. It counts in one operation only, whichever
 * of its sides tags it, and stays in the count of one that has ended: else a later operation would count it
 * again. Who tags it agrees that its results in figures are shown to all participants.
 */
export const tag = act({
  name: 'o-tag',
  verb: 'tag',
  label: 'button.o_tag',
  about: 'command.o_tag',
  inputs: { referral: reference({ label: 'operation.referral' }) },
  claims: raw => {
    const id = toReferralId(raw['referral'] ?? '')
    return id ? [id] : []
  },
  decide: ({ o, input: { referral: ref }, by, referrals, claimed }) => {
    const found = referrals?.get(ref)
    if (!found?.isSent || !found.desks.includes(by.desk))
      return err({ kind: 'UnknownReferral', ref })
    if (found.isDrill) return err({ kind: 'OnlyADrill' })
    const operation = o.tags.some(t => t.ref === ref) ? o.id : claimed?.get(ref)
    if (operation !== undefined) return err({ kind: 'AlreadyCounted', ref, operation })
    const sums = sumsOf(found.measures)
    return ok({ type: 'operation.tagged', desk: by.desk, referral: ref, sums })
  },
})
