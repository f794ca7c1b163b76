import type { SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import type { Act, Actor, Answer, Fault, Inbound, Platform } from '../../src/ports/platform.ts'

/** Two people whom every rig knows: both read the shared place, only Ann reads the internal one. */
export type Person = 'ann' | 'ben'

/** A message as a person sees it. */
export interface Seen {
  readonly message: MessageId
  readonly thread?: MessageId
  /** Every text that is shown, in order, escapes of the platform undone. */
  readonly texts: readonly string[]
  /** Labels of the buttons, in order. */
  readonly buttons: readonly string[]
}

/** What only the speaker gets. */
export interface Reply {
  readonly kind: Answer['kind']
  readonly texts: readonly string[]
}

/** Drives one platform from outside, as people and the chat system do. */
export interface Rig {
  readonly platform: Platform
  readonly places: {
    readonly shared: PlaceId
    readonly internal: PlaceId
    readonly unknown: PlaceId
  }
  readonly actorOf: (person: Person) => Actor
  /** What reached the ear, oldest first. */
  readonly heard: () => readonly Inbound[]
  /** The ear's next answer; without one it answers `none`. */
  readonly answerNext: (answer: Answer | Promise<Answer>) => void
  readonly say: (person: Person, text: string) => Promise<Reply>
  /** The line that `say` said, where the chat system has options instead of lines. */
  readonly lineIn?: (act: Act) => string | undefined
  readonly press: (
    person: Person,
    place: PlaceId,
    message: MessageId,
    button: number,
  ) => Promise<Reply>
  readonly submit: (
    person: Person,
    data: string,
    values: Readonly<Record<string, string>>,
  ) => Promise<Reply>
  /** What is shown at a place, oldest first; empty where the person may not look. */
  readonly seen: (place: PlaceId, by?: Person) => Promise<readonly Seen[]>
  /** The chat system delivers the next inbound twice. */
  readonly duplicateNext: () => void
  /** The chat system fails the next call; undefined where it can't. */
  readonly failNext?: (fault: Fault) => void
  /** Every text that a reader gets of a card, in order, where the chat system puts some together. */
  readonly shows?: (card: SpokenCard, privately?: boolean) => readonly string[]
  readonly showsForm?: (form: SpokenForm) => readonly string[]
  /** Characters of an officer's text that this chat system takes and shows whole, wherever it stands. */
  readonly longest?: number
  /** False where a refusal looks like any other private card. */
  readonly tellsRefusals?: boolean
  /** What the chat system found wrong with how it was used. */
  readonly problems?: () => readonly string[]
  /** What is still open after `platform.close()`, each in a few words. */
  readonly stillOpen: () => Promise<readonly string[]>
  /** Closes the platform if it isn't and removes what the rig made. */
  readonly close: () => Promise<void>
}

export type RaiseRig = () => Promise<Rig>
