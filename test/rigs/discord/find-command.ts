import { type Fields, isFields, isList } from '../slack/rule.ts'
import { holds, permission } from './permissions.ts'
import { typeOf } from './table-command.ts'
import { guildOf, rightsOf, type World } from './world.ts'
import type { Channel, User } from './world-type.ts'

export const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

/** A command with the sub-command group and sub-command that were chosen in it. */
export interface FoundCommand {
  readonly command: Fields
  readonly nested: readonly Fields[]
  /** Options that take a value. */
  readonly options: readonly Fields[]
}

const lets = (world: World, user: User, channel: Channel, command: Fields): boolean => {
  const rights = rightsOf(world, user, channel)
  const { default_member_permissions: wanted } = command
  if (holds(rights, permission.administrator)) return true
  if (!holds(rights, permission.useCommands)) return false
  // "0" is for administrators alone.
  return typeof wanted !== 'string' || (wanted !== '0' && holds(rights, BigInt(wanted)))
}

const offered = (world: World, channel: Channel): readonly Fields[] => {
  const guild = guildOf(world, channel)
  const here = guild ? 0 : 1
  const everywhere = world.globalCommands.filter(({ contexts }) =>
    isList(contexts) ? contexts.includes(here) : true,
  )
  return [...(guild?.commands ?? []), ...everywhere]
}

/** Looks as the client does: only what is registered, and only what this person may use here. */
export const findCommand = (
  world: World,
  user: User,
  channel: Channel,
  path: string,
  type: number,
): FoundCommand => {
  // A command of a menu may have spaces in its name.
  const [name = '', ...steps] = type === 1 ? path.split(' ') : [path]
  const command = offered(world, channel).find(one => one['name'] === name && typeOf(one) === type)
  if (!command) throw new Error(`there is no command ${name} here`)
  if (!holds(rightsOf(world, user, channel), permission.viewChannel))
    throw new Error(`${user.name} doesn't see ${channel.name}`)
  if (!lets(world, user, channel, command)) throw new Error(`${user.name} may not use ${name} here`)
  const nested: Fields[] = []
  let level = command
  for (const step of steps) {
    const next = fieldsIn(level['options']).find(
      one => one['name'] === step && (one['type'] === 1 || one['type'] === 2),
    )
    if (!next) throw new Error(`there is no ${step} in ${path}`)
    nested.push(next)
    level = next
  }
  const options = fieldsIn(level['options'])
  if (options.some(one => one['type'] === 1 || one['type'] === 2))
    throw new Error(
      `${path} is not whole: choose one of ${options.map(one => one['name']).join(', ')}`,
    )
  return { command, nested, options }
}
