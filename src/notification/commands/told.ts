import { count } from '../../card/card.ts'
import { labelOfWay, waysOfTelling } from '../../codes/notification.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { choice, type Input, optionalMoment } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { mostContacts } from '../contacts.ts'
import { language, remark } from '../inputs.ts'
import { untold } from '../notification.ts'

const numbers = Array.from({ length: mostContacts }, (_, i) => `${i + 1}`)

const externalOf = (codes: readonly string[]): Input<string> => ({
  ...choice({
    label: 'notification.external_label',
    codes,
    labelOf: () => 'notification.external_nth',
  }),
  choices: codes.map(value => ({
    value,
    label: 'notification.external_nth',
    params: { number: count(Number(value)) },
  })),
})

const inputs = {
  external: externalOf(numbers),
  way: choice({ label: 'notification.way_label', codes: waysOfTelling, labelOf: labelOfWay }),
  at: optionalMoment({ label: 'notification.told_at', hint: 'notification.told_at_hint' }),
  remark,
  language,
}

/** The sender's record that a contact that is not on Liaison was told: which, how, when and by whom. */
export const told = act({
  name: 'n-told',
  verb: 'told',
  label: 'button.n_told',
  about: 'command.n_told',
  style: 'primary',
  by: 'sender',
  inputs,
  shown: n => ({ ...inputs, external: externalOf(untold(n).map(String)) }),
  against: n => (untold(n).length > 0 ? undefined : { kind: 'NothingAsked' }),
  decide: ({ now, input }) => {
    const at = input.at ?? now
    if (at > now) return err({ kind: 'BadInput', problems: [{ input: 'at', reason: 'NotYet' }] })
    const { external, way } = input
    return ok([{ type: 'notification.told', external: Number(external), way, at: toRfc3339(at) }])
  },
})
