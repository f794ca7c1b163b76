import { err, ok } from '../../kit/result.ts'
import { caseRoles } from '../../referral/command.ts'
import { shiftCommand } from '../command.ts'
import { isSenior } from '../decide.ts'

/** An incoming officer, or a senior in their place, has read the hand-over note. */
export const dutyAccept = shiftCommand({
  name: 'duty-accept',
  verb: 'accept',
  label: 'button.duty_accept',
  about: 'command.duty_accept',
  roles: caseRoles,
  decide: ({ by, roster: { shift }, which }) => {
    if (!shift || (which !== undefined && which !== shift.n)) return err({ kind: 'NoSuchTurn' })
    if (!shift.to.includes(by.id) && !isSenior(by)) return err({ kind: 'NotYourShift' })
    if (shift.accepted) return err({ kind: 'ShiftAccepted', ...shift.accepted })
    return ok([{ type: 'duty.shift_accepted', shift: shift.n }])
  },
})
