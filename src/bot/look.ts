import type { ReferralId } from '../kit/ids.ts'
import type { Answer } from '../ports/platform.ts'
import { listCard, viewCard } from '../referral/cards/private.ts'
import { type Referral, sideOf } from '../referral/referral.ts'
import type { Officer } from '../roster/directory.ts'
import type { Answers } from './answers.ts'
import { contentsOf, loadReferral, referralIn } from './record.ts'
import type { World } from './world.ts'

const listMax = 20

/**
 * A referral of another pair is as unknown as one that isn't there, and so is the other side's draft.
 */
export const visibleTo = (
  officer: Pick<Officer, 'desk'>,
  referral: Referral | undefined,
): boolean => {
  const side = referral && sideOf(referral, officer.desk)
  return side === 'sender' || (side === 'receiver' && referral?.acts.sent !== undefined)
}

/** What changes nothing: one referral in full, and the open ones of the officer's desk. */
export const createLook = ({ store, vault, commands }: World, answers: Answers) => ({
  view: async (id: ReferralId, officer: Officer): Promise<Answer> => {
    const { referral } = await loadReferral(store, id)
    const side = referral && sideOf(referral, officer.desk)
    if (!referral || !side || !visibleTo(officer, referral))
      return answers.refusal({ kind: 'UnknownReferral', ref: id }, officer)
    const contents = await contentsOf(vault, referral)
    return answers.card(viewCard({ referral, contents }, officer, commands), officer)
  },

  list: async (officer: Officer): Promise<Answer> => {
    const found = await store.list({ party: [officer.desk], open: true, max: listMax })
    const referrals = found.map(s => referralIn(s.state))
    return answers.card(listCard(referrals.filter(r => visibleTo(officer, r))), officer)
  },
})
