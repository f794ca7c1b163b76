import { labelOf, outcomes } from '../../codes/outcome.ts'
import { ok } from '../../kit/result.ts'
import { choice } from '../../referral/inputs.ts'
import { act } from '../command.ts'
import { language, words } from '../inputs.ts'

/** Only the sender ends it, and says with what result; nothing ends by age. */
export const close = act({
  name: 'n-close',
  verb: 'close',
  label: 'button.close',
  about: 'command.n_close',
  by: 'sender',
  inputs: {
    outcome: choice({ label: 'form.outcome', codes: outcomes, labelOf }),
    closing: words('notification.result_words'),
    language,
  },
  decide: ({ input }) => ok([{ type: 'notification.closed', outcome: input.outcome }]),
})

export const withdraw = act({
  name: 'n-withdraw',
  verb: 'withdraw',
  label: 'button.withdraw',
  about: 'command.n_withdraw',
  style: 'danger',
  by: 'sender',
  inputs: { withdrawal: words('form.reason'), language },
  decide: () => ok([{ type: 'notification.withdrawn' }]),
})
