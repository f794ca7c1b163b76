import { err, ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { beginning } from '../command.ts'
import { picked } from '../inputs.ts'
import { optionalChoice } from '../optional-inputs.ts'

/** Routine matters wait for working hours: an exercise of them would measure the calendar. */
const drilled = ['immediate', 'urgent'] as const

/**
 * A marked exercise through the real path: sent at once, with nothing in it, and called for like a
 * matter of its priority until somebody of the other desk acknowledges it (domain.md 6.3, 6.6).
 */
export const drill = beginning({
  name: 'drill',
  root: true,
  label: 'button.drill',
  about: 'command.drill',
  roles: ['supervisor', 'head', 'admin'],
  inputs: {
    to: picked({ label: 'form.to', source: 'contact-points', required: true }),
    priority: {
      ...optionalChoice({
        label: 'form.priority',
        codes: drilled,
        labelOf: code => `priority.${code}`,
      }),
      preset: 'immediate',
    },
  },
  decide: c => {
    const { input, by, desks } = c
    const to = desks.find(d => d === input.to.toLowerCase())
    if (!to) return err({ kind: 'BadInput', problems: [{ input: 'to', reason: 'NotAChoice' }] })
    if (to === by.desk)
      return err({ kind: 'BadInput', problems: [{ input: 'to', reason: 'OwnDesk' }] })
    const { priority = 'immediate' } = input
    const basis = basisOf(c, { from: by.desk, to, priority })
    return ok([
      {
        type: 'referral.drafted',
        from: by.desk,
        to,
        category: 'other',
        priority,
        drill: true,
      },
      { type: 'referral.sent', clocks: startClock(basis, 'ack') },
    ])
  },
})
