import { ok, type Result } from '../../kit/result.ts'
import type { Raw, Speaker } from '../../referral/command.ts'
import type { Refusal } from '../../referral/refusals.ts'
import { badInput } from '../command.ts'
import { numberInput, oneOf } from '../inputs.ts'
import { type Hold, openHolds, ownHolds, type Shipment } from '../shipment.ts'

/** Which of the holds of a shipment. */
export const which = numberInput('shipment.hold')
export const shown = (s: Shipment) => ({
  hold: oneOf(
    'shipment.hold',
    openHolds(s).map(h => h.n),
  ),
})

export const against = (s: Shipment, by: Speaker): Refusal | undefined =>
  ownHolds(s, by.desk).length > 0 ? undefined : { kind: 'NothingHeld' }

/** The one whose limit comes first. */
const pressing = (s: Shipment, desk: Speaker['desk']): Hold | undefined =>
  ownHolds(s, desk).toSorted((a, b) => a.limit - b.limit)[0]

export const prefill = (s: Shipment, { desk }: Speaker): Raw => {
  const hold = pressing(s, desk)
  return hold ? { hold: `${hold.n}` } : {}
}

/** The hold of the own desk that was named; else the one that presses. */
export const chosenHold = (
  s: Shipment,
  { desk }: Speaker,
  typed: string | undefined,
): Result<Hold, Refusal> => {
  const hold =
    typed === undefined ? pressing(s, desk) : ownHolds(s, desk).find(h => h.n === Number(typed))
  return hold ? ok(hold) : badInput([{ input: 'hold', reason: 'NotAChoice' }])
}
