import type { Fields } from './rule.ts'
import type { Team } from './world.ts'

export type Kind =
  | 'command'
  | 'action'
  | 'submission'
  | 'closed'
  | 'shortcut'
  | 'suggestion'
  | 'event'

/** How an app took what it was told. */
export type Outcome =
  | { readonly kind: 'acked'; readonly afterMs: number; readonly body: Fields }
  /** Nothing within three seconds. */
  | { readonly kind: 'timeout' }
  /** No socket, or nobody at the URL. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly status: number }

/** What the person at the screen sees of it at once. */
export type Sees =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'trouble'; readonly words: string }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'view'; readonly id: string }
  | { readonly kind: 'options'; readonly options: readonly unknown[] }

/** Something that was told to an app, with its answer once there is one. */
export interface Exchange {
  /** Of the envelope; a redelivery keeps it. */
  readonly id: string
  readonly kind: Kind
  readonly payload: Fields
  readonly outcome: Promise<Outcome>
  readonly settled: () => Outcome | undefined
  readonly sees: () => Sees
}

/** What is told, before it is sent. */
export interface Told {
  readonly kind: Kind
  readonly team: Team
  readonly payload: Fields
  /** What an ack that came in time does on the screen. */
  readonly taken: (body: Fields) => Sees
}

export const ackWithinMs = 3000

const connecting = 'We had some trouble connecting. Try again?'

/** Slack's words where an app didn't answer. */
export const troubleOf = (kind: Kind, payload: Fields, outcome: Outcome): Sees => {
  if (kind === 'event' || kind === 'closed') return { kind: 'nothing' }
  if (kind !== 'command') return { kind: 'trouble', words: connecting }
  const word = outcome.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
  return { kind: 'trouble', words: `${payload['command']} failed with the error "${word}"` }
}
