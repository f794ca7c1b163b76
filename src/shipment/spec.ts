import { data, words } from '../card/card.ts'
import type { ShipmentPolicy } from '../escalation/shipment.ts'
import type { Called } from '../matter/cards/call.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterSpec } from '../matter/matter.ts'
import { alarmCard } from './cards/alarm.ts'
import { callCard } from './cards/call.ts'
import { statusTerm } from './cards/facts.ts'
import { happenedCard, lineOf, quotesOf } from './cards/happened.ts'
import { holdCard, type Reminder } from './cards/hold.ts'
import { shipmentCard } from './cards/shipment.ts'
import { due, timersOf } from './clocks.ts'
import { commandsUnder } from './commands/index.ts'
import { effects } from './effects.ts'
import { type ShipmentEvent, shipmentEventSchema, withText } from './events.ts'
import { evolve } from './evolve.ts'
import { owed } from './owed.ts'
import { isOpen, partiesOf, revisionOf, type Shipment, shipmentSchema } from './shipment.ts'

/** The words that stand on the card itself. */
const onCard = ['goods', 'containers', 'from', 'to', 'external', 'conveyance', 'held'] as const

/** Shipments that several desks watch, leg by leg, with the clocks that they have agreed on. */
export const shipmentsUnder = (policy: ShipmentPolicy): MatterSpec<Shipment, ShipmentEvent> => {
  const commands = commandsUnder(policy)
  return {
    letter: 'S',
    kind: 'shipment',
    called: {
      title: 'listing.shipments',
      root: 'command.shipment_root',
      list: 'command.shipments',
      view: 'command.shipment_view',
    },
    readState: state => shipmentSchema.parse(state),
    readEvent: event => shipmentEventSchema.parse(event),
    evolve,
    withText,
    commands,
    revisionOf,
    partiesOf,
    isOpen,
    itemsOf: s => s.texts.map(t => t.item),
    timersOf,
    due,
    effects,
    card: async (recipe, desk, facts) => {
      switch (recipe.card) {
        case 'shipment':
          return shipmentCard(facts, desk, commands)
        case 'happened':
          return happenedCard(facts, await facts.happened())
        case 'alarm': {
          const onDuty = await facts.onDuty(desk)
          return alarmCard(facts, Number(recipe['alarm']), desk, commands, onDuty)
        }
        case 'hold': {
          const reminder = recipe as unknown as Reminder
          return holdCard(facts, reminder, desk, commands, await facts.onDuty(desk))
        }
        case 'call': {
          const step = recipe['step'] as unknown as StepTaken
          const to = recipe['to'] as Called
          return callCard(facts.state, step, to, facts.directory, commands)
        }
        default:
          throw new Error(`no card of a shipment: ${recipe.card}`)
      }
    },
    view: (facts, { desk }) => {
      const card = shipmentCard(facts, desk, commands, facts.state.legs.length)
      const later = facts.state.texts.flatMap(t => quotesOf(facts, t.item, onCard))
      return { ...card, buttons: [], quotes: [...card.quotes, ...later] }
    },
    lineOf: (s, happened) =>
      lineOf({ state: s, contents: new Map() }, happened, 'custody.not_here'),
    listed: s => words('shipment.item', { ref: data(s.id), status: statusTerm(s) }),
    owed,
    isTurnOf: (s, desk) => owed(s, desk).length > 0,
    senderOf: s => s.from,
    ends: ['shipment.closed'],
    steps: ['shipment.escalated', 'shipment.reminded'],
    erasing: { type: 'shipment.erased' },
    isErased: s => s.erased === true && s.texts.length === 0,
    tlpOf: s => s.tlp,
    // On two clocks, always the same: on those of all that watch nobody could read a time.
    clocksFor: s => partiesOf(s).slice(0, 2),
  }
}
