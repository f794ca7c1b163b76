import type { Fields } from '../slack/rule.ts'
import type { Exchange } from './exchange-type.ts'
import type {
  Channel,
  Guild,
  Member,
  Message,
  OpenModal,
  Overwrite,
  Role,
  User,
} from './world-type.ts'

export interface RaiseDiscord {
  /** Milliseconds since 1970. Given, time stands still but for the test (then call `tick`); else the host's. */
  readonly now?: () => number
  /** What HELLO says; 41,250 unless given. Heartbeats run in the app's own time, not in `now`. */
  readonly heartbeatMs?: number
  /** Posts that one channel takes in so many ms before 429; 5 in 5,000 unless given. */
  readonly bucket?: { readonly limit: number; readonly perMs: number }
  /** Requests a second over all routes but interactions'; 50 unless given. */
  readonly global?: number
  /** IDENTIFYs of 24 hours; 1,000 unless given. */
  readonly identifies?: number
}

/** Who and where. Ids are snowflakes of 18 to 19 digits. */
export interface Places {
  readonly guilds: () => readonly Guild[]
  /** The app's bot is in it, with these permissions (`everything that a bot needs` unless given). */
  readonly addGuild: (
    name: string,
    made?: { readonly preferredLocale?: string; readonly botPermissions?: bigint },
  ) => Guild
  readonly addRole: (
    guild: Guild,
    name: string,
    made?: { readonly permissions?: bigint; readonly mentionable?: boolean },
  ) => Role
  readonly addUser: (name: string, locale?: string) => User
  readonly join: (
    guild: Guild,
    user: User,
    made?: { readonly roles?: readonly Role[]; readonly nick?: string },
  ) => Member
  readonly addChannel: (
    guild: Guild,
    name: string,
    made?: {
      readonly kind?: 'text' | 'announcement'
      /** By role or user id. */
      readonly overwrites?: Readonly<Record<string, Partial<Overwrite>>>
    },
  ) => Channel
  /** The bot's own role in a guild. */
  readonly botRole: (guild: Guild) => Role
  /** Changes a role and tells the app (GUILD_ROLE_UPDATE). */
  readonly changeRole: (
    role: Role,
    change: { readonly permissions?: bigint; readonly mentionable?: boolean },
  ) => void
  /** Changes a channel and tells the app (CHANNEL_UPDATE). */
  readonly changeChannel: (
    channel: Channel,
    change: {
      readonly name?: string
      readonly overwrites?: Readonly<Record<string, Partial<Overwrite>>>
    },
  ) => void
  readonly giveRole: (guild: Guild, user: User, role: Role) => void
  readonly takeRole: (guild: Guild, user: User, role: Role) => void
  /** Somebody deletes it: the app is told, and its id is unknown from now on. */
  readonly deleteMessage: (message: Message) => void
  readonly deleteChannel: (channel: Channel) => void
}

export type Value = string | number | boolean

/** A value of an answer in a form, by the field's custom id: text, chosen values or ids, a ticked box. */
export type Given = Readonly<Record<string, string | readonly string[] | boolean>>

/** What people do. What Discord's client would not let them do throws, with the client's reason. */
export interface Voice {
  /**
   * A slash command by its default name, `referral open` where it has sub-commands. Options by their
   * default names; a user, role or channel by its id.
   */
  readonly command: (
    user: User,
    channel: Channel,
    path: string,
    options?: Readonly<Record<string, Value>>,
  ) => Exchange
  /** Types in one option; the others may be half done. */
  readonly autocomplete: (
    user: User,
    channel: Channel,
    path: string,
    focused: { readonly name: string; readonly typed: string },
    options?: Readonly<Record<string, Value>>,
  ) => Exchange
  /** A command in the menu of a message, by its default name. */
  readonly contextMenu: (user: User, message: Message, name: string) => Exchange
  /** A button, by custom id or label. */
  readonly press: (user: User, message: Message, which: string) => Exchange
  /** A menu on a message, by custom id or placeholder. */
  readonly select: (
    user: User,
    message: Message,
    which: string,
    ...values: readonly string[]
  ) => Exchange
  /** Sends a form. Fields that aren't given keep what the app filled in. */
  readonly submit: (open: OpenModal, given?: Given) => Exchange
  /** Closes a form; Discord tells the app nothing. */
  readonly dismiss: (open: OpenModal) => void
  /** A person writes in a channel. */
  readonly say: (user: User, channel: Channel, text: string) => Message
}

