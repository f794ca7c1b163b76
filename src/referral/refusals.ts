import type { State } from '../kit/codes.ts'
import type { OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'

/** What is wrong with one input. */
export type Problem = { readonly input: string } & (
  | { readonly reason: 'Missing' | 'NotAChoice' | 'NoOffset' | 'NotAnInstant' }
  | { readonly reason: 'TooLong'; readonly max: number }
  | { readonly reason: 'OwnDesk' }
)

/** Every reason to say no. Each has words in every language; nothing changes when one is given. */
export type Refusal =
  | { readonly kind: 'UnknownPerson' }
  | { readonly kind: 'UnknownCommand'; readonly typed: string; readonly nearest?: string }
  | { readonly kind: 'UnknownInput'; readonly typed: string; readonly nearest?: string }
  | { readonly kind: 'UnknownReferral'; readonly ref: string }
  | { readonly kind: 'UnknownButton' }
  | { readonly kind: 'WrongSide'; readonly needed: 'sender' | 'receiver' }
  | { readonly kind: 'WrongRole' }
  | { readonly kind: 'WrongState'; readonly state: State }
  | { readonly kind: 'AlreadyAcknowledged'; readonly by: OfficerId; readonly at: Instant }
  | { readonly kind: 'Stale'; readonly state: State }
  | { readonly kind: 'BadInput'; readonly problems: readonly Problem[] }
  /** Others changed the referral again and again while this was tried. */
  | { readonly kind: 'Busy' }
