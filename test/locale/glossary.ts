import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localesDir } from './texts.ts'

const fieldsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

/** Reads lines of comma-separated values with a head; quotes may hold commas, no line ends. */
export const readCsv = (csv: string): readonly ReadonlyMap<string, string>[] => {
  const [head, ...rows] = csv.trim().split(/\r?\n/).map(fieldsOf)
  return rows.map(row => {
    if (row.length !== head?.length) throw new Error(`${row[0]}: ${row.length} values`)
    return new Map(head.map((name, i) => [name, row[i] ?? '']))
  })
}

export type Terms = ReturnType<typeof readCsv>

const termsIn = (file: string): Terms => readCsv(readFileSync(join(localesDir, file), 'utf8'))

/** `locales/terms.csv`: terms that the agencies' glossary hasn't; one that it has too throws. */
export const withOwn = (agreed: Terms, own = termsIn('terms.csv')): Terms => {
  const known = new Set(agreed.map(row => row.get('term_id')))
  const twice = own.find(row => known.has(row.get('term_id')))
  if (twice) throw new Error(`${twice.get('term_id')} is in the agencies' glossary now`)
  return [...agreed, ...own]
}

/** `locales/glossary.csv`, the terms agreed on, then our own: a row each, by key and by language. */
export const glossary = withOwn(termsIn('glossary.csv'))
