import type { ActRequest, ActResponse, PageMessage } from '../../adapters/console/protocol.ts'
import type { Bot } from '../../src/bot/bot.ts'
import type { Answer, Inbound } from '../../src/ports/platform.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Exchange } from './slack/exchange.ts'
import type { Slack } from './slack/raise.ts'
import type { Channel, User } from './slack/world.ts'
import type { Told } from './slack-options.ts'

/** Two desks, the sender's on Slack and the receiver's on the web page; the shared channel is on Slack. */
export interface SlackStage {
  readonly slack: Slack
  readonly users: {
    readonly wong: User
    readonly chan: User
    readonly kim: User
    readonly eve: User
  }
  readonly channels: { readonly desk: Channel; readonly shared: Channel }
  readonly heard: readonly Inbound[]
  readonly told: readonly Told[]
  readonly last: () => Answer
  readonly bot: () => Bot
  /** Waits until the bot has answered and the answer is shown. */
  readonly settle: (user: User, exchange: Exchange | undefined) => Promise<Answer>
  /** What is due and what is owed; a second passes between two rounds of sending. */
  readonly pump: () => Promise<void>
  readonly advance: (ms: number) => Promise<void>
  readonly act: (officer: string, body: Omit<ActRequest, 'key'> | object) => Promise<ActResponse>
  /** What the receiver's page shows. */
  readonly page: (officer: string) => Promise<readonly PageMessage[]>
  readonly referral: (ref: string) => Promise<Referral>
  readonly entryTypes: () => Promise<readonly string[]>
  readonly restart: () => Promise<void>
  readonly end: () => Promise<void>
}
