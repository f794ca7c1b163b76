import { type Fields, isFields, isList } from '../slack/rule.ts'
import { type Flaw, flaw, isThere, list, missing, none, shape, text } from './rule.ts'
import { about, fieldsOf, localised, menu, slash, spoken } from './table-option.ts'

const longest = (part: Fields, key: string): number =>
  Math.max(
    String(part[key] ?? '').length,
    ...Object.values(spoken(part, `${key}_localizations`)).map(words => String(words).length),
  )

/** Characters of a command: names, descriptions and values, of each the longest language. */
export const commandSize = (part: Fields): number =>
  longest(part, 'name') +
  longest(part, 'description') +
  (typeof part['value'] === 'string' ? part['value'].length : 0) +
  [...fieldsOf(part['options']), ...fieldsOf(part['choices'])].reduce(
    (sum, one) => sum + commandSize(one),
    0,
  )

export const typeOf = ({ type }: Fields): number => (typeof type === 'number' ? type : 1)

const oneFlaws = (command: unknown, i: number, isGlobal: boolean): readonly Flaw[] => {
  if (!isFields(command)) return missing([i])
  const { type, integration_types: kinds } = command
  return [
    ...(type === 2 || type === 3 ? menu : slash)(command, [i]),
    ...(isThere(kinds) && !isGlobal
      ? flaw(
          [i, 'integration_types'],
          'APPLICATION_COMMAND_INTEGRATION_TYPES_GUILD',
          'only for global commands',
        )
      : none),
  ]
}

const sizeFlaws = (command: Fields, i: number): readonly Flaw[] =>
  commandSize(command) > 8000
    ? flaw(
        [i],
        'APPLICATION_COMMAND_TOO_LARGE',
        `Command exceeds maximum size (${commandSize(command)} > 8000)`,
      )
    : none

/** What is wrong with a list of commands for one guild, or for all. */
export const commandFlaws = (body: unknown, isGlobal: boolean): readonly Flaw[] => {
  if (!isList(body))
    return flaw([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
  const flaws = body.flatMap((command, i) => oneFlaws(command, i, isGlobal))
  if (flaws.length > 0) return flaws
  const commands = body.filter(isFields)
  const isTwice = (command: Fields, i: number): boolean =>
    commands
      .slice(0, i)
      .some(one => one['name'] === command['name'] && typeOf(one) === typeOf(command))
  return [
    ...commands.flatMap(sizeFlaws),
    ...commands.flatMap((command, i) =>
      isTwice(command, i)
        ? flaw(
            [i],
            'APPLICATION_COMMANDS_DUPLICATE_NAME',
            'Application command names must be unique',
          )
        : none,
    ),
  ]
}

/** What is offered while somebody types; at most 25. */
export const choiceFlaws = (data: unknown): readonly Flaw[] =>
  shape(
    {
      choices: list(
        shape(
          {
            name: about,
            value: (value, at) => (typeof value === 'number' ? none : text(1, 100)(value, at)),
          },
          { name_localizations: localised(about) },
        ),
        0,
        25,
      ),
    },
    {},
  )(data, [])
