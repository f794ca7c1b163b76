import type { Fields } from '../slack/rule.ts'

/** A role of a guild; `@everyone` has its guild's id. */
export interface Role {
  readonly id: string
  readonly guild: string
  readonly name: string
  permissions: bigint
  mentionable: boolean
  readonly managed: boolean
}

/** Somebody who has an account; in a guild only once `join` put them there. */
export interface User {
  readonly id: string
  readonly name: string
  /** Of the user's client: `zh-TW`, `zh-CN`, `ko`, `en-US` … Discord has no `zh-HK`. */
  locale: string
  readonly bot: boolean
  /** Takes no direct messages: a bot that writes gets 50007. */
  closedToDirect: boolean
}

export interface Member {
  readonly user: User
  nick: string | null
  /** Ids, without `@everyone`. */
  readonly roles: Set<string>
}

export interface Overwrite {
  allow: bigint
  deny: bigint
}

export interface Guild {
  readonly id: string
  readonly name: string
  preferredLocale: string
  readonly owner: string
  readonly roles: Map<string, Role>
  readonly members: Map<string, Member>
  /** The app's registered commands here, as Discord gives them back. */
  commands: readonly Fields[]
}

export type ChannelKind = 'text' | 'announcement' | 'dm' | 'public-thread' | 'private-thread'

export interface Channel {
  readonly id: string
  /** None where it is a direct channel. */
  readonly guild: string | undefined
  readonly kind: ChannelKind
  name: string
  topic: string | null
  /** Of a thread. */
  readonly parent: string | undefined
  /** By role or user id. */
  readonly overwrites: Map<string, Overwrite>
  /** Who is in it: a direct channel's two, a thread's members. */
  readonly members: Set<string>
  readonly owner: string | undefined
  archived: boolean
  locked: boolean
  archiveAfterMin: number
  rateLimitS: number
  messages: Message[]
}

export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly size: number
  readonly type: string
  /** What it says to who can't see it. */
  readonly description?: string
  readonly bytes: Uint8Array
}

/** Whom a message made a sound for; an edit makes none. */
export interface Pinged {
  /** Named one by one. */
  readonly users: readonly string[]
  readonly roles: readonly string[]
  readonly everyone: boolean
}

/** The interaction that a message answers. */
export interface Cause {
  readonly id: string
  readonly kind: number
  readonly user: User
  readonly name?: string
  /** The message whose button or menu it was. */
  readonly message?: string
  /** Of a form: what opened it. */
  readonly trigger?: Cause
}

export interface Message {
  readonly id: string
  readonly channel: Channel
  readonly author: User
  content: string
  embeds: readonly Fields[]
  components: readonly Fields[]
  attachments: readonly Attachment[]
  /** Bits; 64 is ephemeral, 128 still thinking, 32768 Components V2. */
  flags: number
  pinged: Pinged
  readonly nonce?: string | number
  /** Whom alone it is shown to. */
  readonly ephemeralTo?: string
  readonly answers?: Cause
  readonly replyTo?: string
  thread?: Channel
  /** Milliseconds since 1970. */
  readonly at: number
  editedAt: number | undefined
  edits: number
}

/** A form on somebody's screen. */
export interface OpenModal {
  readonly id: string
  readonly user: User
  readonly guild: string | undefined
  readonly channel: Channel
  /** `custom_id`, `title`, `components`, as the app gave them. */
  readonly modal: Fields
  /** The message whose button opened it. */
  readonly message: Message | undefined
  readonly cause: Cause
}
