import { type Fields, isFields, isList } from '../slack/rule.ts'
import { type Answer, type Call, invalid, no, noAccess, unknown, yes } from './answer.ts'
import { commandFlaws, typeOf } from './table-command.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000
const mostCreates = 200
/** Slash commands, and those in the menus of people and messages. */
const mostOf: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 }

const same = (a: Fields, b: Fields): boolean => a['name'] === b['name'] && typeOf(a) === typeOf(b)

const withoutNulls = (value: unknown): unknown => {
  if (isList(value)) return value.map(withoutNulls)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, withoutNulls(part)]),
  )
}

const full = (
  world: World,
  given: Fields,
  old: Fields | undefined,
  guild: string | undefined,
): Fields => {
  const { options, ...rest } = given
  const type = typeOf(given)
  const permissions = given['default_member_permissions']
  return {
    ...rest,
    id: old?.['id'] ?? world.snowflake(),
    application_id: world.applicationId,
    version: world.snowflake(),
    type,
    description: type === 1 ? given['description'] : '',
    name_localizations: given['name_localizations'] ?? null,
    description_localizations: given['description_localizations'] ?? null,
    default_member_permissions:
      permissions === undefined || permissions === null ? null : String(permissions),
    dm_permission: guild === undefined,
    nsfw: given['nsfw'] === true,
    contexts: given['contexts'] ?? null,
    integration_types: given['integration_types'] ?? [0],
    ...(guild === undefined ? {} : { guild_id: guild }),
    ...(isList(options) && options.length > 0 ? { options: options.map(withoutNulls) } : {}),
  }
}

const words = new Set(['name_localizations', 'description_localizations'])

/** Without `with_localizations` Discord keeps the translations to itself. */
const unspoken = (value: unknown): unknown => {
  if (isList(value)) return value.map(unspoken)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !words.has(key))
      .map(([key, part]) => [key, unspoken(part)]),
  )
}

interface Scope {
  readonly guild: string | undefined
  readonly read: () => readonly Fields[]
  readonly write: (commands: readonly Fields[]) => void
}

const scopeOf = ({ world, params }: Call): Scope | Answer => {
  const { application, guild: id } = params
  if (application !== world.applicationId) return unknown.application
  if (id === undefined)
    return {
      guild: undefined,
      read: () => world.globalCommands,
      write: commands => {
        world.globalCommands = commands
      },
    }
  const guild = world.guilds.get(id)
  // Also where there is no such guild: Discord doesn't say which exist.
  if (!guild?.members.has(world.bot.id)) return noAccess
  return {
    guild: id,
    read: () => guild.commands,
    write: commands => {
      guild.commands = commands
    },
  }
}

export const list = (call: Call): Answer => {
  const scope = scopeOf(call)
  if ('status' in scope) return scope
  const all = scope.read()
  return yes(call.query['with_localizations'] === 'true' ? all : all.map(unspoken))
}

/** Names that stand both in a guild and for all show twice there. */
const noteDoubles = (world: World): void => {
  for (const { name, commands } of world.guilds.values())
    for (const command of commands)
      if (world.globalCommands.some(one => same(one, command)))
        world.note(
          `the command ${String(command['name'])} shows twice in ${name}: it is global too`,
        )
}

/** Bulk overwrite: what isn't in the list is gone, and what keeps its name keeps its id. */
export const overwrite = (call: Call): Answer => {
  const { world, body } = call
  const scope = scopeOf(call)
  if ('status' in scope) return scope
  const flaws = commandFlaws(body, scope.guild === undefined)
  if (flaws.length > 0 || !isList(body)) return invalid(flaws)
  const commands = body.filter(isFields)
  const over = Object.entries(mostOf).find(
    ([type, most]) => commands.filter(one => typeOf(one) === Number(type)).length > most,
  )
  if (over) return no(400, 30_032, `Maximum number of application commands reached (${over[1]}).`)
  const before = scope.read()
  const key = scope.guild ?? 'global'
  const recent = (world.created.get(key) ?? []).filter(at => world.clock.now() - at < dayMs)
  const fresh = commands.filter(command => !before.some(one => same(one, command)))
  if (recent.length + fresh.length > mostCreates)
    return no(400, 30_034, 'Max number of daily application command creates has been reached (200)')
  world.created.set(key, [...recent, ...fresh.map(() => world.clock.now())])
  scope.write(
    commands.map(command =>
      full(
        world,
        command,
        before.find(one => same(one, command)),
        scope.guild,
      ),
    ),
  )
  noteDoubles(world)
  return yes(scope.read())
}
