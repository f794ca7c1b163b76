import type { Params } from '../../card/card.ts'
import {
  at,
  type Card,
  card,
  contactPoint,
  count,
  data,
  lasting,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { absurd } from '../../kit/result.ts'
import { truncate, visible } from '../../kit/text.ts'
import { minutes } from '../../kit/time.ts'
import type { Problem, Refusal } from '../refusals.ts'

const typed = (text: string): Term => data(truncate(visible(text), 60))

/** The words for what is wrong with one input. */
export const problemWords = (
  p: Problem,
): { readonly key: MessageKey; readonly params?: Params } => {
  switch (p.reason) {
    case 'Missing':
      return { key: 'refusal.input_missing' }
    case 'TooLong':
      return { key: 'refusal.input_too_long', params: { max: count(p.max) } }
    case 'TooMany':
      return { key: 'refusal.input_too_many', params: { max: count(p.max) } }
    case 'NotAChoice':
      return { key: 'refusal.input_not_a_choice' }
    case 'NoOffset':
      return { key: 'refusal.input_no_offset' }
    case 'NotAnInstant':
      return { key: 'refusal.input_not_an_instant' }
    case 'NotADate':
      return { key: 'refusal.input_not_a_date' }
    case 'NotANumber':
      return { key: 'refusal.input_not_a_number' }
    case 'NotADigest':
      return { key: 'refusal.input_not_a_digest' }
    case 'NotAReference':
      return { key: 'refusal.input_not_a_reference' }
    case 'NotLater':
      return { key: 'refusal.input_not_later' }
    case 'EndsTooEarly':
      return { key: 'refusal.input_ends_too_early' }
    case 'OwnDesk':
      return { key: 'refusal.input_own_desk' }
    case 'NotAColleague':
      return { key: 'refusal.input_not_a_colleague' }
    case 'NotATime':
      return { key: 'refusal.input_not_a_time' }
    case 'NotAZone':
      return { key: 'refusal.input_not_a_zone' }
    case 'NotOnDutyThen':
      return { key: 'refusal.input_not_on_duty_then' }
    case 'TooFarAway':
      return { key: 'refusal.input_too_far_away' }
    case 'SameTime':
      return { key: 'refusal.input_same_time' }
    case 'Past':
      return { key: 'refusal.input_past' }
    case 'NotYet':
      return { key: 'refusal.input_not_yet' }
    case 'NotContacts':
      return { key: 'refusal.input_not_contacts' }
    case 'LegTooEarly':
      return { key: 'refusal.input_leg_too_early' }
    case 'ArrivesTooEarly':
      return { key: 'refusal.input_arrives_too_early' }
    case 'OnlyOne':
      return { key: 'refusal.input_either' }
    case 'OnlyOneName':
      return { key: 'refusal.input_either_name' }
    case 'NotLaterDay':
      return { key: 'refusal.input_not_later_day' }
    case 'HasVersion':
      return { key: 'refusal.input_has_version' }
    case 'NotAnEntry':
      return { key: 'refusal.input_not_an_entry' }
    case 'NotALine':
      return { key: 'refusal.input_not_a_line' }
    case 'UnknownWitness':
      return { key: 'refusal.input_unknown_witness' }
    case 'WrongCosignature':
      return { key: 'refusal.input_wrong_cosignature' }
    default:
      return absurd(p)
  }
}

const near = (nearest: string | undefined, how: MessageKey): readonly Term[] => [
  ...(nearest ? [words('refusal.nearest', { nearest: data(nearest) })] : []),
  words(how),
]

interface Said {
  readonly what: Term
  readonly next: readonly Term[]
}

const say = (refusal: Refusal): Said => {
  switch (refusal.kind) {
    case 'UnknownPerson':
      return {
        what: words('refusal.unknown_person'),
        next: [words('refusal.unknown_person_next')],
      }
    case 'MovedOn':
      return { what: words('refusal.moved_on'), next: [words('refusal.moved_on_next')] }
    case 'SeveralDesks':
      return {
        what: words('refusal.several_desks'),
        next: [words('refusal.several_desks_next')],
      }
    case 'UnknownCommand':
      return {
        what: words('refusal.unknown_command', { typed: typed(refusal.typed) }),
        next: near(refusal.nearest, 'refusal.see_help'),
      }
    case 'UnknownInput':
      return {
        what: words('refusal.unknown_input', { typed: typed(refusal.typed) }),
        next: near(refusal.nearest, 'help.values'),
      }
    case 'UnknownReferral':
      return {
        what:
          refusal.ref === ''
            ? words('refusal.no_reference')
            : words('refusal.unknown_referral', { ref: typed(refusal.ref) }),
        next: [words('refusal.unknown_referral_next')],
      }
    case 'UnknownButton':
      return { what: words('refusal.unknown_button'), next: [words('refusal.stale_next')] }
    case 'WrongSide':
      return {
        what: words(`refusal.wrong_side_${refusal.needed}`),
        next: [words('refusal.wrong_side_next')],
      }
    case 'WrongRole':
      return { what: words('refusal.wrong_role'), next: [words('refusal.wrong_role_next')] }
    case 'WrongState':
      return {
        what: words('refusal.wrong_state', { state: words(`state.${refusal.state}`) }),
        next: [words('refusal.wrong_state_next', { usage: data('/referral view HK-…') })],
      }
    case 'AlreadyAcknowledged':
      return {
        what: words('refusal.already_acknowledged', {
          officer: officer(refusal.by),
          time: at(refusal.at),
        }),
        next: [words('refusal.already_acknowledged_next')],
      }
    case 'Stale':
      return {
        what: words('refusal.stale', { state: words(`state.${refusal.state}`) }),
        next: [words('refusal.stale_next')],
      }
    case 'BadInput':
      return { what: words('refusal.bad_input'), next: [] }
    case 'Incomplete':
      return { what: words('refusal.incomplete'), next: [words('refusal.incomplete_next')] }
    case 'NeedsApproval':
      return { what: words('refusal.needs_approval'), next: [words('refusal.needs_approval_next')] }
    case 'OwnItem':
      return { what: words('refusal.own_item'), next: [words('refusal.own_item_next')] }
    case 'NothingAsked':
      return { what: words('refusal.nothing_asked'), next: [words('refusal.stale_next')] }
    case 'AlreadyAsked':
      return { what: words('refusal.already_asked'), next: [words('refusal.already_asked_next')] }
    case 'NoMoreExtensions':
      return {
        what: words('refusal.no_more_extensions', { max: count(refusal.max) }),
        next: [words('refusal.no_more_extensions_next')],
      }
    case 'Erased':
      return { what: words('refusal.erased'), next: [words('refusal.erased_next')] }
    case 'NotSnoozable':
      return { what: words('refusal.not_snoozable'), next: [words('refusal.snooze_next')] }
    case 'SnoozeSpent': {
      const { leftMinutes } = refusal
      const left = lasting(minutes(leftMinutes))
      return {
        what:
          leftMinutes > 0
            ? words('refusal.snooze_spent', { left })
            : words('refusal.snooze_none_left'),
        next: [words('refusal.snooze_next')],
      }
    }
    case 'OnlyADrill':
      return { what: words('refusal.only_a_drill'), next: [words('refusal.only_a_drill_next')] }
    case 'NoSuchTurn':
      return { what: words('refusal.no_such_turn'), next: [words('refusal.no_such_turn_next')] }
    case 'NotAskedOfYou':
      return {
        what: words('refusal.not_asked_of_you', { officer: officer(refusal.asked) }),
        next: [words('refusal.not_asked_of_you_next')],
      }
    case 'NotYourShift':
      return {
        what: words('refusal.not_your_shift'),
        next: [words('refusal.not_your_shift_next')],
      }
    case 'ShiftAccepted':
      return {
        what: words('refusal.shift_accepted', {
          officer: officer(refusal.by),
          time: at(refusal.at),
        }),
        next: [words('refusal.already_acknowledged_next')],
      }
    case 'UnknownRotation':
      return {
        what: words('refusal.unknown_rotation', { name: typed(refusal.name) }),
        next: [words('refusal.unknown_rotation_next')],
      }
    case 'NoReceipt': {
      const { of } = refusal
      return {
        what: words(`refusal.no_receipt_${of}`, { ref: typed(refusal.ref) }),
        next: [words(of === 'never' ? 'refusal.no_receipt_never_next' : 'refusal.no_receipt_next')],
      }
    }
    case 'NotCustodian':
      return {
        what: words('refusal.not_custodian'),
        next: [words('refusal.not_custodian_next')],
      }
    case 'NothingHeld':
      return { what: words('refusal.nothing_held'), next: [words('refusal.moved_on_next')] }
    case 'HeldLongest':
      return {
        what: words('refusal.held_longest', { max: count(refusal.max) }),
        next: [words('refusal.still_held_next')],
      }
    case 'StillHeld':
      return { what: words('refusal.still_held'), next: [words('refusal.still_held_next')] }
    case 'OnlyDesk':
      return {
        what: words('refusal.only_desk', { desk: contactPoint(refusal.desk) }),
        next: [words('refusal.wrong_side_next')],
      }
    case 'NotLead':
      return { what: words('refusal.not_lead'), next: [words('refusal.not_lead_next')] }
    case 'NotJoined':
      return { what: words('refusal.not_joined'), next: [words('refusal.not_joined_next')] }
    case 'AlreadyCounted':
      return {
        what: words('refusal.already_counted', {
          ref: data(refusal.ref),
          operation: data(refusal.operation),
        }),
        next: [words('refusal.already_counted_next')],
      }
    case 'Busy':
      return { what: words('refusal.busy'), next: [words('refusal.busy_next')] }
    default:
      return absurd(refusal)
  }
}

/** Why not, and what to do next. `labels` names the inputs where a refusal is about some. */
export const refusalCard = (
  refusal: Refusal,
  labels: ReadonlyMap<string, MessageKey> = new Map(),
): Card => {
  const { what, next } = say(refusal)
  const problems =
    refusal.kind === 'BadInput' || refusal.kind === 'Incomplete'
      ? refusal.problems.map(p => {
          const said = problemWords(p)
          const label = labels.get(p.input)
          return words('refusal.bad_input_line', {
            label: label ? words(label) : data(p.input),
            problem: words(said.key, said.params),
          })
        })
      : []
  return card({ name: 'refusal', tone: 'attention', headline: what, lines: [...problems, ...next] })
}
