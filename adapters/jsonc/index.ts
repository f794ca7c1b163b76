import jsonc, { type Node } from 'jsonc-parser'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { problemOf } from './problems.ts'

export type JsonPath = readonly (string | number)[]

/** A JSON text, read, that remembers where its values stood. */
export interface Lined {
  readonly value: unknown
  /**
   * The line, from 1, of the value at `path`; where nothing is there, that of the nearest value above
   * it that is.
   */
  readonly lineOf: (path: JsonPath) => number
}

export interface NotJson {
  readonly kind: 'NotJson'
  /** From 1; of the first thing that is wrong. */
  readonly line: number
  /** What is wrong there, in words. */
  readonly message: string
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const nameOf = (property: Node): string => String(property.children?.[0]?.value)

const childAt = (node: Node, key: string | number): Node | undefined =>
  node.type === 'object'
    ? node.children?.find(property => nameOf(property) === String(key))?.children?.[1]
    : node.children?.[Number(key)]

const nearest = (root: Node, path: JsonPath): Node => {
  let node = root
  for (const key of path) {
    const child = childAt(node, key)
    if (!child) break
    node = child
  }
  return node
}

const twiceNamed = (node: Node): Node | undefined => {
  const children = node.children ?? []
  if (node.type === 'object') {
    const seen = new Set<string>()
    for (const property of children) {
      if (seen.has(nameOf(property))) return property
      seen.add(nameOf(property))
    }
  }
  for (const child of children) {
    const found = twiceNamed(child)
    if (found) return found
  }
  return undefined
}

/**
 * Reads a text as RFC 8259 has it: no comments, no comma after the last one. A name that stands twice in
 * one object is refused too, since only one of its values could count. A byte order mark is passed over.
 */
export const readJson = (file: string): Result<Lined, NotJson> => {
  const text = file.replace(/^\uFEFF/, '')
  const refuse = (offset: number, message: string) =>
    err<NotJson>({ kind: 'NotJson', line: lineAt(text, offset), message })
  const errors: jsonc.ParseError[] = []
  const root = jsonc.parseTree(text, errors, { disallowComments: true })
  const [first] = errors
  if (first) return refuse(first.offset, problemOf(jsonc.printParseErrorCode(first.error)))
  if (!root) return refuse(0, problemOf('ValueExpected'))
  const twice = twiceNamed(root)
  if (twice) return refuse(twice.offset, `"${nameOf(twice)}" stands twice in one object`)
  return ok({
    value: JSON.parse(text),
    lineOf: path => lineAt(text, nearest(root, path).offset),
  })
}