/** What becomes of a call. `Before`: Discord did nothing of it. `After`: it did it, and the answer is lost. */
export type Fault =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504; readonly when: When }
  | { readonly kind: 'hang'; readonly when: When }
  /** The connection dies without an answer. */
  | { readonly kind: 'cut'; readonly when: When }
  | { readonly kind: 'ratelimited'; readonly retryAfterS: number; readonly scope?: Scope }
  /** Done at once, answered later by the rig's clock. */
  | { readonly kind: 'slow'; readonly ms: number }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: number
      readonly message?: string
    }

export type When = 'before' | 'after'
export type Scope = 'user' | 'global' | 'shared'

export interface Trouble {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Its template (`/channels/:channel/messages`) or a part of it; every route where it isn't given. */
  readonly route?: string
  /** Id of the channel in the path. */
  readonly channel?: string
  /** How many calls it strikes; one where neither this nor `forMs` is given. */
  readonly times?: number
  readonly forMs?: number
  readonly fault: Fault
}

export interface Struck {
  readonly hits: () => number
  readonly lift: () => void
}

/** A REST call that was made, in order of arrival. */
export interface Asked {
  readonly at: number
  readonly method: string
  /** With its ids. */
  readonly path: string
  /** `/channels/:channel/messages`; interaction tokens are `:token`. */
  readonly route: string
  readonly channel: string | undefined
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  /** `200`, `400 50035`, `502 after`, `cut before` … */
  answer: string
}

/** The gateway, as tests play with it. */
export interface Wire {
  /** Sockets that have READY or RESUMED and are open. */
  readonly sockets: () => number
  /** How often an app identified, over all time. */
  readonly identified: () => number
  readonly resumed: () => number
  /** Resolves when the next session is READY or RESUMED; call it before what causes that. */
  readonly ready: () => Promise<'READY' | 'RESUMED'>
  /** Op 7: asks every socket to come back and resume. */
  readonly reconnect: () => void
  /** Op 9. Not resumable: the session is gone. */
  readonly invalidate: (resumable: boolean) => void
  readonly closeSockets: (code: number) => void
  /** Ends them without a word; the sessions can be resumed. */
  readonly cutSockets: () => void
  /** Sockets stay open, and nothing is acked or delivered (it is kept for RESUME) until `mend`. */
  readonly halfOpen: () => void
  readonly mend: () => void
  /** The next n RESUMEs are read and never answered, while heartbeats still are. */
  readonly loseResumes: (times: number) => void
  /** Op 1: asks for a heartbeat at once. */
  readonly askHeartbeat: () => void
  readonly heartbeats: () => number
  /** Nobody gets through, neither by HTTP nor by socket, for so long by the rig's clock. */
  readonly refuseConnections: (forMs: number) => void
  /** Intents that aren't switched on in the portal close with 4014; all privileged ones unless set. */
  readonly allowIntents: (bits: number) => void
  /** Sends any dispatch to every session. */
  readonly dispatch: (type: string, data: Fields) => void
  /** The same interaction once more, with its id. */
  readonly redeliver: (exchange: Exchange) => void
  readonly duplicateNext: () => void
  /** Keeps interactions back until `release`; their 3 seconds run. */
  readonly hold: () => void
  readonly release: (order?: 'same' | 'backwards') => void
}

/** One sound: a message and whom it called. */
export interface Ping {
  readonly message: Message
  /** Somebody by name, or by a role that they have, or as everyone. */
  readonly user: User
  readonly through: 'user' | 'everyone' | { readonly role: string }
}

export interface Discord extends Places, Voice, Wire {
  /** What discord.js takes as `rest.api`: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string
  readonly token: string
  readonly applicationId: string
  readonly bot: User
  /** Commands registered for every guild. */
  readonly globalCommands: () => readonly Fields[]
  /** Makes the next calls that fit go wrong. */
  readonly trouble: (trouble: Trouble) => Struck
  /** After a given `now` was moved: what has become due happens. */
  readonly tick: () => void
  /** As the channel stands, oldest first, without what is shown to one person only. */
  readonly messages: (channel: Channel, by?: User) => readonly Message[]
  /** What is shown to this person alone, oldest first. */
  readonly ephemerals: (user: User) => readonly Message[]
  /** Direct messages of the bot to this person. */
  readonly directMessages: (user: User) => readonly Message[]
  readonly openModals: (user: User) => readonly OpenModal[]
  readonly threads: (channel: Channel) => readonly Channel[]
  /** Whom messages really called, oldest first; of one person where named. */
  readonly pings: (user?: User) => readonly Ping[]
  /** Every REST call, in order; of the routes that hold this text where it is given. */
  readonly asked: (route?: string) => readonly Asked[]
  /** Everything that was refused and everything else that an app should not have done, with its reason. */
  readonly problems: () => readonly string[]
  /** 401, 403 and 429 so far: 10,000 in ten minutes ban an address. */
  readonly invalidRequests: () => number
  readonly close: () => Promise<void>
}
