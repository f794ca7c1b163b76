import { type Fields, isFields } from '../slack/rule.ts'
import { type Answer, type Call, invalid, isAnswer, noAccess, unknown, yes } from './answer.ts'
import { seen } from './messages.ts'
import { channelFields, guildFields, memberFields, rolesOf, userFields } from './payload-places.ts'
import { inGuild } from './permissions.ts'
import { shape, snowflake } from './rule.ts'
import { directOf, isThread } from './world.ts'
import type { Guild } from './world-type.ts'

const entered = ({ world, params }: Call): Guild | Answer => {
  const guild = world.guilds.get(params['guild'] ?? '')
  if (!guild) return unknown.guild
  return guild.members.has(world.bot.id) ? guild : noAccess
}

const inside =
  (answer: (guild: Guild, call: Call) => Answer) =>
  (call: Call): Answer => {
    const guild = entered(call)
    return isAnswer(guild) ? guild : answer(guild, call)
  }

export const guild = inside((found, { world, query }) =>
  yes({
    ...guildFields(world, found),
    ...(query['with_counts'] === 'true'
      ? { approximate_member_count: found.members.size, approximate_presence_count: 1 }
      : {}),
  }),
)

export const roles = inside((found, { world }) => yes(rolesOf(found, world.bot)))

export const channels = inside((found, { world }) =>
  yes(
    [...world.channels.values()]
      .filter(channel => channel.guild === found.id && !isThread(channel))
      .map(channel => channelFields(world, channel)),
  ),
)

export const member = inside((found, { world, params }) => {
  const id = params['user'] === '@me' ? world.bot.id : (params['user'] ?? '')
  const one = found.members.get(id)
  return one
    ? yes(memberFields(one))
    : { ...unknown.user, body: { message: 'Unknown Member', code: 10_007 } }
})

export const channel = (call: Call): Answer => {
  const found = seen(call)
  return isAnswer(found) ? found : yes(channelFields(call.world, found.channel))
}

export const self = ({ world }: Call): Answer =>
  yes({
    ...userFields(world.bot),
    bot: true,
    mfa_enabled: true,
    locale: world.bot.locale,
    verified: true,
    email: null,
    premium_type: 0,
  })

const applicationFields = ({ world }: Call): Fields => ({
  id: world.applicationId,
  name: world.bot.name,
  icon: null,
  description: '',
  type: null,
  verify_key: 'a'.repeat(64),
  flags: 0,
  flags_new: '0',
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  bot_public: false,
  bot_require_code_grant: false,
  bot: userFields(world.bot),
  owner: userFields(world.owner),
  approximate_guild_count: world.guilds.size,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  summary: '',
  eligible_oauth2_scopes: [],
})

export const application = (call: Call): Answer => yes(applicationFields(call))

export const user = ({ world, params }: Call): Answer => {
  const found = world.users.get(params['user'] ?? '')
  return found ? yes(userFields(found)) : unknown.user
}

/** The guilds that the bot is in. */
export const mine = ({ world }: Call): Answer =>
  yes(
    [...world.guilds.values()].flatMap(one => {
      const member = one.members.get(world.bot.id)
      const { id, name } = one
      return member
        ? [
            {
              id,
              name,
              icon: null,
              banner: null,
              owner: false,
              features: [],
              permissions: String(inGuild(one, member)),
            },
          ]
        : []
    }),
  )

export const openDirect = ({ world, body }: Call): Answer => {
  const flaws = shape({ recipient_id: snowflake }, {})(body, [])
  if (flaws.length > 0 || !isFields(body)) return invalid(flaws)
  const user = world.users.get(String(body['recipient_id']))
  if (!user) return unknown.user
  return user.bot ? { ...noAccess, status: 400 } : yes(channelFields(world, directOf(world, user)))
}
