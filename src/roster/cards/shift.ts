import { at, type Button, type Card, count, type Term, words } from '../../card/card.ts'
import type { OfficerId } from '../../kit/ids.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import { refOfMatter } from '../../matter/cards/item.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import type { DutyRecipe } from '../effects.ts'
import { type DutyCardFacts, dutyCardOf, known, people, person, seniors } from './facts.ts'
import { mattersByDue, openItems } from './items.ts'

interface Note {
  readonly stands: 'open' | 'accepted' | 'never' | 'over'
  readonly from?: readonly string[]
  readonly to?: readonly string[]
  readonly since?: Instant
  readonly until?: Instant
  readonly accepted?: { readonly by: OfficerId; readonly at: Instant }
}

/**
 * The roster knows its present shift alone. Of an earlier one the event that the message tells of says
 * what is known: its acceptance, its beginning, or that the next began while nobody had accepted it.
 */
const noteOf = (n: number, { roster, happened }: DutyCardFacts): Note => {
  const shift = roster.shift?.n === n ? roster.shift : undefined
  if (shift) return { ...shift, stands: shift.accepted ? 'accepted' : 'open' }
  const event = happened?.event
  if (event?.type === 'duty.shift_accepted' && event.shift === n && happened?.by !== 'clock')
    return happened
      ? { stands: 'accepted', accepted: { by: happened.by, at: happened.at } }
      : { stands: 'over' }
  if (event?.type !== 'duty.shift_changed') return { stands: 'over' }
  if (event.shift === n)
    return { stands: 'over', from: event.from, to: event.to, since: fromRfc3339(event.at) }
  return event.shift === n + 1
    ? { stands: 'never', to: event.from, until: fromRfc3339(event.at) }
    : { stands: 'over' }
}

const acceptButton = (n: number, { roster }: DutyCardFacts): Button => ({
  command: 'duty-accept',
  subject: roster.desk,
  revision: n,
  label: 'button.duty_accept',
  style: 'primary',
})

/** A chat system may show three buttons: the one that accepts, and two of what presses most. */
const viewButtons = ({ matters }: DutyCardFacts): readonly Button[] =>
  mattersByDue(matters)
    .filter(m => m.isTurn)
    .slice(0, 2)
    .map(refOfMatter)

const moment = (when: Instant | undefined): Term | undefined =>
  when === undefined ? undefined : at(when)

const fieldsOf = (note: Note, { directory }: DutyCardFacts) => [
  ...fieldOf('duty.going', note.from && people(directory, note.from)),
  ...fieldOf('duty.coming', note.to && people(directory, note.to)),
  ...fieldOf('duty.since', moment(note.since)),
  ...fieldOf('duty.until', moment(note.until)),
  ...fieldOf(
    'duty.accepted_by',
    note.accepted &&
      words('duty.who_when', {
        officer: person(directory, note.accepted.by),
        time: at(note.accepted.at),
      }),
  ),
]

const asked = ({ stands, to = [] }: Note): readonly Term[] => {
  if (stands === 'never') return [words('duty.shift_never_line')]
  if (stands === 'open') return [words(to.length > 0 ? 'duty.shift_ask' : 'duty.shift_nobody')]
  return []
}

/**
 * The hand-over note of a shift: who goes, who comes, what is open. It calls who comes until it is
 * accepted; where nobody comes, those who can put somebody on duty.
 */
export const shiftCard = (n: number, facts: DutyCardFacts): Card => {
  const note = noteOf(n, facts)
  const { stands, to = [] } = note
  const isOpen = stands === 'open'
  const calls = isOpen && to.length > 0
  const isPresent = facts.roster.shift?.n === n
  const tone = isOpen ? (calls ? 'attention' : 'urgent') : 'calm'
  const called = calls ? known(facts.directory, to) : seniors(facts)
  return dutyCardOf(facts.roster.desk, {
    name: 'shift',
    tone,
    headline: words(isOpen && !calls ? 'duty.shift_nobody_title' : `duty.shift_${stands}`),
    fields: fieldsOf(note, facts),
    lines: [...asked(note), ...(isPresent ? openItems(facts, note.until) : [])],
    buttons: [...(calls ? [acceptButton(n, facts)] : []), ...(isPresent ? viewButtons(facts) : [])],
    mentions: isOpen ? called : [],
    footer: [words('duty.shift_number', { number: count(n) })],
  })
}

/** Nobody has accepted the note: calls those named, until somebody has or the shift is over. */
export const shiftCallCard = (
  recipe: Extract<DutyRecipe, { card: 'shift-call' }>,
  facts: DutyCardFacts,
): Card => {
  const { shift } = facts.roster
  const holds = shift?.n === recipe.shift && shift.accepted === undefined ? shift : undefined
  return dutyCardOf(facts.roster.desk, {
    name: 'shift-call',
    tone: holds ? 'urgent' : 'calm',
    headline: words(holds ? 'duty.call_open' : 'duty.call_over'),
    fields: holds ? fieldsOf({ ...holds, stands: 'open' }, facts) : [],
    lines: [words(holds ? 'duty.call_ask' : 'duty.nothing_more')],
    buttons: holds ? [acceptButton(recipe.shift, facts)] : [],
    mentions: holds ? known(facts.directory, recipe.called) : [],
    footer: [words('duty.shift_number', { number: count(recipe.shift) })],
  })
}
