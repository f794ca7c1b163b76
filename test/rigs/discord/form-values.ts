import { type Fields, isFields, isList } from '../slack/rule.ts'
import type { Given } from './discord-type.ts'
import { fieldsIn } from './find-command.ts'
import { kindOf, type Named } from './resolved.ts'
import type { World } from './world.ts'
import type { Channel } from './world-type.ts'

export interface Submitted {
  readonly components: readonly Fields[]
  readonly named: readonly Named[]
}

const preset = ({ options }: Fields): readonly string[] =>
  fieldsIn(options).flatMap(one => (one['default'] === true ? [String(one['value'])] : []))

const textOf = (field: Fields, given: Given[string] | undefined): Fields => {
  const {
    custom_id: id,
    value = '',
    required = true,
    min_length: least = 0,
    max_length: most = 4000,
  } = field
  const text = given ?? value ?? ''
  if (typeof text !== 'string') throw new Error(`${id} takes text`)
  if (text === '' && required !== false) throw new Error(`${id} is required`)
  if (text !== '' && text.length < Number(least)) throw new Error(`${id} is too short`)
  if (text.length > Number(most)) throw new Error(`${id} is too long`)
  return { value: text }
}

const listOf = (
  field: Fields,
  given: Given[string] | undefined,
  before: readonly string[],
  most: number,
): readonly string[] => {
  const { custom_id: id, required = true, min_values, max_values } = field
  const chosen = given === undefined ? before : isList(given) ? given : [String(given)]
  const least = Number(min_values ?? (required === false ? 0 : 1))
  if (chosen.length === 0 && required === false) return []
  if (chosen.length < Math.max(least, required === false ? 0 : 1))
    throw new Error(`${id} is required`)
  if (chosen.length > Number(max_values ?? most)) throw new Error(`${id} takes fewer values`)
  return chosen
}

const offered = (field: Fields, chosen: readonly string[]): readonly string[] => {
  const stranger = chosen.find(
    value => !fieldsIn(field['options']).some(one => one['value'] === value),
  )
  if (stranger !== undefined) throw new Error(`${field['custom_id']} doesn't offer ${stranger}`)
  return chosen
}

const wanted: Readonly<Record<number, readonly Named['as'][]>> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
}

/** People, roles or channels of a menu that Discord fills, each of the kind that it takes. */
export const namedBy = (
  world: World,
  where: Channel,
  field: Fields,
  ids: readonly string[],
): readonly Named[] =>
  ids.map(id => {
    const as = kindOf(world, where, id)
    if (as === undefined || !(wanted[Number(field['type'])] ?? []).includes(as))
      throw new Error(`${field['custom_id']} doesn't offer ${id}`)
    return { id, as }
  })

export interface Filled {
  readonly fields: Fields
  readonly named: readonly Named[]
}

const filled = (
  world: World,
  where: Channel,
  field: Fields,
  given: Given[string] | undefined,
): Filled => {
  const { type, default_values } = field
  const plain = (fields: Fields): Filled => ({ fields, named: [] })
  switch (type) {
    case 4:
      return plain(textOf(field, given))
    case 3:
      return plain({ values: offered(field, listOf(field, given, preset(field), 1)) })
    case 22: {
      const most = fieldsIn(field['options']).length
      return plain({ values: offered(field, listOf(field, given, preset(field), most)) })
    }
    case 21: {
      const [value = null] = offered(field, listOf(field, given, preset(field), 1))
      return plain({ value })
    }
    case 23:
      return plain({ value: given === undefined ? field['default'] === true : given === true })
    case 5:
    case 6:
    case 7:
    case 8: {
      const before = fieldsIn(default_values).map(({ id }) => String(id))
      const values = listOf(field, given, before, 1)
      return { fields: { values }, named: namedBy(world, where, field, values) }
    }
    case 19:
      return plain({ values: listOf(field, given, [], 1) })
    default:
      throw new Error(`the rig can't fill in a field of type ${String(type)}`)
  }
}

/** What a form sends: each field in its label, as Discord has sent it since labels came. */
export const submittedOf = (
  world: World,
  where: Channel,
  modal: Fields,
  given: Given,
): Submitted => {
  const named: Named[] = []
  const used = new Set<string>()
  let last = 0
  const numberOf = ({ id }: Fields): number => (typeof id === 'number' && id > 0 ? id : ++last)
  const answer = (field: Fields): Fields => {
    const id = String(field['custom_id'])
    used.add(id)
    const number = numberOf(field)
    const { fields, named: more } = filled(world, where, field, given[id])
    named.push(...more)
    return { type: field['type'], id: number, custom_id: id, ...fields }
  }
  const components = fieldsIn(modal['components']).map(part => {
    const { type, component, components: inner } = part
    const id = numberOf(part)
    if (type === 18 && isFields(component)) return { type, id, component: answer(component) }
    if (type === 1) return { type, id, components: fieldsIn(inner).map(answer) }
    return { type, id }
  })
  const stranger = Object.keys(given).find(id => !used.has(id))
  if (stranger !== undefined) throw new Error(`the form has no field ${stranger}`)
  return { components, named }
}
