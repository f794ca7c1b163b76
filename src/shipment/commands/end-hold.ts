import type { MessageKey } from '../../card/key.ts'
import type { HoldEnd } from '../../codes/shipment.ts'
import { ok } from '../../kit/result.ts'
import { optionalText } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { language } from '../inputs.ts'
import { against, chosenHold, prefill, shown, which } from './own-hold.ts'

const ending = (
  how: HoldEnd,
  spec: {
    readonly verb: 'release' | 'seize'
    readonly label: MessageKey
    readonly about: MessageKey
  },
) =>
  act({
    name: `s-${spec.verb}`,
    ...spec,
    inputs: {
      hold: which,
      words: optionalText({ label: 'shipment.words', max: 1000, widget: 'paragraph' }),
      language,
    },
    shown,
    // A press alone must not decide on goods.
    prefill,
    against,
    decide: ({ s, input, by }) => {
      const found = chosenHold(s, by, input.hold)
      return found.ok
        ? ok([{ type: 'shipment.hold_ended', desk: by.desk, hold: found.value.n, how }])
        : found
    },
  })

export const release = ending('released', {
  verb: 'release',
  label: 'button.s_release',
  about: 'command.s_release',
})

export const seize = ending('seized', {
  verb: 'seize',
  label: 'button.s_seize',
  about: 'command.s_seize',
})
