import { err, ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { reference } from '../inputs.ts'
import { duplicateAsked } from '../pending.ts'
import { sideOf } from '../referral.ts'

const sentAndOpen = [
  'sent',
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
] as const

/** Either side says that it is the same matter as another; the other side must agree. */
export const duplicate = command({
  name: 'duplicate',
  label: 'button.duplicate',
  about: 'command.duplicate',
  by: 'either',
  roles: caseRoles,
  from: sentAndOpen,
  inputs: { of: reference({ label: 'form.duplicate_of' }) },
  against: r => (r.duplicate ? { kind: 'AlreadyAsked' } : undefined),
  decide: ({ referral, by, input }) => {
    const side = sideOf(referral, by.desk)
    return side && input.of !== referral.id
      ? ok([{ type: 'referral.duplicate_proposed', of: input.of, by: side }])
      : err({ kind: 'BadInput', problems: [{ input: 'of', reason: 'NotAReference' }] })
  },
})

/** The other side agrees: it is over, with the outcome duplicate. */
export const confirmDuplicate = command({
  name: 'confirm-duplicate',
  label: 'button.confirm_duplicate',
  about: 'command.confirm_duplicate',
  by: 'either',
  roles: caseRoles,
  from: sentAndOpen,
  inputs: {},
  button: { in: sentAndOpen, style: 'danger' },
  against: duplicateAsked,
  decide: () => ok([{ type: 'referral.duplicate_confirmed' }]),
})

/** The other side does not agree: it goes on. */
export const denyDuplicate = command({
  name: 'deny-duplicate',
  label: 'button.deny_duplicate',
  about: 'command.deny_duplicate',
  by: 'either',
  roles: caseRoles,
  from: sentAndOpen,
  inputs: {},
  button: { in: sentAndOpen, style: 'plain' },
  against: duplicateAsked,
  decide: () => ok([{ type: 'referral.duplicate_denied' }]),
})
