import { readFileSync } from 'node:fs'
import { readJson } from '../../adapters/jsonc/index.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Problem } from './problems.ts'

/** A JSON file that was read, and that can say where something in it is wrong. */
export interface Document {
  readonly value: unknown
  /** `file:line: path: what is wrong`. */
  readonly say: (problem: Problem) => string
}

/** Reads a JSON file, or says in a sentence why not. */
export const readDocument = (file: string): Result<Document, string> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return err(`${file}: is there such a file, and may it be read?`)
  }
  const read = readJson(text)
  if (!read.ok) return err(`${file}:${read.error.line}: ${read.error.message}`)
  const { value, lineOf } = read.value
  return ok({
    value,
    say: ({ path, message }) =>
      [`${file}:${lineOf(path)}`, path.join('.'), message].filter(part => part !== '').join(': '),
  })
}
