import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localesDir, readJson } from './texts.ts'

export interface Folders {
  /** A copy of the locales that ship, with one folder more: file name → content. */
  readonly withFolder: (tag: string, files: Readonly<Record<string, unknown>>) => string
  readonly [Symbol.dispose]: () => void
}

/** Locales in a directory of their own, gone with it. */
export const createFolders = (): Folders => {
  const root = mkdtempSync(join(tmpdir(), 'liaison-locale-'))
  return {
    withFolder: (tag, files) => {
      const dir = mkdtempSync(join(root, 'locales-'))
      cpSync(localesDir, dir, { recursive: true })
      mkdirSync(join(dir, tag))
      for (const [file, content] of Object.entries(files))
        writeFileSync(join(dir, tag, file), JSON.stringify(content))
      return dir
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  }
}

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý' }

/** A text that reads as English, looks foreign and is longer by that share, its placeholders kept. */
const pseudo = (text: string, by: number): string => {
  const inner = text.replace(/\{\{.*?\}\}|[aeiouy]/g, m => accents[m] ?? m)
  return `⟦${inner}${'·'.repeat(Math.ceil(text.length * by))}⟧`
}

const mapTexts = (node: unknown, by: number): unknown =>
  typeof node === 'string'
    ? pseudo(node, by)
    : Object.fromEntries(Object.entries(node ?? {}).map(([k, v]) => [k, mapTexts(v, by)]))

/** A whole language of such texts, as a rule 40 % longer than English. */
export const pseudoFiles = (intl: string, by = 0.4): Readonly<Record<string, unknown>> => {
  const names = readdirSync(join(localesDir, 'en')).filter(name => name !== '_meta.json')
  const texts = names.map(name => [name, mapTexts(readJson(localesDir, 'en', name), by)] as const)
  const meta = { label: 'Pseudo', intl, punct: 'half', complete: true }
  return { ...Object.fromEntries(texts), '_meta.json': meta }
}
