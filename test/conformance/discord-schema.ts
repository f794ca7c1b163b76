import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'

/** Holds values against the schemas of one file, JSON Schema 2020-12 or draft-07, by name. */
export interface Schemas {
  /** Where the value breaks the schema, and which keyword; none when it doesn't. */
  readonly breaches: (name: string, value: unknown) => readonly string[]
  readonly has: (name: string) => boolean
  /** Keywords that were compared so far. */
  readonly compared: () => number
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

/** Discord takes an integer also as digits in a string. */
const isInteger = (value: unknown): boolean =>
  Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value))

const isType = (type: unknown, value: unknown): boolean =>
  isList(type)
    ? type.some(one => isType(one, value))
    : type === 'integer'
      ? isInteger(value)
      : type === typeOf(value)

const length = (value: unknown) => (typeof value === 'string' ? value.length : undefined)
const size = (value: unknown) => (isList(value) ? value.length : undefined)
const keys = (value: unknown) => (isFields(value) ? Object.keys(value).length : undefined)
const amount = (value: unknown) => (isInteger(value) ? Number(value) : undefined)
type Measure = (value: unknown) => number | undefined
const most = (measure: Measure) => (limit: unknown, value: unknown) =>
  (measure(value) ?? Number.NEGATIVE_INFINITY) <= Number(limit)
const least = (measure: Measure) => (limit: unknown, value: unknown) =>
  (measure(value) ?? Number.POSITIVE_INFINITY) >= Number(limit)

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': text => !Number.isNaN(Date.parse(text)) && text.includes('T'),
  uri: text => URL.canParse(text),
}

const rules: Readonly<Record<string, (limit: unknown, value: unknown) => boolean>> = {
  type: isType,
  const: (limit, value) => limit === value,
  enum: (limit, value) => isList(limit) && limit.includes(value),
  minLength: least(length),
  maxLength: most(length),
  minItems: least(size),
  maxItems: most(size),
  minProperties: least(keys),
  maxProperties: most(keys),
  minimum: least(amount),
  maximum: most(amount),
  uniqueItems: (limit, value) =>
    limit !== true ||
    !isList(value) ||
    new Set(value.map(one => JSON.stringify(one))).size === value.length,
  pattern: (limit, value) =>
    typeof value !== 'string' || new RegExp(String(limit), 'u').test(value),
  format: (limit, value) => typeof value !== 'string' || (formats[String(limit)]?.(value) ?? true),
  required: (limit, value) =>
    !isFields(value) || (isList(limit) && limit.every(name => String(name) in value)),
}

/** Looked at elsewhere, or saying nothing of what is allowed. */
const silent = new Set(
  [
    'title description default deprecated contentEncoding x-discord-union not',
    '$ref oneOf anyOf allOf properties items additionalProperties',
  ].flatMap(line => line.split(' ')),
)

export const createSchemas = (schemas: Fields, prefix: string): Schemas => {
  let compared = 0
  const named = (name: string): Fields => {
    const found = schemas[name]
    if (!isFields(found)) throw new Error(`the file has no ${name}`)
    return found
  }

  const own = (schema: Fields, value: unknown, at: string): readonly string[] =>
    Object.entries(schema).flatMap(([keyword, limit]) => {
      if (silent.has(keyword)) return []
      const rule = rules[keyword]
      if (!rule) throw new Error(`the schema says ${keyword} at ${at}, which isn't read`)
      compared++
      return rule(limit, value) ? [] : [`${at} ${keyword}`]
    })

  /** One that fits is enough; else what is wrong with the one that fits best. */
  const any = (of: unknown, value: unknown, at: string): readonly string[] => {
    if (!isList(of)) return []
    const tried = of.map(one => walk(one, value, at))
    return tried.toSorted((a, b) => deepest(b) - deepest(a) || a.length - b.length)[0] ?? []
  }

  const inside = (schema: Fields, value: unknown, at: string): readonly string[] => {
    const { properties, additionalProperties: more, items } = schema
    if (isList(value))
      return isList(items)
        ? value.flatMap((one, i) => walk(items[i], one, `${at}/${i}`))
        : value.flatMap((one, i) => walk(items, one, `${at}/${i}`))
    if (!isFields(value)) return []
    return Object.entries(value).flatMap(([key, one]) => {
      const known = isFields(properties) ? properties[key] : undefined
      if (known === undefined && more === false) return [`${at}/${key} additionalProperties`]
      // Sets of bits, of which generated types list only the single ones.
      if (/(^|_)flags$/.test(key) && Number.isInteger(one)) return []
      return one === undefined ? [] : walk(known ?? more, one, `${at}/${key}`)
    })
  }

  const walk = (schema: unknown, value: unknown, at: string): readonly string[] => {
    if (!isFields(schema)) return []
    const { $ref, oneOf, anyOf, allOf } = schema
    return [
      ...(typeof $ref === 'string'
        ? walk(named(decodeURIComponent($ref.replace(prefix, ''))), value, at)
        : []),
      ...own(schema, value, at),
      ...any(oneOf, value, at),
      ...any(anyOf, value, at),
      ...(isList(allOf) ? allOf.flatMap(one => walk(one, value, at)) : []),
      ...inside(schema, value, at),
    ]
  }

  return {
    breaches: (name, value) => walk(named(name), value, ''),
    has: name => isFields(schemas[name]),
    compared: () => compared,
  }
}

/** A branch that fits to a deeper place is nearer to what was meant; none wrong is deepest of all. */
const deepest = (breaches: readonly string[]): number =>
  breaches.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.min(...breaches.map(breach => breach.split('/').length))
