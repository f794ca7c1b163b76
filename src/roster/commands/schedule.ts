import { ok } from '../../kit/result.ts'
import { seniorRoles } from '../../referral/command.ts'
import { dutyCommand } from '../command.ts'
import { optionalTimeOfDay, optionalWeekday } from '../inputs.ts'
import { postTimeOf } from '../post.ts'

/** When the desk's own weekly summary is posted; what isn't named stays. */
export const dutySchedule = dutyCommand({
  name: 'duty-schedule',
  verb: 'schedule',
  under: 'summary',
  label: 'button.duty_schedule',
  submit: 'button.save',
  about: 'command.summary_schedule',
  roles: seniorRoles,
  inputs: {
    day: optionalWeekday({ label: 'form.post_day' }),
    hour: optionalTimeOfDay({ label: 'form.post_hour', hint: 'form.post_hour_hint' }),
  },
  prefill: roster => {
    const { day, at } = postTimeOf(roster)
    return { day, hour: at }
  },
  decide: ({ roster, input }) => {
    const { day, at } = postTimeOf(roster)
    return ok([{ type: 'duty.summary_scheduled', day: input.day ?? day, at: input.hour ?? at }])
  },
})
