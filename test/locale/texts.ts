import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const localesDir = join(import.meta.dirname, '../../locales')

/** One text of one language; `key` as the code writes it, plural suffix included. */
export interface Text {
  readonly key: string
  readonly file: string
  readonly text: string
}

export interface Locale {
  readonly tag: string
  readonly intl: string
  readonly punct: string
  readonly complete: boolean
  readonly texts: readonly Text[]
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Read without the adapter, so that a fault of the adapter can't hide one of the texts. */
export const readJson = (...path: readonly string[]): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(readFileSync(join(...path), 'utf8'))
  if (!isGroup(value)) throw new Error(`${path.join('/')} is no object`)
  return value
}

const flatten = (node: unknown, path: readonly string[], file: string): readonly Text[] => {
  if (typeof node === 'string') return [{ key: path.join('.'), file, text: node }]
  if (!isGroup(node)) throw new Error(`${file}: ${path.join('.')} is neither text nor group`)
  return Object.entries(node).flatMap(([name, child]) => flatten(child, [...path, name], file))
}

const readLocale = (tag: string): Locale => {
  const dir = join(localesDir, tag)
  const files = readdirSync(dir).filter(name => name !== '_meta.json')
  const { intl, punct, complete } = readJson(dir, '_meta.json')
  return {
    tag,
    intl: String(intl),
    punct: String(punct),
    complete: complete === true,
    texts: files.flatMap(file => flatten(readJson(dir, file), [], file)),
  }
}

export const locales: readonly Locale[] = readdirSync(localesDir, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => readLocale(entry.name))

export const localeOf = (tag: string): Locale => {
  const found = locales.find(l => l.tag === tag)
  if (!found) throw new Error(`no locale ${tag}`)
  return found
}

/** The names within `{{…}}`, sorted, each once. */
export const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(.*?)\}\}/g)].map(m => m[1] ?? ''))].toSorted()
