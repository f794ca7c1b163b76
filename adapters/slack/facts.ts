import type { Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { SlackAccess } from './settings.ts'

/** What to look at; of each officer and channel those that are of this platform. */
export interface Examined extends SlackAccess {
  /** As `SlackOptions.channels`; `desks` of two or more agencies make one that may be shared. */
  readonly channels: readonly {
    readonly id: string
    readonly place: string
    readonly pair: boolean
  }[]
  readonly officers: readonly {
    readonly id: string
    readonly workspace: string
    readonly user: string
  }[]
}

/** One thing that was looked at. `found` is what Slack says of it, or why it says nothing. */
export type SlackFact =
  | { readonly kind: 'token'; readonly team: string; readonly found: Result<string, Fault> }
  | {
      readonly kind: 'scopes'
      readonly team: string
      readonly missing: readonly string[]
      /** Not granted, and done without. */
      readonly absent: readonly string[]
    }
  /** What Slack's own check finds wrong with a card of ours. */
  | {
      readonly kind: 'card'
      readonly team: string
      readonly found: Result<readonly string[], Fault>
    }
  /** How the installed app differs from ours; undefined where there is no token to read it with. */
  | {
      readonly kind: 'manifest'
      readonly team: string
      readonly found: Result<readonly string[], Fault> | undefined
    }
  | { readonly kind: 'socket'; readonly team: string; readonly found: Result<void, Fault> }
  | {
      readonly kind: 'channel'
      readonly id: string
      readonly place: string
      readonly pair: boolean
      readonly found: Result<ChannelSeen, Fault>
    }
  | {
      readonly kind: 'officer'
      readonly id: string
      readonly user: string
      readonly found: Result<OfficerSeen, Fault>
    }
  /** No workspace that can be asked: its token fails, or it is none of ours. */
  | { readonly kind: 'unasked'; readonly what: string; readonly team: string }

export interface ChannelSeen {
  readonly name: string
  readonly member: boolean
  /** With another organisation, or another workspace. */
  readonly shared: boolean
  readonly archived: boolean
}

export interface OfficerSeen {
  readonly team: string
  readonly deleted: boolean
}
