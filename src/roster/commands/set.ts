import { err, ok } from '../../kit/result.ts'
import { plus } from '../../kit/time.ts'
import { instantAt, localAt, weekdays } from '../../kit/zone.ts'
import { several } from '../../referral/inputs.ts'
import { optionalChoice } from '../../referral/optional-inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dutyCommand } from '../command.ts'
import { colleagueOf, farthest } from '../decide.ts'
import {
  officersInOrder,
  optionalDate,
  optionalDays,
  optionalName,
  optionalTimeOfDay,
  optionalZone,
} from '../inputs.ts'
import { type Rotation, ranks } from '../rotation.ts'

const inputs = {
  name: optionalName({ label: 'form.rotation', hint: 'form.rotation_hint' }, 'duty'),
  rank: optionalChoice({ label: 'form.rank', codes: ranks, labelOf: r => `duty.rank.${r}` }),
  officers: officersInOrder({ label: 'form.turn_officers', hint: 'form.turn_officers_hint' }),
  every: optionalDays({ label: 'form.every', hint: 'form.every_hint' }),
  at: optionalTimeOfDay({ label: 'form.take_over_at', hint: 'form.time_hint' }),
  until: optionalTimeOfDay({ label: 'form.shift_until', hint: 'form.shift_until_hint' }),
  days: several({
    label: 'form.shift_days',
    hint: 'form.shift_days_hint',
    codes: weekdays,
    labelOf: d => `duty.weekday.${d}`,
    required: false,
  }),
  since: optionalDate({ label: 'form.turns_since', hint: 'form.turns_since_hint' }),
  zone: optionalZone({ label: 'form.zone', hint: 'form.zone_hint' }),
}

/** Who takes turns, in place of the rotation of that name; nobody named takes it away. */
export const dutySet = dutyCommand({
  name: 'duty-set',
  verb: 'set',
  label: 'button.duty_set',
  about: 'command.duty_set',
  roles: ['supervisor', 'head', 'duty'],
  inputs,
  decide: ({ now, roster, zone, colleagues, input }) => {
    const name = input.name ?? 'duty'
    if (input.officers.length === 0)
      return roster.rotations.some(r => r.name === name)
        ? ok([{ type: 'duty.set', name }])
        : err({ kind: 'UnknownRotation', name })
    const officers = input.officers.map(typed => colleagueOf(typed, colleagues))
    const known = officers.flatMap(o => o ?? [])
    const { at, until, days } = input
    const z = input.zone ?? zone
    const since = input.since ?? localAt(now, z).date
    const far = instantAt(since, '00:00', z) > plus(now, farthest)
    const problems: readonly Problem[] = [
      ...(known.length === officers.length
        ? []
        : [{ input: 'officers', reason: 'NotAColleague' } as const]),
      ...(at === undefined ? [{ input: 'at', reason: 'Missing' } as const] : []),
      ...(far ? [{ input: 'since', reason: 'TooFarAway' } as const] : []),
    ]
    if (at === undefined || problems.length > 0) return err({ kind: 'BadInput', problems })
    const rotation: Rotation = {
      name,
      rank: input.rank ?? 'duty',
      officers: known,
      since,
      everyDays: input.every ?? 1,
      at,
      ...(until === undefined ? {} : { until }),
      ...(days.length === 0 ? {} : { days: [...days] }),
      ...(input.zone === undefined ? {} : { zone: input.zone }),
    }
    return ok([{ type: 'duty.set', name, rotation }])
  },
})
