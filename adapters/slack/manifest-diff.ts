type Leaves = ReadonlyMap<string, unknown>

/** What one entry of a list is known by: a command by its word, a shortcut by its id. */
const nameOf = (entry: unknown): string => {
  if (typeof entry !== 'object' || entry === null) return String(entry)
  if ('command' in entry) return String(entry.command)
  return 'callback_id' in entry ? String(entry.callback_id) : JSON.stringify(entry)
}

/** Every value by its path; an entry of a list by its name, as `scopes.bot[commands]`. */
const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value))
    return value.flatMap(entry => {
      const at = `${path}[${nameOf(entry)}]`
      return typeof entry === 'object' ? leavesOf(entry, at) : [[at, true] as const]
    })
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, path === '' ? key : `${path}.${key}`),
  )
}

/** Up to the last list entry: `a.b[c].d` is part of `a.b[c]`. */
const entryOf = (path: string): string | undefined => /^.*\]/.exec(path)?.[0]

/** What a name is called, and what officers read about it, is the administration's own. */
const free = /^(_metadata|display_information|features\.bot_user\.display_name)\b|\.bot_optional\b/

const said = (value: unknown): string => (value === undefined ? 'not set' : String(value))

const differing = (ours: Leaves, theirs: Leaves): readonly string[] => {
  const entries = new Set([...theirs.keys()].flatMap(path => entryOf(path) ?? []))
  return [...ours].flatMap(([path, want]) => {
    const entry = entryOf(path)
    if (entry !== undefined && !entries.has(entry)) return [`${entry} is missing`]
    const has = theirs.get(path)
    // What is off may as well not be said.
    if (has === want || (want === false && has === undefined)) return []
    return [`${path} is ${said(has)}, not ${said(want)}`]
  })
}

const unasked = (ours: Leaves, theirs: Leaves): readonly string[] => {
  const entries = new Set([...ours.keys()].flatMap(path => entryOf(path) ?? []))
  return [...theirs.keys()].flatMap(path => {
    const entry = entryOf(path)
    return entry === undefined || entries.has(entry) ? [] : [`${entry} is not asked for`]
  })
}

/**
 * How an app as it is installed differs from ours, each in a few words; nothing where it doesn't. Names and
 * descriptions of the app are free, `optional` entries may be there or not. Pure.
 */
export const manifestDifferences = (
  ours: unknown,
  theirs: unknown,
  optional: readonly string[],
): readonly string[] => {
  const counts = ([path]: readonly [string, unknown]): boolean =>
    !free.test(path) && !optional.some(name => path.endsWith(`[${name}]`))
  const [mine, found] = [ours, theirs].map(m => new Map(leavesOf(m).filter(counts)))
  if (!mine || !found) return []
  return [...new Set([...differing(mine, found), ...unasked(mine, found)])]
}
