import type { Widget } from '../card/form.ts'
import type { Language } from '../kit/ids.ts'

/** One thing in every language of the catalogue. */
export type Sayings = ReadonlyMap<Language, string>

export interface DeclaredChoice {
  readonly value: string
  readonly label: Sayings
}

/** What may be given with a command; what isn't is asked for by a form. */
export interface DeclaredOption {
  /** Latin letters, digits and hyphens. `ref` is the referral that the command is about. */
  readonly name: string
  readonly label: Sayings
  readonly hint?: Sayings
  readonly widget: Widget
  readonly required: boolean
  /** UTF-16 units. */
  readonly max?: number
  readonly choices?: readonly DeclaredChoice[]
  /** What it may be depends on who asks: `Ear.suggest` says it. */
  readonly suggested: boolean
}

/**
 * A command as it may be made known to a chat system, from the one declaration that forms and help come from.
 * It comes back as `Act` with `text` its line, or its line and the reference, and `given` the other options.
 */
export interface DeclaredCommand {
  /** `/referral accept`: one word or two. */
  readonly line: string
  /** What its button says. */
  readonly label: Sayings
  readonly about: Sayings
  readonly options: readonly DeclaredOption[]
}
