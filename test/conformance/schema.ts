/** A JSON schema as its file has it: draft-07, of which only what `keywords` names is read. */
type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typeOf = (value: unknown): string =>
  Array.isArray(value)
    ? 'array'
    : value === null
      ? 'null'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value

const lengthOf = (value: unknown): number => (typeof value === 'string' ? [...value].length : -1)
const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1)

type Rule = (limit: unknown, value: unknown) => boolean

const rules: Readonly<Record<string, Rule>> = {
  type: (limit, value) =>
    limit === typeOf(value) || (limit === 'number' && typeOf(value) === 'integer'),
  enum: (limit, value) => Array.isArray(limit) && limit.includes(value),
  minLength: (limit, value) => lengthOf(value) === -1 || lengthOf(value) >= Number(limit),
  maxLength: (limit, value) => lengthOf(value) <= Number(limit),
  pattern: (limit, value) =>
    typeof value !== 'string' || new RegExp(String(limit), 'u').test(value),
  minItems: (limit, value) => sizeOf(value) === -1 || sizeOf(value) >= Number(limit),
  maxItems: (limit, value) => sizeOf(value) <= Number(limit),
  uniqueItems: (limit, value) =>
    limit !== true || !Array.isArray(value) || new Set(value).size === value.length,
  required: (limit, value) =>
    !isSchema(value) || (Array.isArray(limit) && limit.every(name => String(name) in value)),
}

/** Say nothing of what is allowed. */
const silent = new Set([
  '$schema',
  'definitions',
  'description',
  'default',
  'title',
  'properties',
  'additionalProperties',
  'items',
  'regex',
  '_note',
])

export interface Judged {
  readonly compared: number
  /** Where, and which keyword. */
  readonly breaches: readonly string[]
}

/** Holds a value against a schema; a keyword that isn't known throws, so that none is passed over. */
export const judgeBy = (root: Schema) => {
  let compared = 0
  const breaches: string[] = []
  const resolve = (schema: Schema): Schema => {
    const { $ref } = schema
    if (typeof $ref !== 'string') return schema
    const { definitions } = root
    const found = isSchema(definitions)
      ? definitions[$ref.replace('#/definitions/', '')]
      : undefined
    if (!isSchema(found)) throw new Error(`no ${$ref}`)
    return resolve(found)
  }
  const walk = (given: Schema, value: unknown, at: string): void => {
    const schema = resolve(given)
    for (const [keyword, limit] of Object.entries(schema)) {
      if (silent.has(keyword)) continue
      const rule = rules[keyword]
      if (!rule) throw new Error(`the schema says ${keyword} at ${at}, which isn't read`)
      compared += 1
      if (!rule(limit, value)) breaches.push(`${at} ${keyword}`)
    }
    const { properties = {}, additionalProperties, items } = schema
    if (isSchema(value) && isSchema(properties))
      for (const [name, inner] of Object.entries(value)) {
        const known = properties[name]
        compared += 1
        if (isSchema(known)) walk(known, inner, `${at}/${name}`)
        else if (additionalProperties === false) breaches.push(`${at}/${name} additionalProperties`)
      }
    if (Array.isArray(value) && isSchema(items))
      value.forEach((inner, i) => {
        walk(items, inner, `${at}/${i}`)
      })
  }
  return (value: unknown): Judged => {
    compared = 0
    breaches.length = 0
    walk(root, value, '')
    return { compared, breaches: [...breaches] }
  }
}
