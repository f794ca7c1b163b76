import type { Button, Card, Term } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { Tlp } from '../codes/tlp.ts'
import type { Role } from '../kit/codes.ts'
import type {
  ContactPointId,
  Language,
  MatterId,
  MatterLetter,
  OfficerId,
  ReferralId,
} from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import type { Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Purpose, Timer } from '../ports/store.ts'
import type { Content } from '../ports/vault.ts'
import type { HandOver, Receipt } from '../referral/cards/receipt.ts'
import type { Raw, Speaker } from '../referral/command.ts'
import type { Outage, Times } from '../referral/deadlines.ts'
import type { TextRef } from '../referral/events.ts'
import type { Inputs } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { Directory } from '../roster/directory.ts'
import type { CallTarget } from '../roster/on-duty.ts'
import type { CountedReferrals } from './counted.ts'
import type { Owed } from './item.ts'

/** An event with when it happened and by whom. */
export interface Told<E> {
  readonly event: E
  readonly at: Instant
  readonly by: OfficerId | 'clock'
}

/** What card to make when the notice is sent: names and ids, no words. */
export type MatterRecipe = { readonly card: string } & { readonly [name: string]: Json }

/** Somebody must be told, in a desk's own channels. */
export interface MatterNotice {
  readonly desk: ContactPointId
  readonly purpose: Purpose
  readonly recipe: MatterRecipe
  /** A call of something immediate, or the card that first tells of it: before all else at its place. */
  readonly urgent?: true
}

/** What a decision may look at besides state and input. */
export interface MatterCircumstances {
  readonly now: Instant
  readonly by: Speaker
  readonly directory: Directory
  readonly languages: readonly Language[]
  /** Words of the matter as far as the vault has them, by input name. */
  readonly said: Raw
  /** The same by item, where words of one name were said more than once. */
  readonly contents: ReadonlyMap<string, Content>
  /** References named by inputs whose source they are, as far as the officer's desk may see what they stand for. */
  readonly seen?: ReadonlySet<string>
  /** Referrals that the matter counts, and those that the command claims for it. */
  readonly referrals?: CountedReferrals
  /** By which other matter of the kind a claimed referral is counted already. */
  readonly claimed?: ReadonlyMap<string, MatterId>
}

export interface MatterDecision<E> {
  readonly events: readonly E[]
  /** The officer's words, for the vault. */
  readonly words: Raw
  /** Which of the events they go with, from 0; the last one unless given. */
  readonly wordsWith?: number
  readonly language: Language
  /** It goes on with the form of this command about referrals, with these values. */
  readonly next?: { readonly command: string; readonly given: Raw }
}

/** What the clock's decisions look at beside the state. */
export interface DueFacts {
  readonly now: Instant
  readonly times: Times
  readonly why?: Outage
  /** Whom a target reaches at a desk now. */
  readonly calledAt: (desk: ContactPointId, target: CallTarget) => readonly OfficerId[]
}

/** What cards are made from. */
export interface CardFacts<S, E> {
  readonly state: S
  readonly contents: ReadonlyMap<string, Content>
  readonly directory: Directory
  readonly now: Instant
  /** Of the entry that the message tells of. */
  readonly happened: () => Promise<Told<E>>
  /** The proof that the entry which the message tells of is in the log. */
  readonly receipt?: (what: HandOver) => Promise<Receipt>
  /** Who is on duty at a desk now, or whoever stands in. */
  readonly onDuty: (desk: ContactPointId) => Promise<readonly OfficerId[]>
  /** Languages of the place or reader, the first first; not known where not given. */
  readonly languages?: readonly Language[]
  /** Referrals that the matter counts, as they are now. */
  readonly referrals?: CountedReferrals
}

/** What a form may begin with. Without a state where it begins a matter. */
export interface PrefillFacts<S> {
  readonly state?: S
  readonly by: Speaker
  readonly said: Raw
  readonly directory: Directory
}

/** An officer's command about a matter: its declaration as data, and its rule. */
export interface MatterCommand<S, E> {
  /** In buttons and forms; unique over all commands there are. */
  readonly name: string
  /** As typed: `/notify`, or `/notification acknowledge` with a reference behind it. */
  readonly line: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly roles: readonly Role[]
  /** It begins a matter; all others are about one that is there. */
  readonly begins?: true
  readonly style: Button['style']
  /** What is against it besides role and revision; hides its button too. Never called for one that begins. */
  readonly against: (state: S, by: Speaker) => Refusal | undefined
  readonly inputsOf: (state: S | undefined, raw?: Raw) => Inputs
  /** What its form begins with; such a command always asks by its form. */
  readonly prefill?: (facts: PrefillFacts<S>) => Raw
  /** Referrals that it would count for this matter, and that no other of its kind may count too. */
  readonly claims?: (raw: Raw) => readonly ReferralId[]
  readonly decide: (
    given: MatterCircumstances & { readonly state?: S; readonly raw: Raw },
  ) => Result<MatterDecision<E>, Refusal>
}

