/** How one command differs: it is new, it goes, or these parts of it change. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly name: string }
  | { readonly kind: 'changed'; readonly name: string; readonly parts: readonly string[] }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : []

const plain: readonly (readonly [key: string, left: string])[] = [
  ['required', 'false'],
  ['autocomplete', 'false'],
  ['min_length', ''],
  ['max_length', ''],
  ['value', ''],
]

const inner = ['options', 'choices'] as const

/** What one command, option or choice says of itself, by name; of those in it only their names, in order. */
const ownOf = (part: Fields | undefined): ReadonlyMap<string, string> => {
  const own = new Map<string, string>()
  if (!part) return own
  own.set('type', String(part['type'] ?? 1))
  for (const key of ['name', 'description']) {
    own.set(key, String(part[key] ?? ''))
    const said = part[`${key}_localizations`]
    for (const [locale, text] of Object.entries(isFields(said) ? said : {}))
      if (text !== null) own.set(`${key}.${locale}`, String(text))
  }
  for (const [key, left] of plain) own.set(key, String(part[key] ?? left))
  for (const key of inner)
    own.set(
      key,
      listOf(part[key])
        .map(p => String(p['name']))
        .join(' '),
    )
  return own
}

/** Of a whole command besides; what Discord adds by itself is not looked at. */
const ofCommand = (command: Fields): ReadonlyMap<string, string> =>
  new Map([
    ['default_member_permissions', String(command['default_member_permissions'] ?? '')],
    ['nsfw', String(command['nsfw'] ?? false)],
    // Of a server's own commands Discord may keep none: they can be nowhere else.
    ['contexts', Array.isArray(command['contexts']) ? command['contexts'].join(' ') : '0'],
  ])

const unlike = (
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): readonly string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter(key => (a.get(key) ?? '') !== (b.get(key) ?? ''))

const named = (part: Fields | undefined, key: (typeof inner)[number]) =>
  new Map(listOf(part?.[key]).map(p => [String(p['name']), p]))

/**
 * Where two parts differ, as paths: `accept.ref.description.ko`. Part by part, as the values of a whole command
 * with their paths would be megabytes, and a start compares all of them.
 */
const differing = (a: Fields | undefined, b: Fields | undefined, at = ''): readonly string[] => [
  ...unlike(ownOf(a), ownOf(b)).map(key => `${at}${key}`),
  ...inner.flatMap(key => {
    const [had, wanted] = [named(a, key), named(b, key)]
    return [...new Set([...had.keys(), ...wanted.keys()])].flatMap(name =>
      differing(had.get(name), wanted.get(name), `${at}${name}.`),
    )
  }),
]

const keyOf = (command: Fields): string =>
  `${Number(command['type'] ?? 1) === 1 ? '/' : ''}${String(command['name'])}`

/** What a PUT of `wanted` would change in what Discord has; nothing where it would change nothing. */
export const changesBetween = (found: unknown, wanted: readonly object[]): readonly Change[] => {
  const before = new Map(listOf(found).map(c => [keyOf(c), c]))
  const after = new Map(listOf(wanted).map(c => [keyOf(c), c]))
  return [
    ...[...after].flatMap(([name, command]): readonly Change[] => {
      const had = before.get(name)
      if (!had) return [{ kind: 'added', name }]
      const parts = [...differing(had, command), ...unlike(ofCommand(had), ofCommand(command))]
      return parts.length === 0 ? [] : [{ kind: 'changed', name, parts }]
    }),
    ...[...before.keys()]
      .filter(name => !after.has(name))
      .map((name): Change => ({ kind: 'removed', name })),
  ]
}
