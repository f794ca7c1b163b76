import { data, words } from '../card/card.ts'
import type { BulletinPolicy } from '../escalation/bulletin.ts'
import type { Called } from '../matter/cards/call.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterSpec } from '../matter/matter.ts'
import { type Bulletin, bulletinSchema, isOpen, partiesOf, revisionOf } from './bulletin.ts'
import { bulletinCard, wholeCard } from './cards/bulletin.ts'
import { callCard } from './cards/call.ts'
import { statusTerm } from './cards/facts.ts'
import { happenedCard, lineOf } from './cards/happened.ts'
import { due, timersOf } from './clocks.ts'
import { commandsUnder } from './commands/index.ts'
import { effects } from './effects.ts'
import { type BulletinEvent, bulletinEventSchema, withText } from './events.ts'
import { evolve } from './evolve.ts'
import { isTurnOf, owed } from './owed.ts'

/** Bulletins that desks send to each other, with the reminders that they have agreed on. */
export const bulletinsUnder = (policy: BulletinPolicy): MatterSpec<Bulletin, BulletinEvent> => {
  const commands = commandsUnder(policy)
  return {
    letter: 'B',
    kind: 'bulletin',
    called: {
      title: 'listing.bulletins',
      root: 'command.bulletin_root',
      list: 'command.bulletins',
      view: 'command.bulletin_view',
    },
    readState: state => bulletinSchema.parse(state),
    readEvent: event => bulletinEventSchema.parse(event),
    evolve,
    withText,
    commands,
    revisionOf,
    partiesOf,
    isOpen,
    itemsOf: b => b.texts.map(t => t.item),
    timersOf,
    due,
    effects,
    card: async (recipe, desk, facts) => {
      switch (recipe.card) {
        case 'bulletin':
          return bulletinCard(facts, desk, commands)
        case 'happened':
          return happenedCard(facts, await facts.happened())
        case 'call': {
          const step = recipe['step'] as unknown as StepTaken
          return callCard(facts.state, step, recipe['to'] as Called, commands)
        }
        default:
          throw new Error(`no card of a bulletin: ${recipe.card}`)
      }
    },
    view: (facts, { desk }) => wholeCard(facts, desk),
    lineOf: (_, happened) => lineOf(happened),
    listed: (b, desk) => words('bulletin.item', { ref: data(b.id), status: statusTerm(b, desk) }),
    owed,
    isTurnOf,
    senderOf: b => b.from,
    ends: ['bulletin.withdrawn'],
    steps: ['bulletin.escalated'],
    erasing: { type: 'bulletin.erased' },
    isErased: b => b.erased === true && b.texts.length === 0,
    tlpOf: b => b.tlp,
    // On two clocks: times of twenty addressees on all of theirs could be read by nobody.
    clocksFor: (b, desk) =>
      desk === b.from ? b.addressees.slice(0, 1).map(a => a.desk) : [b.from],
  }
}
