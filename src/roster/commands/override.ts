import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles } from '../../referral/command.ts'
import { picked } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dutyCommand } from '../command.ts'
import { aheadOf, colleagueOf, isSenior, spanProblems } from '../decide.ts'
import { spanInputs } from './span-inputs.ts'

/** One officer is on duty for a time, whoever's turn it is; others than oneself put a senior on duty. */
export const dutyOverride = dutyCommand({
  name: 'duty-override',
  verb: 'override',
  label: 'button.duty_override',
  about: 'command.duty_override',
  roles: caseRoles,
  inputs: {
    officer: picked({ label: 'form.officer', source: 'colleagues', required: true }),
    ...spanInputs,
  },
  decide: ({ now, by, roster, colleagues, input }) => {
    const officer = colleagueOf(input.officer, colleagues)
    const problems: readonly Problem[] = [
      ...(officer ? [] : [{ input: 'officer', reason: 'NotAColleague' } as const]),
      ...spanProblems(input, now),
    ]
    if (!officer || problems.length > 0) return err({ kind: 'BadInput', problems })
    if (officer !== by.id && !isSenior(by)) return err({ kind: 'WrongRole' })
    const { from, to } = aheadOf(input, now)
    const id = roster.lastId + 1
    return ok([{ type: 'duty.overridden', id, officer, from: toRfc3339(from), to: toRfc3339(to) }])
  },
})
