import type { ShipmentPolicy } from '../../escalation/shipment.ts'
import type { ShipmentCommand } from '../command.ts'
import { beginUnder } from './begin.ts'
import { close } from './close.ts'
import { containerUnder } from './container.ts'
import { release, seize } from './end-hold.ts'
import { extendUnder } from './extend.ts'
import { feedback } from './feedback.ts'
import { goodsUnder } from './goods.ts'
import { holdUnder } from './hold.ts'
import { legUnder } from './leg.ts'
import { seen } from './seen.ts'

/** Everything that may be done about shipments, in the order of the help. */
export const commandsUnder = (policy: ShipmentPolicy): readonly ShipmentCommand[] => [
  beginUnder(policy),
  legUnder(policy),
  goodsUnder(policy),
  containerUnder(policy),
  seen,
  feedback,
  holdUnder(policy),
  release,
  extendUnder(policy),
  seize,
  close,
]
