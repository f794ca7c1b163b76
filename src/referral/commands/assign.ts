import { err, ok } from '../../kit/result.ts'
import { caseRoles, command, seniorRoles } from '../command.ts'
import { picked } from '../inputs.ts'
import { sideOf } from '../referral.ts'

const open = [
  'draft',
  'sent',
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
  'declined',
] as const

/** A supervisor says who of the desk works on it. */
export const assign = command({
  name: 'assign',
  label: 'button.assign',
  about: 'command.assign',
  by: 'either',
  roles: seniorRoles,
  from: open,
  inputs: { officer: picked({ label: 'form.officer', source: 'colleagues', required: true }) },
  decide: ({ referral, by, input, colleagues }) => {
    const officer = colleagues.find(c => c === input.officer)
    const side = sideOf(referral, by.desk)
    return officer && side
      ? ok([{ type: 'referral.assigned', side, officer, handedOver: false }])
      : err({ kind: 'BadInput', problems: [{ input: 'officer', reason: 'NotAColleague' }] })
  },
})

/** Who works on it passes it on to a colleague. */
export const handOver = command({
  name: 'hand-over',
  label: 'button.hand_over',
  about: 'command.hand_over',
  by: 'either',
  roles: caseRoles,
  from: open,
  inputs: { officer: picked({ label: 'form.officer', source: 'colleagues', required: true }) },
  decide: ({ referral, by, input, colleagues }) => {
    const officer = colleagues.find(c => c === input.officer && c !== by.id)
    const side = sideOf(referral, by.desk)
    return officer && side
      ? ok([{ type: 'referral.assigned', side, officer, handedOver: true }])
      : err({ kind: 'BadInput', problems: [{ input: 'officer', reason: 'NotAColleague' }] })
  },
})
