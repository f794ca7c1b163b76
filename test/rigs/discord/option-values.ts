import type { Fields } from '../slack/rule.ts'
import type { Value } from './discord-type.ts'
import { fieldsIn } from './find-command.ts'
import { kindOf, type Named } from './resolved.ts'
import type { World } from './world.ts'
import type { Channel } from './world-type.ts'

type Given = Readonly<Record<string, Value>>

const between = (size: number, least: unknown, most: unknown): boolean =>
  size >= Number(least ?? Number.NEGATIVE_INFINITY) &&
  size <= Number(most ?? Number.POSITIVE_INFINITY)

const asNamed: Readonly<Record<number, readonly Named['as'][]>> = {
  6: ['user'],
  7: ['channel'],
  8: ['role'],
  9: ['user', 'role'],
}

/** Why the client would not take a value, if it would not. */
const against = (
  world: World,
  where: Channel,
  option: Fields,
  value: Value,
): string | undefined => {
  const { type, choices, autocomplete, min_value, max_value, min_length, max_length } = option
  const offered = fieldsIn(choices)
  const chosen = offered.length === 0 || offered.some(one => one['value'] === value)
  if (!chosen && autocomplete !== true) return 'is none of its choices'
  const wanted = asNamed[Number(type)]
  if (wanted) {
    const kind = typeof value === 'string' ? kindOf(world, where, value) : undefined
    return kind !== undefined && wanted.includes(kind) ? undefined : 'is nobody and nothing here'
  }
  switch (type) {
    case 3:
      if (typeof value !== 'string') return 'is no text'
      return between(value.length, min_length ?? 1, max_length ?? 6000)
        ? undefined
        : 'has a wrong length'
    case 4:
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'is no whole number'
      return between(value, min_value, max_value) ? undefined : 'is out of range'
    case 5:
      return typeof value === 'boolean' ? undefined : 'is neither true nor false'
    case 10:
      if (typeof value !== 'number') return 'is no number'
      return between(value, min_value, max_value) ? undefined : 'is out of range'
    default:
      return 'is of a kind that the rig does not know'
  }
}

const known = (options: readonly Fields[], given: Given): void => {
  const stranger = Object.keys(given).find(name => !options.some(one => one['name'] === name))
  if (stranger !== undefined) throw new Error(`there is no option ${stranger}`)
}

/** The options of a finished command, in the order in which they are declared. */
export const optionValues = (
  world: World,
  where: Channel,
  options: readonly Fields[],
  given: Given,
): readonly Fields[] => {
  known(options, given)
  return options.flatMap(option => {
    const { name, type, required } = option
    const value = given[String(name)]
    if (value === undefined) {
      if (required === true) throw new Error(`the option ${name} is required`)
      return []
    }
    const reason = against(world, where, option, value)
    if (reason !== undefined) throw new Error(`${String(value)} as ${name} ${reason}`)
    return [{ name, type, value }]
  })
}

/** The options of a command that is still being typed: only the one with the cursor is focused. */
export const halfTyped = (
  options: readonly Fields[],
  focused: { readonly name: string; readonly typed: string },
  given: Given,
): readonly Fields[] => {
  known(options, { ...given, [focused.name]: focused.typed })
  return options.flatMap(({ name, type, autocomplete }) => {
    if (name === focused.name) {
      if (autocomplete !== true) throw new Error(`nothing is offered for ${name}`)
      return [{ name, type, value: focused.typed, focused: true }]
    }
    const value = given[String(name)]
    return value === undefined ? [] : [{ name, type, value }]
  })
}

export const namedIn = (
  options: readonly Fields[],
  world: World,
  where: Channel,
): readonly Named[] =>
  options.flatMap(({ type, value }) => {
    const kind = asNamed[Number(type)] ? kindOf(world, where, String(value)) : undefined
    return kind === undefined ? [] : [{ id: String(value), as: kind }]
  })
