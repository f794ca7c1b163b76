import { data, words } from '../card/card.ts'
import type { OperationPolicy } from '../escalation/operation.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterSpec } from '../matter/matter.ts'
import { callCard } from './cards/call.ts'
import { statusTerm } from './cards/facts.ts'
import { happenedCard, lineOf } from './cards/happened.ts'
import { operationCard, wholeCard } from './cards/operation.ts'
import { endCard, reportCard } from './cards/report.ts'
import { due, timersOf } from './clocks.ts'
import { commandsUnder } from './commands/index.ts'
import { effects, recounted } from './effects.ts'
import { type OperationEvent, operationEventSchema, withText } from './events.ts'
import { evolve } from './evolve.ts'
import { isOpen, type Operation, operationSchema, partiesOf, revisionOf } from './operation.ts'
import { isTurnOf, owed } from './owed.ts'

/** Joint operations of several desks, with the reports that they have agreed on. */
export const operationsUnder = (policy: OperationPolicy): MatterSpec<Operation, OperationEvent> => {
  const commands = commandsUnder(policy)
  return {
    letter: 'O',
    kind: 'operation',
    called: {
      title: 'listing.operations',
      root: 'command.operation_root',
      list: 'command.operations',
      view: 'command.operation_view',
    },
    readState: state => operationSchema.parse(state),
    readEvent: event => operationEventSchema.parse(event),
    evolve,
    withText,
    commands,
    revisionOf,
    partiesOf,
    isOpen,
    // Who declined reads no more of it, not even what it was called.
    itemsOf: (o, desk) =>
      desk === undefined || partiesOf(o).includes(desk) ? o.texts.map(t => t.item) : [],
    timersOf,
    due,
    effects,
    card: async (recipe, desk, facts) => {
      switch (recipe.card) {
        case 'operation':
          return operationCard(facts, desk, commands)
        case 'happened':
          return happenedCard(facts, await facts.happened())
        case 'report':
          return reportCard(facts, Number(recipe['report']))
        case 'end':
          return endCard(facts)
        case 'call':
          return callCard(facts.state, recipe['step'] as unknown as StepTaken, commands)
        default:
          throw new Error(`no card of an operation: ${recipe.card}`)
      }
    },
    view: (facts, by) => wholeCard(facts, by, commands),
    lineOf,
    listed: o => words('operation.item', { ref: data(o.id), status: statusTerm(o) }),
    owed,
    isTurnOf,
    senderOf: o => o.from,
    ends: ['operation.closed'],
    steps: ['operation.escalated'],
    erasing: { type: 'operation.erased' },
    isErased: o => o.erased === true && o.texts.length === 0,
    tlpOf: o => o.tlp,
    counts: o => o.tags.map(t => t.ref),
    // What an end report told stays as it was told.
    recounted: o => (isOpen(o) ? recounted(o) : []),
    // On two clocks, always the same: on those of all participants nobody could read a time.
    clocksFor: o => partiesOf(o).slice(0, 2),
  }
}
