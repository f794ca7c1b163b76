import { labelOf } from '../../codes/outcome.ts'
import { outcomes } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { choice, optionalText } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { language } from '../inputs.ts'
import { openHolds } from '../shipment.ts'

/** The desk that began it no longer asks the others to watch it; what is held is decided first. */
export const close = act({
  name: 's-close',
  verb: 'close',
  label: 'button.s_close',
  about: 'command.s_close',
  inputs: {
    outcome: choice({ label: 'form.outcome', codes: outcomes, labelOf }),
    words: optionalText({ label: 'form.note', max: 1000, widget: 'paragraph' }),
    language,
  },
  against: (s, by) => {
    if (by.desk !== s.from) return { kind: 'WrongSide', needed: 'sender' }
    return openHolds(s).length > 0 ? { kind: 'StillHeld' } : undefined
  },
  decide: ({ input: { outcome }, by }) => ok([{ type: 'shipment.closed', desk: by.desk, outcome }]),
})
