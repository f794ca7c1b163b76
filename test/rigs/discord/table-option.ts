import { type Fields, isFields, isList } from '../slack/rule.ts'
import { locales } from './locales.ts'
import {
  all,
  byType,
  choice,
  type Flaw,
  flaw,
  isThere,
  list,
  none,
  number,
  type Rule,
  type Rules,
  type Step,
  shape,
  text,
  truth,
} from './rule.ts'

/** Commands: https://docs.discord.com/developers/interactions/application-commands */
const wrongName = ['APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'] as const
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

const slashName: Rule = (value, at) =>
  typeof value === 'string' && namePattern.test(value) && value === value.toLowerCase()
    ? none
    : flaw(at, ...wrongName)

export const localised =
  (rule: Rule): Rule =>
  (value, at) => {
    if (!isFields(value))
      return flaw(at, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    return Object.entries(value).flatMap(([locale, words]) => {
      if (!locales.has(locale))
        return flaw(
          [...at, locale],
          'BASE_TYPE_CHOICES',
          `Value must be one of {${[...locales].join(', ')}}.`,
        )
      return isThere(words) ? rule(words, [...at, locale]) : none
    })
  }

export const about = text(1, 100)
const named: Rules = { name: all(text(1, 32), slashName), description: about }
const words: Rules = {
  name_localizations: localised(slashName),
  description_localizations: localised(about),
}

export const fieldsOf = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []
export const spoken = (part: Fields, key: string): Fields => {
  const found = part[key]
  return isFields(found) ? found : {}
}

/** Names must differ: the default ones, those of one language, and a translated one from others' default. */
const namesOnce = (parts: readonly Fields[], at: readonly Step[], code: string): readonly Flaw[] =>
  parts.flatMap((part, i) => {
    const others = parts.filter((_, j) => j !== i)
    const again = parts.slice(0, i).some(({ name }) => name === part['name'])
    return [
      ...(again
        ? flaw([...at, i, 'name'], code, 'Option name already exists in these options')
        : none),
      ...Object.entries(spoken(part, 'name_localizations')).flatMap(([locale, name]) =>
        others.some(
          other => other['name'] === name || spoken(other, 'name_localizations')[locale] === name,
        )
          ? flaw(
              [...at, i, 'name_localizations', locale],
              code,
              'Option name already exists in these options',
            )
          : none,
      ),
    ]
  })

const optionsAsWhole: Rule = (value, at) => {
  const options = fieldsOf(value)
  const nested = options.filter(({ type }) => type === 1 || type === 2).length
  const firstFree = options.findIndex(({ required }) => required !== true)
  const late = options.findIndex(
    ({ required }, i) => required === true && i > firstFree && firstFree >= 0,
  )
  return [
    ...(nested > 0 && nested < options.length
      ? flaw(
          at,
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command and sub-command group option types are mutually exclusive to all other types',
        )
      : none),
    ...(late >= 0
      ? flaw(
          [...at, late],
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        )
      : none),
    ...namesOnce(options, at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'),
  ]
}

const options = (of: Rule): Rule => all(list(of, 0, 25), optionsAsWhole)

const choices = (value: Rule): Rule =>
  all(
    list(shape({ name: about, value }, { name_localizations: localised(about) }), 0, 25),
    (found, at) =>
      namesOnce(fieldsOf(found), at, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS'),
  )

const asWhole = (option: Fields, at: readonly Step[]): readonly Flaw[] => {
  const { autocomplete, choices: given } = option
  const over = [
    ['min_value', 'max_value'],
    ['min_length', 'max_length'],
  ].find(
    ([least = '', most = '']) =>
      isThere(option[least]) && Number(option[least]) > Number(option[most] ?? Infinity),
  )
  return [
    ...(autocomplete === true && isList(given) && given.length > 0
      ? flaw(
          [...at, 'autocomplete'],
          'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
          'Options with choices cannot use autocomplete',
        )
      : none),
    ...(over
      ? flaw([...at, ...over.slice(0, 1)], 'NUMBER_TYPE_MIN', 'must not be more than the most')
      : none),
  ]
}

const plain = (extra: Rules = {}): Rule =>
  shape(named, { ...words, required: truth, type: number(), ...extra }, asWhole)
const limits = {
  min_value: number(-(2 ** 53), 2 ** 53, false),
  max_value: number(-(2 ** 53), 2 ** 53, false),
}

const values: Readonly<Record<number, Rule>> = {
  3: plain({
    choices: choices(text(1, 100)),
    autocomplete: truth,
    min_length: number(0, 6000),
    max_length: number(1, 6000),
  }),
  4: plain({ choices: choices(number()), autocomplete: truth, ...limits }),
  5: plain(),
  6: plain(),
  7: plain({ channel_types: list(number(0, 16)) }),
  8: plain(),
  9: plain(),
  10: plain({
    choices: choices(number(undefined, undefined, false)),
    autocomplete: truth,
    ...limits,
  }),
  11: plain(),
}
const sub = shape(named, { ...words, type: number(), options: options(byType(values)) })
const group = shape(
  { ...named, options: options(byType({ 1: sub })) },
  { ...words, type: number() },
)

const bits: Rule = (value, at) => (/^\d{1,20}$/.test(String(value)) ? none : number()('x', at))
const where = {
  default_member_permissions: bits,
  contexts: list(choice(0, 1, 2), 1),
  nsfw: truth,
  dm_permission: truth,
  type: choice(1, 2, 3),
}
export const slash = shape(named, {
  ...words,
  ...where,
  options: options(byType({ 1: sub, 2: group, ...values })),
})
export const menu = shape(
  { name: text(1, 32) },
  { name_localizations: localised(text(1, 32)), ...where },
  ({ description, options: given }, at) => [
    ...(isThere(description) && description !== ''
      ? flaw(
          [...at, 'description'],
          'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
          'Context menu commands cannot have description',
        )
      : none),
    ...(fieldsOf(given).length > 0
      ? flaw(
          [...at, 'options'],
          'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED',
          'Context menu commands cannot have options',
        )
      : none),
  ],
)
