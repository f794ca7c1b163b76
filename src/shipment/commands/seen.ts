import { ok } from '../../kit/result.ts'
import { act } from '../command.ts'
import { unseenBy } from '../shipment.ts'

/** A named officer of the desk has seen what changed. */
export const seen = act({
  name: 's-seen',
  verb: 'seen',
  label: 'button.s_seen',
  about: 'command.s_seen',
  style: 'primary',
  inputs: {},
  against: (s, by) => (unseenBy(s, by.desk).length > 0 ? undefined : { kind: 'NothingAsked' }),
  decide: ({ s, by }) =>
    ok([{ type: 'shipment.seen', desk: by.desk, alarms: unseenBy(s, by.desk).map(a => a.n) }]),
})
