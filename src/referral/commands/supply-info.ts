import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** The sending side gives what was asked for; the clocks go on with the time they had left. */
export const supplyInfo = command({
  name: 'supply-info',
  label: 'button.supply_info',
  about: 'command.supply_info',
  by: 'sender',
  roles: caseRoles,
  from: ['info_requested'],
  inputs: {
    information: text({ label: 'form.information', max: 1500, widget: 'paragraph' }),
    language,
  },
  button: { in: ['info_requested'], style: 'primary' },
  decide: () => ok([{ type: 'referral.info_supplied' }]),
})
