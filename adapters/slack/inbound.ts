import { type Instant, instant } from '../../src/kit/time.ts'
import type { Actor, Inbound } from '../../src/ports/platform.ts'
import { slackName } from './config.ts'
import { cut } from './cut.ts'
import { limits } from './limits.ts'
import type { Payload } from './payloads.ts'

/** By which ways the speaker can be answered. */
export interface Speaker {
  readonly user: string
  /** Opens one view, within three seconds. */
  readonly trigger?: string
  /** Five answers, for half an hour. */
  readonly responseUrl?: string
  readonly channel?: string
  /** The modal that was pressed in. */
  readonly view?: { readonly id: string; readonly hash: string }
}

export interface Heard {
  readonly inbound: Inbound
  readonly speaker: Speaker
}

/** Seconds with a fraction, as Slack writes a moment; undefined for anything else. */
export const readTime = (text: string | undefined): Instant | undefined =>
  text !== undefined && /^\d{9,11}(\.\d{1,6})?$/.test(text)
    ? instant(Math.floor(Number(text) * 1000))
    : undefined

const at = (text: string | undefined): { readonly platformTime?: Instant } => {
  const time = readTime(text)
  return time === undefined ? {} : { platformTime: time }
}

interface Person {
  readonly user: { readonly id: string; readonly team_id?: string | undefined }
  readonly team?: { readonly id: string } | null | undefined
}

/** A person is known by the workspace that they belong to, wherever they act. */
export const actorOf = ({ user, team }: Person): Actor => ({
  platform: slackName,
  workspace: user.team_id ?? team?.id ?? '',
  user: user.id,
})

const keyOf = (...parts: readonly string[]): string => ['slack', ...parts].join(':')

const optional = <K extends keyof Speaker>(
  name: K,
  value: Speaker[K] | undefined,
): Partial<Speaker> => (value === undefined ? {} : { [name]: value })

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What was typed: Slack marks up links, people and channels in it, and escapes three characters. */
const typed = (text: string): string =>
  plain(
    text
      .replace(/<([@#][^<>|]*)(?:\|[^<>]*)?>/g, '$1')
      .replace(/<[^<>|]*\|([^<>]*)>/g, '$1')
      .replace(/<([^<>]*)>/g, '$1'),
  )

export const commandHeard = (body: Payload<'command'>): Heard => ({
  inbound: {
    key: keyOf('command', body.team_id, body.trigger_id),
    // Only members of a workspace that has the app can send it one.
    actor: { platform: slackName, workspace: body.team_id, user: body.user_id },
    act: {
      kind: 'command',
      text: body.text === '' ? body.command : `${body.command} ${typed(body.text)}`,
    },
  },
  speaker: {
    user: body.user_id,
    trigger: body.trigger_id,
    responseUrl: body.response_url,
    channel: body.channel_id,
  },
})

/** Undefined where what was pressed carries no data of ours. */
export const actionHeard = (body: Payload<'action'>): Heard | undefined => {
  const [action] = body.actions
  const data = action?.selected_option?.value ?? action?.value
  if (!action || data === undefined) return undefined
  const where = body.container?.message_ts ?? body.message?.ts ?? body.view?.id ?? ''
  const actor = actorOf(body)
  const by = [actor.workspace, actor.user, action.action_ts, action.action_id, where]
  return {
    inbound: {
      key: keyOf('action', ...by),
      ...at(action.action_ts),
      actor,
      act: { kind: 'button', data },
    },
    speaker: {
      user: actor.user,
      ...optional('trigger', body.trigger_id),
      ...optional('responseUrl', body.response_url),
      ...optional('channel', body.channel?.id),
      ...(body.view?.type === 'modal' ? { view: body.view } : {}),
    },
  }
}

/** Link targets stay beside their words; mentions stay as Slack's ids. */
const unmarked = (text: string): string =>
  plain(text.replace(/<([^<>|]*)\|([^<>]*)>/g, '$2 ($1)').replace(/<([^<>]*)>/g, '$1'))

/** 'Refer this message': the message's text is the narrative, as much as a form takes. */
export const shortcutHeard = (body: Payload<'shortcut'>): Heard => {
  const actor = actorOf(body)
  const text = cut(unmarked(body.message?.text ?? ''), limits.input.max)
  return {
    inbound: {
      key: keyOf('shortcut', actor.workspace, body.trigger_id),
      ...at(body.action_ts),
      actor,
      act: { kind: 'command', text: '/referral new', given: { narrative: text } },
    },
    speaker: {
      user: actor.user,
      trigger: body.trigger_id,
      ...optional('responseUrl', body.response_url),
      ...optional('channel', body.channel?.id),
    },
  }
}

/** The view's hash changes with what it shows, so a second press of the same form has the same key. */
export const submissionHeard = (
  body: Payload<'submission'>,
  data: string,
  values: Readonly<Record<string, string>>,
): Inbound => ({
  key: keyOf('form', body.view.id, body.view.hash),
  actor: actorOf(body),
  act: { kind: 'form', data, values },
})
