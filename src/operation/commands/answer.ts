import { ok } from '../../kit/result.ts'
import type { Speaker } from '../../referral/command.ts'
import { text } from '../../referral/inputs.ts'
import type { Refusal } from '../../referral/refusals.ts'
import { act } from '../command.ts'
import { language } from '../inputs.ts'
import { type Operation, standingOf } from '../operation.ts'

const unlessInvited = (o: Operation, { desk }: Speaker): Refusal | undefined =>
  standingOf(o, desk) === 'invited' ? undefined : { kind: 'NothingAsked' }

/** A named officer says that the desk takes part. */
export const join = act({
  name: 'o-join',
  verb: 'join',
  label: 'button.o_join',
  about: 'command.o_join',
  style: 'primary',
  inputs: {},
  against: unlessInvited,
  decide: ({ by }) => ok({ type: 'operation.joined', desk: by.desk }),
})

/** The desk takes no part, and from then on sees no more of it unless it is invited again. */
export const decline = act({
  name: 'o-decline',
  verb: 'decline',
  label: 'button.o_decline',
  about: 'command.o_decline',
  inputs: { reason: text({ label: 'form.reason', max: 500, widget: 'paragraph' }), language },
  against: unlessInvited,
  decide: ({ by }) => ok({ type: 'operation.declined', desk: by.desk }),
})
