import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCsv, type Terms, withOwn } from './glossary.ts'
import { type Group, termsOf, withTerms } from './terms.ts'
import { locales, localesDir } from './texts.ts'

export const glossaryFile = join(localesDir, 'glossary.csv')

/** The agencies' own glossary, where its folder is beside the project; undefined where it isn't. */
export const agreedFile = (): string | undefined => {
  const file = join(import.meta.dirname, '../../../shared/i18n/glossary.csv')
  return existsSync(file) ? file : undefined
}

const filesOf = (tag: string): readonly string[] =>
  readdirSync(join(localesDir, tag)).filter(name => name !== '_meta.json' && name !== 'term.json')

const read = (tag: string, file: string): string =>
  readFileSync(join(localesDir, tag, file), 'utf8')

const print = (group: Group): string => `${JSON.stringify(group, undefined, 2)}\n`

/** As it is where no word of it differs: names that are numbers would lose their order. */
const filed = (text: string, rows: Terms, tag: string): string => {
  const group: Group = JSON.parse(text)
  const made = withTerms(group, rows, tag)
  return print(made) === print(group) ? text : print(made)
}

/** Each file of each language as the agencies' glossary and our own terms want it: path below `locales/` and content. */
export const madeFrom = (csv: string): readonly (readonly [path: string, content: string])[] => {
  const rows = withOwn(readCsv(csv))
  const elsewhere = new Set(
    filesOf('en').flatMap(file => Object.keys(JSON.parse(read('en', file)))),
  )
  return locales.flatMap(({ tag }) => [
    ...filesOf(tag).map(file => [join(tag, file), filed(read(tag, file), rows, tag)] as const),
    [join(tag, 'term.json'), print(termsOf(rows, tag, elsewhere))] as const,
  ])
}
