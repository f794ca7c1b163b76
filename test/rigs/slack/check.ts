import {
  type Fields,
  isFields,
  isList,
  lengthOf,
  type Rule,
  type Shape,
  type Table,
} from './rule.ts'

const flaw = (at: string, what: string): string => `[ERROR] ${what} [json-pointer:${at}]`

const outside = (
  at: string,
  size: number,
  bounds: { readonly min?: number; readonly max?: number },
  unit: string,
): readonly string[] => [
  ...(bounds.min !== undefined && size < bounds.min
    ? [flaw(at, `must be more than ${bounds.min - 1}${unit}`)]
    : []),
  ...(bounds.max !== undefined && size > bounds.max
    ? [flaw(at, `must be less than ${bounds.max + 1}${unit}`)]
    : []),
]

const textParts: Readonly<Record<string, string>> = { plain_text: 'emoji', mrkdwn: 'verbatim' }

const textFlaws = (rule: Rule & { is: 'text' }, value: unknown, at: string): readonly string[] => {
  if (!isFields(value)) return [flaw(at, 'must be a text object')]
  const { type, text } = value
  if (typeof type !== 'string' || !rule.types.includes(type))
    return [flaw(`${at}/type`, `must be one of ${rule.types.join(', ')}`)]
  const known = ['type', 'text', textParts[type]]
  return [
    ...Object.keys(value)
      .filter(key => !known.includes(key))
      .map(key => flaw(`${at}/${key}`, 'unknown field')),
    ...Object.entries(value)
      .filter(([key, part]) => key === textParts[type] && typeof part !== 'boolean')
      .map(([key]) => flaw(`${at}/${key}`, 'must be a boolean')),
    ...(typeof text === 'string'
      ? outside(`${at}/text`, lengthOf(text), rule, ' characters')
      : [flaw(`${at}/text`, 'missing required field: text')]),
  ]
}

const shapeFlaws = (
  table: Table,
  { need, may, just = [], some = [], also }: Shape,
  value: Fields,
  at: string,
): readonly string[] => {
  const there = (keys: readonly string[]) => keys.filter(key => value[key] !== undefined).length
  const flaws = [
    ...Object.keys(need)
      .filter(key => value[key] === undefined)
      .map(key => flaw(at, `missing required field: ${key}`)),
    ...Object.keys(value)
      .filter(key => need[key] === undefined && may[key] === undefined)
      .map(key => flaw(`${at}/${key}`, 'unknown field')),
    ...just
      .filter(keys => there(keys) !== 1)
      .map(keys => flaw(at, `must have exactly one of ${keys.join(', ')}`)),
    ...some
      .filter(keys => there(keys) === 0)
      .map(keys => flaw(at, `must have one of ${keys.join(', ')}`)),
    ...Object.entries(value).flatMap(([key, part]) => {
      const rule = need[key] ?? may[key]
      return rule === undefined || part === undefined
        ? []
        : flawsOf(table, rule, part, `${at}/${key}`)
    }),
  ]
  // Only a payload of the right shape can be looked at as a whole.
  return flaws.length > 0 || also === undefined ? flaws : also(value).map(what => flaw(at, what))
}

const nodeFlaws = (
  table: Table,
  rule: Rule & { is: 'node' },
  value: unknown,
  at: string,
): readonly string[] => {
  if (!isFields(value)) return [flaw(at, 'must be an object')]
  const { type, ...rest } = value
  const found = typeof type === 'string' ? table[rule.family]?.[type] : undefined
  if (typeof type !== 'string' || found === undefined)
    return [flaw(`${at}/type`, `unsupported type: ${String(type)}`)]
  if (rule.only !== undefined && !rule.only.includes(type))
    return [flaw(`${at}/type`, `${type} is not allowed here`)]
  return shapeFlaws(table, found, rest, at)
}

/** What Slack would refuse in a value, each flaw with where it lies; none when it is right. */
export const flawsOf = (
  table: Table,
  rule: Rule,
  value: unknown,
  at: string,
): readonly string[] => {
  switch (rule.is) {
    case 'string':
      if (typeof value !== 'string') return [flaw(at, 'must be a string')]
      if (rule.one !== undefined && !rule.one.includes(value))
        return [flaw(at, `must be one of ${rule.one.join(', ')}`)]
      return outside(at, lengthOf(value), rule, ' characters')
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value))
        return [flaw(at, 'must be a number')]
      return [
        ...outside(at, value, rule, ''),
        ...(rule.over !== undefined && value <= rule.over
          ? [flaw(at, `must be more than ${rule.over}`)]
          : []),
      ]
    case 'flag':
      return typeof value === 'boolean' ? [] : [flaw(at, 'must be a boolean')]
    case 'free':
      return isFields(value) ? [] : [flaw(at, 'must be an object')]
    case 'text':
      return textFlaws(rule, value, at)
    case 'list':
      if (!isList(value)) return [flaw(at, 'must be an array')]
      return [
        ...outside(at, value.length, rule, ' items'),
        ...value.flatMap((item, i) => flawsOf(table, rule.of, item, `${at}/${i}`)),
      ]
    case 'shape':
      return isFields(value)
        ? shapeFlaws(table, rule.shape, value, at)
        : [flaw(at, 'must be an object')]
    case 'node':
      return nodeFlaws(table, rule, value, at)
  }
}
