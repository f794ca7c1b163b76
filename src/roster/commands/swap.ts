import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles } from '../../referral/command.ts'
import { picked } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dutyCommand, numberedCommand } from '../command.ts'
import { aheadOf, colleagueOf, spanProblems } from '../decide.ts'
import { dutyBetween } from '../shifts.ts'
import { spanInputs } from './span-inputs.ts'

/** Asks a colleague to be on duty instead of oneself; nothing changes until that one accepts. */
export const dutySwap = dutyCommand({
  name: 'duty-swap',
  verb: 'swap',
  label: 'button.duty_swap',
  about: 'command.duty_swap',
  roles: caseRoles,
  inputs: {
    with: picked({ label: 'form.swap_with', source: 'colleagues', required: true }),
    ...spanInputs,
  },
  decide: ({ now, by, roster, zone, colleagues, input }) => {
    const other = colleagueOf(input.with, colleagues)
    const span = aheadOf(input, now)
    const wrong = spanProblems(input, now)
    const mine =
      wrong.length > 0 ||
      dutyBetween(roster, zone, span.from, span.to).every(s => s.duty.includes(by.id))
    const problems: readonly Problem[] = [
      ...(other && other !== by.id ? [] : [{ input: 'with', reason: 'NotAColleague' } as const]),
      ...(mine ? [] : [{ input: 'from', reason: 'NotOnDutyThen' } as const]),
      ...wrong,
    ]
    if (!other || problems.length > 0) return err({ kind: 'BadInput', problems })
    return ok([
      {
        type: 'duty.swap_asked',
        id: roster.lastId + 1,
        officer: by.id,
        with: other,
        from: toRfc3339(span.from),
        to: toRfc3339(span.to),
      },
    ])
  },
})

/** The officer who was asked takes the time over. */
export const dutySwapAccept = numberedCommand({
  name: 'duty-swap-accept',
  verb: 'swap-accept',
  label: 'button.duty_swap_accept',
  about: 'command.duty_swap_accept',
  roles: caseRoles,
  decide: ({ now, by, roster, id }) => {
    const swap = roster.swaps.find(s => s.id === id && s.to > now)
    if (!swap) return err({ kind: 'NoSuchTurn' })
    return swap.with === by.id
      ? ok([{ type: 'duty.swap_accepted', id }])
      : err({ kind: 'NotAskedOfYou', asked: swap.with })
  },
})

export const dutySwapDecline = numberedCommand({
  name: 'duty-swap-decline',
  verb: 'swap-decline',
  label: 'button.duty_swap_decline',
  about: 'command.duty_swap_decline',
  roles: caseRoles,
  decide: ({ now, by, roster, id }) => {
    const swap = roster.swaps.find(s => s.id === id && s.to > now)
    if (!swap) return err({ kind: 'NoSuchTurn' })
    return swap.with === by.id
      ? ok([{ type: 'duty.swap_declined', id }])
      : err({ kind: 'NotAskedOfYou', asked: swap.with })
  },
})
