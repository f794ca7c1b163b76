import { commandTaken, silentTaken, submissionTaken, suggestionTaken } from './acks.ts'
import { shown } from './chat.ts'
import type { Delivery } from './delivery.ts'
import type { Exchange, Kind } from './exchange.ts'
import { actionOf } from './find-action.ts'
import type { Ledger } from './ledger.ts'
import { nodesIn } from './payload.ts'
import {
  channelFields,
  commandFields,
  commonOf,
  eventFields,
  replyUrlOf,
  triggerOf,
} from './payloads.ts'
import { type Fields, isFields, isList } from './rule.ts'
import { type Given, stateValues } from './values.ts'
import { viewFields } from './views.ts'
import {
  type Channel,
  idOf,
  type Message,
  messageOf,
  type OpenView,
  type Team,
  type User,
  type World,
} from './world.ts'

/** What people and Slack itself say to the apps. */
export interface Voice {
  /** A slash command; undefined where Slack says that there is no such command. */
  readonly command: (user: User, channel: Channel, line: string) => Exchange | undefined
  /** Presses by action id or label; with what is chosen where it is a menu. */
  readonly press: (
    user: User,
    where: { readonly channel: Channel; readonly ts: string } | OpenView,
    which: string,
    ...chosen: readonly string[]
  ) => Exchange
  readonly submit: (open: OpenView, given: Given) => Exchange
  /** Closes a form; the app is told only where it asked to be. */
  readonly dismiss: (open: OpenView) => Exchange | undefined
  readonly suggest: (open: OpenView, blockId: string, typed: string) => Exchange
  readonly shortcut: (user: User, channel: Channel, ts: string, callback: string) => Exchange
  readonly openHome: (user: User) => Exchange
  /** A person writes; every app in the channel is told. */
  readonly say: (user: User, channel: Channel, text: string, thread?: string) => readonly Exchange[]
  /** A message is there: every app in the channel is told, also the one that wrote it. */
  readonly tellAll: (channel: Channel, message: Message) => readonly Exchange[]
  /** Any other event, to one workspace's app. */
  readonly event: (team: Team, event: Fields, channel?: Channel) => Exchange
}

export interface VoiceWorld {
  readonly world: World
  readonly ledger: Ledger
  readonly delivery: Delivery
  readonly base: string
}

