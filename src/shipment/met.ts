import type { MatterClock } from '../matter/clocks.ts'
import { type Leg, legOf, type Shipment, waitingFor } from './shipment.ts'

/** The custodian has said what it does, or holds the goods; of one outside anybody may say it. */
export const hasActed = (s: Shipment, { n, custodian, feedback }: Leg): boolean =>
  feedback.some(f => custodian === undefined || f.desk === custodian) ||
  s.holds.some(h => h.leg === n && (custodian === undefined || h.desk === custodian))

/** Whether what the clock waits for is still to come. */
export const isWatched = (
  s: Shipment,
  { name, desk }: Pick<MatterClock, 'name' | 'desk'>,
): boolean => {
  const [kind, rest = ''] = name.split(':')
  const n = Number.parseInt(rest, 10)
  if (kind === 'alarm') return s.alarms.some(a => a.n === n && waitingFor(a).includes(desk))
  const leg = legOf(s, n)
  return leg !== undefined && !hasActed(s, leg)
}
