import { err, ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command, seniorRoles } from '../command.ts'
import { choice, optionalText, text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { consentAsked } from '../pending.ts'
import { openConsent, otherSide, sideOf } from '../referral.ts'

const known = [
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
  'declined',
  'closed',
] as const

const purposes = ['onward', 'court'] as const
const decisions = ['granted', 'conditions', 'refused'] as const

/** Asks the originator whether what it gave may go on to others or to court. */
export const askConsent = command({
  name: 'ask-consent',
  label: 'button.ask_consent',
  about: 'command.ask_consent',
  by: 'either',
  roles: caseRoles,
  from: known,
  inputs: {
    purpose: choice({
      label: 'form.purpose',
      codes: purposes,
      labelOf: code => `consent.${code}`,
    }),
    explanation: text({ label: 'form.consent_for', max: 1000, widget: 'paragraph' }),
    language,
  },
  against: r => {
    if (r.erased) return { kind: 'Erased' }
    return openConsent(r) ? { kind: 'AlreadyAsked' } : undefined
  },
  decide: ({ referral, by, input, ...c }) => {
    const side = sideOf(referral, by.desk) ?? 'receiver'
    const clocks = startClock(basisOf(c, referral), 'consent', { owner: otherSide(side) })
    return ok([{ type: 'referral.consent_asked', by: side, purpose: input.purpose, clocks }])
  },
})

/** An officer of the originator proposes the answer; a second one decides. */
export const proposeConsent = command({
  name: 'propose-consent',
  label: 'button.propose_consent',
  about: 'command.propose_consent',
  by: 'either',
  roles: caseRoles,
  from: known,
  inputs: {
    decision: choice({
      label: 'form.decision',
      codes: decisions,
      labelOf: code => `consent.${code}`,
    }),
    conditions: optionalText({ label: 'form.conditions', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: known, style: 'plain' },
  against: (r, by) => (r.erased ? { kind: 'Erased' } : consentAsked(r, by)),
  decide: ({ input }) =>
    input.decision !== 'granted' && input.conditions === undefined
      ? err({ kind: 'BadInput', problems: [{ input: 'conditions', reason: 'Missing' }] })
      : ok([{ type: 'referral.consent_proposed', decision: input.decision }]),
})

/** A second officer of the originator makes the proposal the answer. Nobody approves his own. */
export const decideConsent = command({
  name: 'decide-consent',
  label: 'button.decide_consent',
  about: 'command.decide_consent',
  by: 'either',
  roles: seniorRoles,
  from: known,
  inputs: {},
  button: { in: known, style: 'danger' },
  against: (r, by) => {
    const open = openConsent(r)
    if (!open?.proposed) return { kind: 'NothingAsked' }
    return consentAsked(r, by) ?? (open.proposer === by.id ? { kind: 'OwnItem' } : undefined)
  },
  decide: ({ referral }) => {
    const decision = openConsent(referral)?.proposed
    return decision
      ? ok([{ type: 'referral.consent_decided', decision }])
      : err({ kind: 'NothingAsked' })
  },
})
