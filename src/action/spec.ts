import { data, words } from '../card/card.ts'
import type { ActionPolicy } from '../escalation/action.ts'
import type { Called } from '../matter/cards/call.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterSpec } from '../matter/matter.ts'
import { type Action, actionSchema, isOpen, partiesOf, revisionOf } from './action.ts'
import { actionCard, wholeCard } from './cards/action.ts'
import { callCard } from './cards/call.ts'
import { statusTerm } from './cards/facts.ts'
import { happenedCard, lineOf } from './cards/happened.ts'
import { due, timersOf } from './clocks.ts'
import { commandsUnder } from './commands/index.ts'
import { effects } from './effects.ts'
import { type ActionEvent, actionEventSchema, withText } from './events.ts'
import { evolve } from './evolve.ts'

/** Action items between two desks, with the reminders that they have agreed on. */
export const actionsUnder = (policy: ActionPolicy): MatterSpec<Action, ActionEvent> => {
  const commands = commandsUnder(policy)
  return {
    letter: 'A',
    kind: 'action',
    called: {
      title: 'listing.actions',
      root: 'command.action_root',
      list: 'command.actions',
      view: 'command.action_view',
    },
    readState: state => actionSchema.parse(state),
    readEvent: event => actionEventSchema.parse(event),
    evolve,
    withText,
    commands,
    reports: [{ verb: 'agenda', label: 'command.agenda_label', about: 'command.agenda' }],
    revisionOf,
    partiesOf,
    isOpen,
    itemsOf: a => a.texts.map(t => t.item),
    timersOf,
    due,
    effects,
    card: async (recipe, desk, facts) => {
      switch (recipe.card) {
        case 'action':
          return actionCard(facts, desk, commands)
        case 'happened':
          return happenedCard(facts, await facts.happened())
        case 'call': {
          const step = recipe['step'] as unknown as StepTaken
          return callCard(facts, step, recipe['to'] as Called, commands)
        }
        default:
          throw new Error(`no card of an action item: ${recipe.card}`)
      }
    },
    view: wholeCard,
    lineOf: (_, happened) => lineOf(happened),
    listed: a => words('actionitem.item', { ref: data(a.id), status: statusTerm(a) }),
    owed: (a, desk) =>
      a.clocks
        .filter(c => c.desk === desk)
        .map(c => ({ what: words('actionitem.owed'), due: c.due })),
    isTurnOf: (a, desk) => isOpen(a) && a.owner === desk,
    senderOf: a => a.from,
    ends: ['action.done', 'action.withdrawn'],
    reopens: ['action.reopened'],
    steps: ['action.escalated'],
    erasing: { type: 'action.erased' },
    isErased: a => a.erased === true && a.texts.length === 0,
    tlpOf: a => a.tlp,
  }
}
