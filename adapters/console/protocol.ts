import type { ChartOf } from '../../src/card/chart.ts'
import type { Spoken, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import type { SpokenFigures } from '../../src/ports/figures.ts'

/** What the server and the page say to each other. Types only: the page is compiled apart. */

/** A word of the page's own frame, by its key below `page.`. */
export type PageWords = Readonly<Record<string, string>>

export interface PageChannel {
  readonly id: string
  readonly name: string
  readonly kind: 'shared' | 'internal'
}

/** Where a picture is, below the officer's own page, and what it says. The address is of what it shows. */
export interface PagePicture {
  readonly src: string
  readonly alt: Spoken
  readonly of: ChartOf
}

export type PageCard = Omit<SpokenCard, 'picture'> & { readonly picture?: PagePicture }

export interface PageMessage {
  readonly channel: string
  readonly id: string
  /** The message whose thread it is in. */
  readonly thread?: string
  readonly card: PageCard
  /** RFC 3339, first posted. */
  readonly at: string
  /** Said by the server in the place's zones. */
  readonly time: string
  /** Counts revisions from 0. */
  readonly revision: number
  readonly repeat: boolean
}

/** First event of a feed, and again when the page can't be resumed: all that there is. */
export interface Hello {
  readonly me: { readonly officer: string; readonly name: string; readonly desk: string }
  readonly language: string
  readonly words: PageWords
  readonly channels: readonly PageChannel[]
  readonly messages: readonly PageMessage[]
}

/**
 * Server-sent events of `GET api/feed`. `id:` is `<epoch>-<n>`; a `Last-Event-ID` of this epoch that is
 * still held resumes from there, anything else begins with `hello`.
 */
export type FeedEvent =
  | { readonly event: 'hello'; readonly data: Hello }
  /** New, or an earlier one in its new form. */
  | { readonly event: 'message'; readonly data: PageMessage }

/** Body of `POST api/act`. `key` is made by the page, once per press, so that a resend is not a second act. */
export type ActRequest = { readonly key: string } & (
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'button'; readonly data: string }
  | {
      readonly kind: 'form'
      readonly data: string
      readonly values: Readonly<Record<string, string>>
    }
)

/** Answer to `POST api/act`: for its reader only. */
export type ActResponse =
  | { readonly kind: 'form'; readonly form: SpokenForm }
  | { readonly kind: 'card' | 'refusal'; readonly card: PageCard; readonly language: string }
  | { readonly kind: 'none' }

/** Answer to `GET api/complete?text=`. */
export interface CompleteResponse {
  readonly completions: readonly { readonly insert: string; readonly label: string }[]
}

/** Answer to `GET api/figures?week=&pair=`; the files are at `api/figures.csv` and `api/figures.json`. */
export type FiguresResponse = { readonly words: PageWords; readonly language: string } & (
  | { readonly kind: 'figures'; readonly figures: Omit<SpokenFigures, 'csv' | 'json'> }
  | { readonly kind: 'card' | 'refusal'; readonly card: PageCard }
)
