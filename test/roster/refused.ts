import type { Role } from '../../src/kit/codes.ts'
import type { Language, OfficerId } from '../../src/kit/ids.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { directory, hkc, officerAt } from '../referral/desks.ts'
import { at, folded, rotation } from './duty.ts'

const now = '2026-11-24T03:00:00.000Z'
const duty = 'hkc.duty' as OfficerId
const other = 'hkc.officer' as OfficerId

/** Of Hong Kong's desk: one takes turns, a swap was asked for, and the hand-over was accepted. */
const roster: DutyRoster = folded(
  undefined,
  [now, { type: 'duty.configured', rotations: [rotation({ officers: [duty] })] }],
  [now, { type: 'duty.shift_changed', shift: 1, at: now, from: [], to: [duty] }],
  [now, { type: 'duty.shift_accepted', shift: 1 }, duty],
  [
    now,
    {
      type: 'duty.swap_asked',
      id: 1,
      officer: duty,
      with: other,
      from: '2026-11-25T00:00:00.000Z',
      to: '2026-11-26T00:00:00.000Z',
    },
    duty,
  ],
)

/** The refusal of a command at Hong Kong's desk; a bug where it is allowed. */
export const dutyRefusal = (
  verb: string,
  t: { readonly role?: Role; readonly which?: number; readonly raw?: Raw } = {},
): Refusal => {
  const decided = dutyCommands
    .find(c => c.verb === verb)
    ?.decide({
      now: at(now),
      by: officerAt(hkc, t.role ?? 'duty'),
      roster,
      zone: directory.contactPoint(hkc).zone.zone,
      languages: ['en', 'ko'] as Language[],
      colleagues: [duty, other],
      ...(t.which === undefined ? {} : { which: t.which }),
      raw: t.raw ?? {},
    })
  if (!decided || decided.ok) throw new Error(`/duty ${verb} was allowed`)
  return decided.error
}
