import type { Fields } from '../slack/rule.ts'
import { respondWithinMs } from './callbacks.ts'
import type { Exchange, Kind, Outcome, Sees } from './exchange-type.ts'
import { channelFields, memberFields, userFields } from './payload-places.ts'
import { guildOf, type Interaction, rightsOf, type World } from './world.ts'
import type { Channel, Message, OpenModal, User } from './world-type.ts'

/** What somebody does, before it is told. */
export interface Deed {
  readonly kind: Kind
  readonly user: User
  readonly channel: Channel
  readonly data: Fields
  readonly name?: string
  readonly source?: Message
  readonly form?: OpenModal
  readonly message?: Fields
}

export interface Interactions {
  readonly tell: (deed: Deed) => Exchange
  readonly redeliver: (exchange: Exchange) => void
  readonly duplicateNext: () => void
  readonly hold: () => void
  readonly release: (order?: 'same' | 'backwards') => void
}

const types: Readonly<Record<Kind, number>> = {
  command: 2,
  context: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
}
const noResponse = 'The application did not respond'

const payloadOf = (world: World, deed: Deed, id: string, token: string): Fields => {
  const { kind, user, channel, data, message } = deed
  const guild = guildOf(world, channel)
  const member = guild?.members.get(user.id)
  return {
    id,
    application_id: world.applicationId,
    type: types[kind],
    token,
    version: 1,
    data,
    channel: channelFields(world, channel),
    channel_id: channel.id,
    locale: user.locale,
    app_permissions: String(rightsOf(world, world.bot, channel)),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...(message === undefined ? {} : { message }),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.preferredLocale, features: [] },
          guild_locale: guild.preferredLocale,
          member: { ...memberFields(member), permissions: String(rightsOf(world, user, channel)) },
        }
      : { user: userFields(user) }),
  }
}

const seesOf = (interaction: Interaction): Sees => {
  const { outcome, original, thinking, modal, choices, followUps } = interaction
  if (outcome === undefined) return { kind: 'nothing' }
  if (outcome.kind === 'timeout' || outcome.kind === 'unreachable')
    return { kind: 'trouble', words: noResponse }
  if (outcome.with === 'modal') return modal ? { kind: 'modal', modal } : { kind: 'nothing' }
  if (outcome.with === 'choices') return { kind: 'choices', choices: choices ?? [] }
  if (thinking) return { kind: 'thinking', ephemeral: original?.ephemeralTo !== undefined }
  const last = outcome.with === 'update' ? (followUps.at(-1) ?? original) : original
  return last ? { kind: 'message', message: last } : { kind: 'nothing' }
}

export const createInteractions = (
  world: World,
  dispatch: (payload: Fields) => boolean,
): Interactions => {
  let held: (() => void)[] | undefined
  let twice = false
  const send = (payload: Fields, lost: () => void): void => {
    const times = twice ? 2 : 1
    twice = false
    const go = () => {
      for (let i = 0; i < times; i++) if (!dispatch(payload)) lost()
    }
    if (held) held.push(go)
    else go()
  }

  return {
    tell: deed => {
      const id = world.snowflake()
      const token = `aW50ZXJhY3Rpb246${Buffer.from(id).toString('base64url')}${world.snowflake()}`
      const outcome = Promise.withResolvers<Outcome>()
      const shown = Promise.withResolvers<Sees>()
      const payload = payloadOf(world, deed, id, token)
      const { kind, user, channel, name, source, form } = deed
      const show = () => shown.resolve(seesOf(interaction))
      const interaction: Interaction = {
        id,
        token,
        type: types[kind],
        name,
        user,
        channel,
        at: world.clock.now(),
        source,
        form,
        payload,
        outcome: undefined,
        original: undefined,
        thinking: false,
        modal: undefined,
        choices: undefined,
        followUps: [],
        respond: found => {
          if (interaction.outcome) return
          callOff()
          interaction.outcome = found
          outcome.resolve(found)
          // A deferral shows something only later.
          if (found.kind !== 'deferred') show()
        },
        show,
      }
      const callOff = world.clock.after(respondWithinMs, () =>
        interaction.respond({ kind: 'timeout' }),
      )
      world.interactions.set(id, interaction)
      send(payload, () => interaction.respond({ kind: 'unreachable' }))
      return {
        id,
        token,
        kind,
        payload,
        outcome: outcome.promise,
        settled: () => interaction.outcome,
        shown: shown.promise,
        sees: () => seesOf(interaction),
        original: () => interaction.original,
        followUps: () => [...interaction.followUps],
      }
    },
    redeliver: ({ payload }) => void dispatch(payload),
    duplicateNext: () => {
      twice = true
    },
    hold: () => {
      held ??= []
    },
    release: (order = 'same') => {
      const all = held ?? []
      held = undefined
      for (const go of order === 'backwards' ? all.toReversed() : all) go()
    },
  }
}
