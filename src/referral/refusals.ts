import type { State } from '../kit/codes.ts'
import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { HandOver } from './cards/receipt.ts'

/** What is wrong with one input. */
export type Problem = { readonly input: string } & (
  | {
      readonly reason:
        | 'Missing'
        | 'NotAChoice'
        | 'NoOffset'
        | 'NotAnInstant'
        | 'NotADate'
        | 'NotANumber'
        | 'NotADigest'
        | 'NotAReference'
        | 'NotLater'
        | 'EndsTooEarly'
        | 'OwnDesk'
        | 'NotAColleague'
        | 'NotATime'
        | 'NotAZone'
        | 'NotOnDutyThen'
        | 'TooFarAway'
        | 'SameTime'
        | 'Past'
        | 'NotYet'
        | 'NotContacts'
        | 'LegTooEarly'
        | 'ArrivesTooEarly'
        | 'OnlyOne'
        | 'OnlyOneName'
        | 'NotLaterDay'
        | 'HasVersion'
        | 'NotAnEntry'
        | 'NotALine'
        | 'UnknownWitness'
        | 'WrongCosignature'
    }
  | { readonly reason: 'TooLong' | 'TooMany'; readonly max: number }
)

/** Every reason to say no. Each has words in every language; nothing changes when one is given. */
export type Refusal =
  | { readonly kind: 'UnknownPerson' }
  /** Groups of two desks: for which of them is not known. */
  | { readonly kind: 'SeveralDesks' }
  | { readonly kind: 'UnknownCommand'; readonly typed: string; readonly nearest?: string }
  | { readonly kind: 'UnknownInput'; readonly typed: string; readonly nearest?: string }
  | { readonly kind: 'UnknownReferral'; readonly ref: string }
  | { readonly kind: 'UnknownButton' }
  /** What a button or form was made for has changed since. */
  | { readonly kind: 'MovedOn' }
  | { readonly kind: 'WrongSide'; readonly needed: 'sender' | 'receiver' }
  | { readonly kind: 'WrongRole' }
  | { readonly kind: 'WrongState'; readonly state: State }
  | { readonly kind: 'AlreadyAcknowledged'; readonly by: OfficerId; readonly at: Instant }
  | { readonly kind: 'Stale'; readonly state: State }
  | { readonly kind: 'BadInput'; readonly problems: readonly Problem[] }
  /** Others changed the referral again and again while this was tried. */
  | { readonly kind: 'Busy' }
  /** The form of its category isn't filled in; these inputs must be. */
  | { readonly kind: 'Incomplete'; readonly problems: readonly Problem[] }
  /** A second officer must agree first. */
  | { readonly kind: 'NeedsApproval' }
  /** Nobody approves his own. */
  | { readonly kind: 'OwnItem' }
  /** Nothing was asked for that could be decided. */
  | { readonly kind: 'NothingAsked' }
  /** Something of this kind is asked for already. */
  | { readonly kind: 'AlreadyAsked' }
  | { readonly kind: 'NoMoreExtensions'; readonly max: number }
  /** Its content was erased. */
  | { readonly kind: 'Erased' }
  /** Nothing that calls is the officer's to put off, or the policy doesn't let it. */
  | { readonly kind: 'NotSnoozable' }
  /** So many minutes of silence are left by the policy; none where 0. */
  | { readonly kind: 'SnoozeSpent'; readonly leftMinutes: number }
  /** An exercise takes only to be acknowledged, noted on or withdrawn. */
  | { readonly kind: 'OnlyADrill' }
  /** What that number stood for is no more, was decided, or is somebody else's. */
  | { readonly kind: 'NoSuchTurn' }
  /** Only the one who was asked accepts or declines a swap. */
  | { readonly kind: 'NotAskedOfYou'; readonly asked: OfficerId }
  /** Only who comes on duty accepts the hand-over note. */
  | { readonly kind: 'NotYourShift' }
  | { readonly kind: 'ShiftAccepted'; readonly by: OfficerId; readonly at: Instant }
  /** It was not handed over yet, in that way or at all. */
  | { readonly kind: 'NoReceipt'; readonly ref: string; readonly of: HandOver | 'never' }
  /** Only a desk that has the goods on one of the legs may. */
  | { readonly kind: 'NotCustodian' }
  /** The desk holds no goods of it. */
  | { readonly kind: 'NothingHeld' }
  /** A hold was extended as often as the policy lets it. */
  | { readonly kind: 'HeldLongest'; readonly max: number }
  /** Goods of it are held, and that is not decided. */
  | { readonly kind: 'StillHeld' }
  /** It is for one desk to do. */
  | { readonly kind: 'OnlyDesk'; readonly desk: ContactPointId }
  /** Only the desk that leads an operation may. */
  | { readonly kind: 'NotLead' }
  /** Only a desk that takes part in an operation may. */
  | { readonly kind: 'NotJoined' }
  /** What came of a referral counts in one operation only: in that one. */
  | { readonly kind: 'AlreadyCounted'; readonly ref: string; readonly operation: string }
  /** Nobody of the desk takes turns by a rotation of that name. */
  | { readonly kind: 'UnknownRotation'; readonly name: string }
