import type { SpokenForm } from '../../../src/card/spoken.ts'
import type { ActResponse, Hello, PageMessage } from '../protocol.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'signed_out'

/** A message and how often it came or changed while the page was open; 0 for one that was there. */
export interface Shown extends PageMessage {
  readonly live: number
}

/** An answer to be read, done or refused. */
export type Told = Extract<ActResponse, { readonly kind: 'card' | 'refusal' }>

export type Reply = Told & { readonly id: number }

export interface OpenForm {
  readonly id: number
  readonly form: SpokenForm
}

export interface State {
  readonly connection: Connection
  readonly hello: Hello | undefined
  readonly messages: readonly Shown[]
  /** The newest change, for those who can't see it happen. */
  readonly latest: { readonly message: Shown; readonly changed: boolean } | undefined
  readonly replies: readonly Reply[]
  readonly form: OpenForm | undefined
  /** Numbers replies and forms. */
  readonly next: number
}

export type Action =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'message'; readonly message: PageMessage }
  | { readonly kind: 'answer'; readonly answer: ActResponse }
  | { readonly kind: 'dismiss'; readonly id: number }
  | { readonly kind: 'close-form' }

export const initial: State = {
  connection: 'connecting',
  hello: undefined,
  messages: [],
  latest: undefined,
  replies: [],
  form: undefined,
  next: 1,
}

// Older private replies are beyond use, and the area must leave room for the channels.
const maxReplies = 5

const same = (a: PageMessage, b: PageMessage): boolean => a.channel === b.channel && a.id === b.id

/** A resumed feed may say again what the page has; an older revision never replaces a newer one. */
const received = (state: State, message: PageMessage): State => {
  const before = state.messages.find(m => same(m, message))
  if (before !== undefined && before.revision >= message.revision) return state
  const shown: Shown = { ...message, live: (before?.live ?? 0) + 1 }
  return {
    ...state,
    messages:
      before === undefined
        ? [...state.messages, shown]
        : state.messages.map(m => (m === before ? shown : m)),
    latest: { message: shown, changed: before !== undefined },
  }
}

/** All that there is. What the page missed while it was cut off counts as having come now. */
const begun = (state: State, hello: Hello): State => {
  const messages = hello.messages.map((message): Shown => {
    const before = state.messages.find(m => same(m, message))
    const missed =
      state.hello !== undefined && (before === undefined || before.revision < message.revision)
    return { ...message, live: (before?.live ?? 0) + (missed ? 1 : 0) }
  })
  const newest = messages.findLast(m => m.live > (state.messages.find(b => same(b, m))?.live ?? 0))
  const latest = newest && {
    message: newest,
    changed: state.messages.some(m => same(m, newest)),
  }
  return { ...state, messages, latest }
}

const answered = (state: State, answer: ActResponse): State => {
  switch (answer.kind) {
    case 'none':
      return state
    case 'form':
      return { ...state, form: { id: state.next, form: answer.form }, next: state.next + 1 }
    case 'card':
    case 'refusal': {
      const reply: Reply = { ...answer, id: state.next }
      return {
        ...state,
        replies: [...state.replies, reply].slice(-maxReplies),
        next: state.next + 1,
      }
    }
  }
}

/** What the page shows after `action`. Pure. */
export const reduce = (state: State, action: Action): State => {
  switch (action.kind) {
    case 'connection':
      return { ...state, connection: action.connection }
    case 'hello':
      return { ...begun(state, action.hello), hello: action.hello, connection: 'live' }
    case 'message':
      return received(state, action.message)
    case 'answer':
      return answered(state, action.answer)
    case 'dismiss':
      return { ...state, replies: state.replies.filter(r => r.id !== action.id) }
    case 'close-form':
      return { ...state, form: undefined }
  }
}
