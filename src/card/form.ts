import type { Params, Term } from './card.ts'
import type { MessageKey } from './key.ts'

export interface Choice {
  readonly value: string
  readonly label: Term
}

/** `choices`: any number of them, as one value with commas between. */
export type Widget = 'line' | 'paragraph' | 'choice' | 'choices' | 'instant'

/** One input as data. `max` counts UTF-16 units. */
export interface Input {
  readonly name: string
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly widget: Widget
  readonly required: boolean
  /** Heading of the part of a long form that it belongs to. */
  readonly group?: MessageKey
  readonly max?: number
  readonly choices?: readonly Choice[]
  /** What the officer gave last time, so that a refused form loses nothing. */
  readonly value?: string
  readonly problem?: { readonly key: MessageKey; readonly params?: Params }
}

/** An input form as data; `command`, `subject` and `revision` come back with the values. */
export interface Form {
  readonly command: string
  readonly subject?: string
  readonly revision: number
  readonly title: MessageKey
  readonly submit: MessageKey
  readonly about?: Term
  readonly inputs: readonly Input[]
}
