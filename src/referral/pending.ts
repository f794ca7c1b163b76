import { actions, needsFourEyes } from '../codes/action.ts'
import type { Speaker } from './command.ts'
import { openConsent, type Referral, sideOf } from './referral.ts'
import type { Refusal } from './refusals.ts'

/** What must be pending before it can be decided. */
export const extensionAsked = ({ extension }: Referral): Refusal | undefined =>
  extension ? undefined : { kind: 'NothingAsked' }

/** A duplicate is confirmed or denied by the side that did not propose it. */
export const duplicateAsked = (r: Referral, by: Speaker): Refusal | undefined => {
  if (!r.duplicate) return { kind: 'NothingAsked' }
  return sideOf(r, by.desk) === r.duplicate.by ? { kind: 'OwnItem' } : undefined
}

/** Consent is given or refused by the side that was asked, never by the one that asks. */
export const consentAsked = (r: Referral, by: Speaker): Refusal | undefined => {
  const open = openConsent(r)
  if (!open) return { kind: 'NothingAsked' }
  return sideOf(r, by.desk) === open.by ? { kind: 'OwnItem' } : undefined
}

/** What touches life, sources or a delivery that must not be lost goes out with two officers' names. */
export const needsTwo = (r: Referral): boolean =>
  r.marking?.tlp === 'red' || actions.some(a => needsFourEyes(a) && r.actions.includes(a))