/** Something to read about all matters of a kind: `/action agenda`. The bot makes it, from the store and the log. */
export interface MatterReport {
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
}

/** A kind of matter with its types. `defineMatter` closes over them, so that the bot needs to know none. */
export interface MatterSpec<S, E extends { readonly type: string }> {
  readonly letter: MatterLetter
  /** What a scenario and a report for an auditor call it, in one English word. */
  readonly kind: string
  /** What the list of those that are open is called, and what help says of them, of the list and of a look at one. */
  readonly called: Readonly<Record<'title' | 'root' | 'list' | 'view', MessageKey>>
  readonly readState: (state: Json) => S
  readonly readEvent: (event: Json) => E
  readonly evolve: (before: S | undefined, id: MatterId, happened: Told<E>) => S
  readonly withText: (event: E, text: TextRef) => E
  readonly commands: readonly MatterCommand<S, E>[]
  /** What may be read of all of them together, beside the list. */
  readonly reports?: readonly MatterReport[]
  /** Counts from 1 what changes what that desk may do: what its buttons were shown at. */
  readonly revisionOf: (state: S, desk: ContactPointId) => number
  /** Desks that may see it. */
  readonly partiesOf: (state: S) => readonly ContactPointId[]
  readonly isOpen: (state: S) => boolean
  /** Items in the vault that a desk may read, oldest first. */
  readonly itemsOf: (state: S, desk?: ContactPointId) => readonly string[]
  readonly timersOf: (state: S, times: Times) => readonly Timer[]
  /** What the clock does now about that deadline; nothing where it isn't due or is over. */
  readonly due: (state: S, deadline: string, facts: DueFacts) => readonly E[]
  readonly effects: (before: S | undefined, after: S, happened: Told<E>) => readonly MatterNotice[]
  readonly card: (
    recipe: MatterRecipe,
    desk: ContactPointId,
    facts: CardFacts<S, E>,
  ) => Promise<Card>
  /** Everything that an officer may see of it, with all that may be done. */
  readonly view: (facts: Omit<CardFacts<S, E>, 'happened' | 'onDuty'>, by: Speaker) => Card
  /** How strictly it is marked: a channel that is cleared for less shows nothing of its content. */
  readonly tlpOf?: (state: S) => Tlp
  /** Desks on whose clocks its times are shown to that desk, beside its own; all parties unless given. */
  readonly clocksFor?: (state: S, desk: ContactPointId) => readonly ContactPointId[]
  /** Referrals of which it counts what came of them; each counts in one matter of a kind. */
  readonly counts?: (state: S) => readonly ReferralId[]
  /** Who is told when what came of one of them changes. */
  readonly recounted?: (state: S) => readonly MatterNotice[]
  /** What happened to it when an officer began a referral from it; undefined where that one may not. */
  readonly referred?: (state: S, by: Speaker, referral: ReferralId) => readonly E[] | undefined
  /** What the log alone tells of an event in a sentence, with nobody's words; nothing where all kinds tell it alike. */
  readonly lineOf: (after: S, happened: Told<E>) => Term | undefined
  /** In a list of what is open. */
  readonly listed: (state: S, desk: ContactPointId) => Term
  /** What that desk must do now or by a time; nothing once it is over or erased. */
  readonly owed: (state: S, desk: ContactPointId) => readonly Owed[]
  /** Whether something of it waits for that desk, with a clock or without. */
  readonly isTurnOf: (state: S, desk: ContactPointId) => boolean
  /** The desk that began it: it hears when a place of another can't be reached. */
  readonly senderOf: (state: S) => ContactPointId
  /** Events after which it is over: from then on its content is kept for so many days. */
  readonly ends: readonly E['type'][]
  /** Events that undo such an end. */
  readonly reopens?: readonly E['type'][]
  /** Events by which the clock took a step: each says when it was `planned`, and what was `missed`. */
  readonly steps: readonly E['type'][]
  /** Events of which both sides are given a receipt; none where it is handed over to nobody. */
  readonly receipts?: Readonly<Record<HandOver, E['type']>>
  /** The event that says that its content was erased. */
  readonly erasing: E
  /** Its content was erased, and nobody has written anything since. */
  readonly isErased: (state: S) => boolean
}
