import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

export interface Block {
  readonly language: string
  readonly body: string
}

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm

/** Fenced blocks in order. */
export const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(fence)].map(([, language = '', body = '']) => ({ language, body }))

/** What stands between backquotes in running text. */
export const codeIn = (text: string): readonly string[] =>
  [...text.replace(fence, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replace(/\s+/g, ' '),
  )

/** Bold words, e.g. the labels of buttons. */
export const boldIn = (text: string): readonly string[] =>
  [...text.replace(fence, '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word)

/** Targets of links and images, and addresses in angle brackets. */
export const linksIn = (text: string): readonly string[] =>
  [...text.replace(fence, '').matchAll(/\]\(([^)\s]+)\)|<(https?:[^>]+)>/g)].map(
    ([, target, address]) => target ?? address ?? '',
  )

/** Rows of the table whose first column has this heading, without heading and rule. */
export const tableOf = (text: string, heading: string): readonly (readonly string[])[] => {
  const [, rows = ''] =
    new RegExp(`^\\| ${heading} \\|.*\\n\\| ---.*\\n((?:\\|.*\\n)+)`, 'm').exec(text) ?? []
  return rows
    .trimEnd()
    .split('\n')
    .map(row =>
      row
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
}

/** The part below a heading, up to the next one of its level or above. */
export const sectionOf = (text: string, heading: string): string => {
  const at = text.search(new RegExp(`^#+ ${heading}$`, 'm'))
  if (at < 0) throw new Error(`no section ${heading}`)
  const level = text.slice(at).indexOf(' ')
  const rest = text.slice(at + level)
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'))
  return end < 0 ? rest : rest.slice(0, end)
}

const between = (name: string): RegExp =>
  new RegExp(`(<!-- ${name} -->\\n)([\\s\\S]*?)(<!-- /${name} -->)`)

/** What stands between the marks of a part that is made from the code. */
export const partIn = (text: string, name: string): string => {
  const found = between(name).exec(text)
  if (!found) throw new Error(`no marks of ${name}`)
  return found[2] ?? ''
}

/** The same text with something else between those marks. */
export const withPart = (text: string, name: string, part: string): string =>
  text.replace(
    between(name),
    (_, open: string, _before, close: string) => `${open}${part}\n${close}`,
  )
