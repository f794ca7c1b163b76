import { ok } from '../../kit/result.ts'
import { dutyCommand } from '../command.ts'

/** The directory says who is who at this desk, and that is still true. */
export const dutyConfirm = dutyCommand({
  name: 'duty-confirm',
  verb: 'confirm',
  label: 'button.duty_confirm',
  about: 'command.duty_confirm',
  roles: ['duty', 'supervisor', 'head'],
  inputs: {},
  decide: () => ok([{ type: 'duty.confirmed' }]),
})
