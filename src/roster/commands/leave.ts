import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles } from '../../referral/command.ts'
import { picked } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dutyCommand } from '../command.ts'
import { aheadOf, colleagueOf, isSenior, spanProblems } from '../decide.ts'
import { spanInputs } from './span-inputs.ts'

/** An officer is not to be called for a time; that of others than oneself a senior enters. */
export const dutyLeave = dutyCommand({
  name: 'duty-leave',
  verb: 'leave',
  label: 'button.duty_leave',
  about: 'command.duty_leave',
  roles: caseRoles,
  inputs: {
    officer: picked({
      label: 'form.officer',
      hint: 'form.leave_officer_hint',
      source: 'colleagues',
      required: false,
    }),
    ...spanInputs,
  },
  decide: ({ now, by, roster, colleagues, input }) => {
    const officer = input.officer === '' ? by.id : colleagueOf(input.officer, colleagues)
    const problems: readonly Problem[] = [
      ...(officer ? [] : [{ input: 'officer', reason: 'NotAColleague' } as const]),
      ...spanProblems(input, now),
    ]
    if (!officer || problems.length > 0) return err({ kind: 'BadInput', problems })
    if (officer !== by.id && !isSenior(by)) return err({ kind: 'WrongRole' })
    const { from, to } = aheadOf(input, now)
    const id = roster.lastId + 1
    return ok([{ type: 'duty.leave_taken', id, officer, from: toRfc3339(from), to: toRfc3339(to) }])
  },
})
