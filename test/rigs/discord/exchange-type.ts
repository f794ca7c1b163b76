import type { Fields } from '../slack/rule.ts'
import type { Message, OpenModal } from './world-type.ts'

export type Kind = 'command' | 'context' | 'autocomplete' | 'component' | 'modal'

/** How an app took an interaction: its first response. */
export type Outcome =
  | { readonly kind: 'answered'; readonly with: 'message' | 'update'; readonly afterMs: number }
  | { readonly kind: 'deferred'; readonly with: 'message' | 'update'; readonly afterMs: number }
  | { readonly kind: 'answered'; readonly with: 'modal' | 'choices'; readonly afterMs: number }
  /** Nothing within three seconds: Discord shows "The application did not respond". */
  | { readonly kind: 'timeout' }
  /** No session, not even one that could be resumed. */
  | { readonly kind: 'unreachable' }

/** What the person at the screen sees of it now. */
export type Sees =
  | { readonly kind: 'nothing' }
  /** "Liaison is thinking…" */
  | { readonly kind: 'thinking'; readonly ephemeral: boolean }
  | { readonly kind: 'trouble'; readonly words: string }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'modal'; readonly modal: OpenModal }
  | { readonly kind: 'choices'; readonly choices: readonly Fields[] }

/** An interaction that was told to the app, with what came of it. */
export interface Exchange {
  /** Of the interaction; a redelivery keeps it. */
  readonly id: string
  readonly token: string
  readonly kind: Kind
  /** The `d` of INTERACTION_CREATE. */
  readonly payload: Fields
  /** The first response, or that there was none in time. */
  readonly outcome: Promise<Outcome>
  readonly settled: () => Outcome | undefined
  /** Resolves once something stands there for good: at once, or at the first edit after a deferral. */
  readonly shown: Promise<Sees>
  readonly sees: () => Sees
  /** The message that the first response made or changed. */
  readonly original: () => Message | undefined
  readonly followUps: () => readonly Message[]
}
