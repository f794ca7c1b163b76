/** Text that is never read as markup: Slack resolves no mention, link, format or emoji name in it. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

/** The only elements of rich text that are written here; none is made of what an officer typed but `text`. */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly style?: { readonly bold: true } }
  | { readonly type: 'user'; readonly user_id: string }
  | {
      readonly type: 'date'
      /** Seconds since 1970. */
      readonly timestamp: number
      readonly format: string
      readonly fallback: string
    }

// The lists are plain arrays because the SDK's own types take no others.
export interface RichPart {
  readonly type: 'rich_text_section' | 'rich_text_quote'
  readonly elements: Inline[]
}

/** In letters of one width, with its blanks and line ends. */
export interface Preformatted {
  readonly type: 'rich_text_preformatted'
  readonly elements: Extract<Inline, { type: 'text' }>[]
}

export interface RichText {
  readonly type: 'rich_text'
  readonly elements: (RichPart | Preformatted)[]
}

export interface Confirm {
  readonly title: PlainText
  readonly text: PlainText
  readonly confirm: PlainText
  readonly deny: PlainText
  readonly style?: 'danger'
}

export interface Option {
  readonly text: PlainText
  readonly value: string
}

export interface ButtonElement {
  readonly type: 'button'
  readonly action_id: string
  readonly text: PlainText
  readonly value: string
  readonly accessibility_label: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: Confirm
}

export interface OverflowElement {
  readonly type: 'overflow'
  readonly action_id: string
  readonly options: Option[]
  readonly confirm?: Confirm
}

export interface MenuElement {
  readonly type: 'static_select'
  readonly action_id: string
  readonly placeholder: PlainText
  readonly options: Option[]
}

export type ActionElement = ButtonElement | OverflowElement | MenuElement

/** A block of a message or of App Home. */
export type Block =
  | { readonly type: 'header'; readonly text: PlainText }
  | RichText
  | { readonly type: 'actions'; readonly elements: ActionElement[] }
  | { readonly type: 'context'; readonly elements: PlainText[] }
  | {
      readonly type: 'image'
      /** A file of the app's own. */
      readonly slack_file: { readonly id: string }
      readonly alt_text: string
    }
  | { readonly type: 'divider' }

export type InputElement =
  | {
      readonly type: 'plain_text_input'
      readonly action_id: string
      readonly multiline: boolean
      readonly max_length: number
      readonly initial_value?: string
    }
  | {
      readonly type: 'static_select'
      readonly action_id: string
      readonly options: Option[]
      readonly initial_option?: Option
    }
  | {
      readonly type: 'external_select'
      readonly action_id: string
      readonly min_query_length: 0
      readonly initial_option?: Option
    }
  | {
      readonly type: 'checkboxes' | 'multi_static_select'
      readonly action_id: string
      readonly options: Option[]
      readonly initial_options?: Option[]
    }
  | {
      readonly type: 'multi_external_select'
      readonly action_id: string
      readonly min_query_length: 0
      readonly initial_options?: Option[]
    }

export interface InputBlock {
  readonly type: 'input'
  readonly block_id: string
  readonly label: PlainText
  readonly element: InputElement
  readonly optional: boolean
  readonly hint?: PlainText
}

export type ModalBlock = Block | InputBlock

/** For `views.open`, `views.update` and `views.push`. */
export interface Modal {
  readonly type: 'modal'
  readonly callback_id: string
  readonly private_metadata: string
  readonly notify_on_close: true
  readonly title: PlainText
  readonly submit: PlainText
  readonly close: PlainText
  readonly blocks: ModalBlock[]
}

/** For `views.publish`. */
export interface Home {
  readonly type: 'home'
  readonly blocks: Block[]
}

export const header = (text: PlainText): Block => ({ type: 'header', text })
export const context = (text: PlainText): Block => ({ type: 'context', elements: [text] })
export const divider: Block = { type: 'divider' }