export const createVoice = ({ world, ledger, delivery, base }: VoiceWorld): Voice => {
  const teamOf = (id: string): Team => {
    const found = world.teams.find(team => team.id === id || team.appId === id)
    if (!found) throw new Error(`there is no workspace ${id}`)
    return found
  }
  const told = (team: Team) => ({ world, ledger, team })
  const silent = (kind: Kind, team: Team, payload: Fields): Exchange =>
    delivery.tell({ kind, team, payload, taken: silentTaken(told(team)) })

  const event: Voice['event'] = (team, fields, channel) =>
    silent('event', team, eventFields(world, team, fields, channel))

  const tellAll: Voice['tellAll'] = (channel, message) =>
    world.teams
      .filter(team => channel.ids.has(team.id) && channel.members.has(team.botUser))
      .map(team => {
        const fields = {
          ...shown(message, false),
          user_team: message.team,
          source_team: message.team,
          channel: idOf(channel, team.id),
          channel_type: { public: 'channel', private: 'group', im: 'im' }[channel.kind],
          event_ts: message.ts,
        }
        return event(team, fields, channel)
      })

  const pressView = (user: User, open: OpenView, which: string, chosen: readonly string[]) => {
    const team = teamOf(open.team)
    const { blocks } = open.view
    return silent('action', team, {
      type: 'block_actions',
      ...commonOf(team, user, team),
      container: { type: 'view', view_id: open.id },
      trigger_id: triggerOf(world, team, user),
      view: viewFields(world, open),
      actions: [actionOf(isList(blocks) ? blocks : [], which, chosen, world.stamp())],
    })
  }

  const pressMessage = (
    user: User,
    { channel, ts }: { readonly channel: Channel; readonly ts: string },
    which: string,
    chosen: readonly string[],
  ) => {
    if (!channel.members.has(user.id)) throw new Error(`${user.name} isn't in ${channel.name}`)
    const message = messageOf(channel, ts)
    const ephemeral = world.ephemerals.find(
      one => one.channel === channel && one.ts === ts && one.user === user.id,
    )
    const found = message ?? ephemeral
    if (!found) throw new Error(`there is no message ${ts} in ${channel.name}`)
    const team = teamOf(found.team)
    return silent('action', team, {
      type: 'block_actions',
      // The workspace whose app posted, also where somebody of another one presses.
      ...commonOf(team, user, team),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: idOf(channel, team.id),
        is_ephemeral: message === undefined,
        ...(message?.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
      },
      trigger_id: triggerOf(world, team, user),
      channel: channelFields(channel, team),
      ...(message === undefined ? {} : { message: shown(message, true) }),
      state: { values: {} },
      response_url: replyUrlOf(world, base, team, user, channel, ts),
      actions: [actionOf(found.blocks, which, chosen, world.stamp())],
    })
  }

  const ofForm = (open: OpenView, state: Fields): Fields => {
    const user = world.users.get(open.user)
    if (!user) throw new Error(`nobody has ${open.id} open`)
    const home = teamOf(open.team)
    const theirs = world.teams.find(({ id }) => id === user.team) ?? { id: user.team, domain: '' }
    return {
      ...commonOf(home, user, theirs),
      view: { ...viewFields(world, open), team_id: theirs.id, state: { values: state } },
    }
  }

  return {
    event,
    command: (user, channel, line) => {
      const team = world.teams.find(({ id }) => id === user.team)
      // Only members of a workspace that has the app may call it.
      if (!team || !channel.ids.has(team.id)) return undefined
      const [name = '', ...rest] = line.split(' ')
      const payload = commandFields(world, base, team, user, channel, [name, rest.join(' ')])
      const taken = commandTaken(told(team), channel, user.id)
      return delivery.tell({ kind: 'command', team, payload, taken })
    },
    press: (user, where, which, ...chosen) =>
      'ts' in where
        ? pressMessage(user, where, which, chosen)
        : pressView(user, where, which, chosen),
    submit: (open, given) => {
      const team = teamOf(open.team)
      const values = stateValues(open.view, given)
      const user = world.users.get(open.user)
      const payload = {
        type: 'view_submission',
        ...ofForm(open, values),
        ...(user ? { trigger_id: triggerOf(world, team, user) } : {}),
        response_urls: [],
      }
      return delivery.tell({
        kind: 'submission',
        team,
        payload,
        taken: submissionTaken(told(team), open),
      })
    },
    dismiss: open => {
      world.views.splice(world.views.indexOf(open), 1)
      if (open.view['notify_on_close'] !== true) return undefined
      const payload = { type: 'view_closed', ...ofForm(open, {}), is_cleared: false }
      return silent('closed', teamOf(open.team), payload)
    },
    suggest: (open, blockId, typed) => {
      const team = teamOf(open.team)
      const block = nodesIn(open.view['blocks']).find(part => part['block_id'] === blockId)
      const element = block?.['element']
      if (!isFields(element) || !String(element['type']).includes('external'))
        throw new Error(`nobody can type in ${blockId}`)
      const payload = {
        type: 'block_suggestion',
        ...ofForm(open, {}),
        container: { type: 'view', view_id: open.id },
        action_id: element['action_id'],
        block_id: blockId,
        value: typed,
      }
      return delivery.tell({
        kind: 'suggestion',
        team,
        payload,
        taken: suggestionTaken(told(team)),
      })
    },
    shortcut: (user, channel, ts, callback) => {
      const team = teamOf(user.team)
      const message = messageOf(channel, ts)
      if (!message) throw new Error(`there is no message ${ts} in ${channel.name}`)
      return silent('shortcut', team, {
        type: 'message_action',
        ...commonOf(team, user, team),
        callback_id: callback,
        action_ts: world.stamp(),
        trigger_id: triggerOf(world, team, user),
        response_url: replyUrlOf(world, base, team, user, channel),
        message_ts: ts,
        channel: channelFields(channel, team),
        message: shown(message, false),
      })
    },
    openHome: user => {
      const team = teamOf(user.team)
      const home = world.homes.get(`${team.id} ${user.id}`)
      return event(team, {
        type: 'app_home_opened',
        user: user.id,
        channel: `D0${user.id}`,
        tab: 'home',
        event_ts: world.stamp(),
        ...(home === undefined ? {} : { view: viewFields(world, home) }),
      })
    },
    say: (user, channel, text, thread) => {
      const ts = world.stamp()
      const threadTs = thread === undefined ? {} : { threadTs: thread }
      const said = { ts, ...threadTs, text, blocks: [], team: user.team, user: user.id, edits: 0 }
      channel.messages.push(said)
      return tellAll(channel, said)
    },
    tellAll,
  }
}
