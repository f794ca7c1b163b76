type Row = ReadonlyMap<string, string>

/** A file of a language: texts by name, in groups. */
export interface Group {
  readonly [name: string]: string | Group
}

/** Sentences to officers: their keys are refusals', which say more than the glossary's examples. */
const examples = /^error\./

const wordsOf = (rows: readonly Row[], tag: string): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap(row => {
      const [id, text] = [row.get('term_id') ?? '', row.get(tag) ?? '']
      return text === '' || examples.test(id) ? [] : [[id, text] as const]
    }),
  )

/** `file` with the glossary's word in place of its own wherever the glossary has its key. */
export const withTerms = (file: Group, rows: readonly Row[], tag: string): Group => {
  const words = wordsOf(rows, tag)
  const over = (group: Group, path: string): Group =>
    Object.fromEntries(
      Object.entries(group).map(([name, value]) => {
        const key = `${path}${name}`
        return [
          name,
          typeof value === 'string' ? (words.get(key) ?? value) : over(value, `${key}.`),
        ]
      }),
    )
  return over(file, '')
}

/** The glossary's terms whose groups are in no other file: `term.json`, in the order of the rows. */
export const termsOf = (
  rows: readonly Row[],
  tag: string,
  elsewhere: ReadonlySet<string>,
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const all = [...wordsOf(rows, tag)].map(([id, text]) => {
    const [group = '', name = ''] = id.split('.')
    return { group, name, text }
  })
  const byGroup = Map.groupBy(all, term => term.group)
  return Object.fromEntries(
    [...byGroup]
      .filter(([group]) => !elsewhere.has(group))
      .map(([group, terms]) => [group, Object.fromEntries(terms.map(t => [t.name, t.text]))]),
  )
}
