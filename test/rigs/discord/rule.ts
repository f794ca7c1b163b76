import { type Fields, isFields, isList } from '../slack/rule.ts'

export type Step = string | number

/** What Discord refuses in one place of a body. */
export interface Flaw {
  readonly at: readonly Step[]
  readonly code: string
  readonly message: string
}

/** Holds a value against what may stand at a place. */
export type Rule = (value: unknown, at: readonly Step[]) => readonly Flaw[]
export type Rules = Readonly<Record<string, Rule>>

export const flaw = (at: readonly Step[], code: string, message: string): readonly Flaw[] => [
  { at, code, message },
]
export const none: readonly Flaw[] = []
export const isThere = (value: unknown): boolean => value !== undefined && value !== null

export const missing = (at: readonly Step[]): readonly Flaw[] =>
  flaw(at, 'BASE_TYPE_REQUIRED', 'This field is required')

const outside = (at: readonly Step[], size: number, min: number, max: number): readonly Flaw[] => {
  if (size >= min && size <= max) return none
  if (min > 0)
    return flaw(at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
  return flaw(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
}

/** How Discord counts characters outside the basic plane is unpublished; UTF-16 units are the stricter way. */
export const text =
  (min: number, max: number): Rule =>
  (value, at) => {
    if (typeof value === 'number') return text(min, max)(String(value), at)
    if (typeof value !== 'string')
      return flaw(at, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`)
    if (min > 0 && value.trim() === '') return missing(at)
    return outside(at, value.length, min, max)
  }

export const like =
  (pattern: RegExp, code: string, message: string): Rule =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? none : flaw(at, code, message)

export const snowflake = like(/^\d{17,20}$/, 'NUMBER_TYPE_COERCE', 'Value is not snowflake.')
export const link = like(
  /^(https?|attachment|discord):\/\/\S{1,2048}$/,
  'URL_TYPE_INVALID_SCHEME',
  "Scheme must be one of ('http', 'https').",
)
export const instant: Rule = (value, at) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
    ? none
    : flaw(at, 'DATE_TIME_TYPE_PARSE', `Could not parse ${String(value)}. Should be ISO8601.`)

export const number =
  (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, whole = true): Rule =>
  (value, at) => {
    const read = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
    if (typeof read !== 'number' || !Number.isFinite(read) || (whole && !Number.isInteger(read)))
      return flaw(at, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`)
    if (read < min)
      return flaw(at, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
    if (read > max)
      return flaw(at, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
    return none
  }

export const truth: Rule = (value, at) =>
  typeof value === 'boolean'
    ? none
    : flaw(at, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')

export const choice =
  (...of: readonly unknown[]): Rule =>
  (value, at) =>
    of.includes(value)
      ? none
      : flaw(at, 'BASE_TYPE_CHOICES', `Value must be one of {${of.map(String).join(', ')}}.`)

export const all =
  (...rules: readonly Rule[]): Rule =>
  (value, at) =>
    rules.flatMap(rule => rule(value, at))

export const list =
  (of: Rule, min = 0, max = Number.POSITIVE_INFINITY): Rule =>
  (value, at) => {
    if (!isList(value))
      return flaw(at, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
    return [
      ...outside(at, value.length, min, max),
      ...value.flatMap((item, i) => of(item, [...at, i])),
    ]
  }

/** Needed fields, others, and what can't be said field by field. Null counts as not given, as Discord takes it. */
export const shape =
  (
    need: Rules,
    may: Rules,
    also: (fields: Fields, at: readonly Step[]) => readonly Flaw[] = () => none,
  ): Rule =>
  (value, at) => {
    if (!isFields(value))
      return flaw(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType')
    const flaws = [
      ...Object.keys(need)
        .filter(key => !isThere(value[key]))
        .flatMap(key => missing([...at, key])),
      ...Object.entries(value).flatMap(([key, part]) => {
        const rule = need[key] ?? may[key]
        return rule === undefined || !isThere(part) ? none : rule(part, [...at, key])
      }),
    ]
    // Only a body of the right shape can be looked at as a whole.
    return flaws.length > 0 ? flaws : also(value, at)
  }

/** An object whose `type` says which rule holds. */
export const byType =
  (rules: Readonly<Record<number, Rule>>): Rule =>
  (value, at) => {
    if (!isFields(value))
      return flaw(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType')
    const { type } = value
    const rule = typeof type === 'number' ? rules[type] : undefined
    const known = Object.keys(rules).join(', ')
    return rule === undefined
      ? flaw(
          [...at, 'type'],
          'UNION_TYPE_CHOICES',
          `Value of field "type" must be one of (${known}).`,
        )
      : rule(value, at)
  }

interface Tree {
  [key: string]: Tree | readonly { readonly code: string; readonly message: string }[]
}

/** Discord's `errors`: a tree of the body with `_errors` at its leaves. */
export const treeOf = (flaws: readonly Flaw[]): Fields => {
  const tree: Tree = {}
  for (const { at, code, message } of flaws) {
    let node = tree
    for (const step of at) {
      const next = node[step]
      const inner: Tree = isFields(next) ? (next as Tree) : {}
      node[step] = inner
      node = inner
    }
    const { _errors: before } = node
    node['_errors'] = [...(Array.isArray(before) ? before : []), { code, message }]
  }
  return tree
}
