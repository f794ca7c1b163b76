import { err, ok } from '../../kit/result.ts'
import { caseRoles } from '../../referral/command.ts'
import { numberedCommand } from '../command.ts'
import { isSenior } from '../decide.ts'

/** Takes back an override, a leave or a swap that isn't over: one's own, or as a senior anybody's. */
export const dutyCancel = numberedCommand({
  name: 'duty-cancel',
  verb: 'cancel',
  label: 'button.duty_cancel',
  about: 'command.duty_cancel',
  roles: caseRoles,
  decide: ({ now, by, roster, id }) => {
    const turn = [...roster.overrides, ...roster.leaves, ...roster.swaps].find(t => t.id === id)
    if (!turn || turn.to <= now) return err({ kind: 'NoSuchTurn' })
    return turn.officer === by.id || isSenior(by)
      ? ok([{ type: 'duty.cancelled', id }])
      : err({ kind: 'WrongRole' })
  },
})
