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

/** `locales/glossary.csv`: the terms agreed on, a row each, by key and by language. */
export const glossary = readCsv(readFileSync(join(localesDir, 'glossary.csv'), 'utf8'))
