/** How one command differs: it is new, it goes, or these parts of it change. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly name: string }
  | { readonly kind: 'changed'; readonly name: string; readonly parts: readonly string[] }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : []

/** Leaves of a command by their paths, as `options.accept.description.ko`. */
type Leaves = ReadonlyMap<string, string>

const wordsIn = (at: string, key: string, part: Fields): readonly [string, string][] => [
  [`${at}${key}`, String(part[key] ?? '')],
  ...Object.entries(
    isFields(part[`${key}_localizations`]) ? (part[`${key}_localizations`] as Fields) : {},
  )
    .filter(([, said]) => said !== null)
    .map(([locale, said]): [string, string] => [`${at}${key}.${locale}`, String(said)]),
]

const plain: readonly (readonly [key: string, left: string])[] = [
  ['required', 'false'],
  ['autocomplete', 'false'],
  ['min_length', ''],
  ['max_length', ''],
  ['value', ''],
]

const leavesOf = (part: Fields, at: string): readonly [string, string][] => {
  const inner = (key: 'options' | 'choices'): readonly [string, string][] => {
    const parts = listOf(part[key])
    return [
      [`${at}${key}`, parts.map(p => String(p['name'])).join(' ')],
      ...parts.flatMap(p => leavesOf(p, `${at}${String(p['name'])}.`)),
    ]
  }
  return [
    [`${at}type`, String(part['type'] ?? 1)],
    ...wordsIn(at, 'name', part),
    ...wordsIn(at, 'description', part),
    ...plain.map(([key, left]): [string, string] => [`${at}${key}`, String(part[key] ?? left)]),
    ...inner('options'),
    ...inner('choices'),
  ]
}

/** Of a whole command; what Discord adds by itself is not looked at. */
const commandLeaves = (command: Fields): Leaves =>
  new Map([
    ...leavesOf(command, ''),
    ['default_member_permissions', String(command['default_member_permissions'] ?? '')],
    ['nsfw', String(command['nsfw'] ?? false)],
    // Of a server's own commands Discord may keep none: they can be nowhere else.
    ['contexts', Array.isArray(command['contexts']) ? command['contexts'].join(' ') : '0'],
  ])

const keyOf = (command: Fields): string =>
  `${Number(command['type'] ?? 1) === 1 ? '/' : ''}${String(command['name'])}`

const differing = (a: Leaves, b: Leaves): readonly string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter(
    path => (a.get(path) ?? '') !== (b.get(path) ?? ''),
  )

/** What a PUT of `wanted` would change in what Discord has; nothing where it would change nothing. */
export const changesBetween = (found: unknown, wanted: readonly object[]): readonly Change[] => {
  const before = new Map(listOf(found).map(c => [keyOf(c), commandLeaves(c)]))
  const after = new Map(listOf(wanted).map(c => [keyOf(c), commandLeaves(c)]))
  return [
    ...[...after].flatMap(([name, leaves]): readonly Change[] => {
      const had = before.get(name)
      if (!had) return [{ kind: 'added', name }]
      const parts = differing(had, leaves)
      return parts.length === 0 ? [] : [{ kind: 'changed', name, parts }]
    }),
    ...[...before.keys()]
      .filter(name => !after.has(name))
      .map((name): Change => ({ kind: 'removed', name })),
  ]
}
