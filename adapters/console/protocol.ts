import type { SpokenCard, SpokenForm } from '../../src/card/spoken.ts'

/** What the server and the page say to each other. Types only: the page is compiled apart. */

/** A word of the page's own frame, by its key below `page.`. */
export type PageWords = Readonly<Record<string, string>>

export interface PageChannel {
  readonly id: string
  readonly name: string
  readonly kind: 'shared' | 'internal'
}

export interface PageMessage {
  readonly channel: string
  readonly id: string
  /** The message whose thread it is in. */
  readonly thread?: string
  readonly card: SpokenCard
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
  | { readonly kind: 'card' | 'refusal'; readonly card: SpokenCard; readonly language: string }
  | { readonly kind: 'none' }

/** Answer to `GET api/complete?text=`. */
export interface CompleteResponse {
  readonly completions: readonly { readonly insert: string; readonly label: string }[]
}
