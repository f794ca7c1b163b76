import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/kit/ids.ts'
import { isGroup, type Meta, readMeta } from './meta.ts'

export interface Folder {
  readonly language: Language
  readonly meta: Meta
  readonly texts: Readonly<Record<string, unknown>>
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${file} can't be read as JSON`, { cause })
  }
}

// One group lives in one file, so that a key says where its text is.
const mergeGroups = (dir: string, files: readonly string[]): Readonly<Record<string, unknown>> => {
  const texts: Record<string, unknown> = {}
  for (const file of files) {
    const groups = readJson(join(dir, file))
    if (!isGroup(groups)) throw new Error(`${join(dir, file)} holds no groups`)
    for (const [name, group] of Object.entries(groups)) {
      if (name in texts)
        throw new Error(`${join(dir, file)}: group "${name}" is in another file too`)
      texts[name] = group
    }
  }
  return texts
}

const readFolder = (root: string, tag: string): Folder => {
  const dir = join(root, tag)
  if (Intl.getCanonicalLocales(tag)[0] !== tag)
    throw new Error(`${dir} is not named by a BCP 47 tag`)
  const files = readdirSync(dir).filter(file => file.endsWith('.json') && file !== '_meta.json')
  return {
    language: tag as Language,
    meta: readMeta(readJson(join(dir, '_meta.json')), join(dir, '_meta.json')),
    texts: mergeGroups(dir, files.toSorted()),
  }
}

/** Every language folder of `root`, by tag; throws where a file is broken. */
export const readFolders = (root: string): readonly Folder[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .toSorted()
    .map(tag => readFolder(root, tag))
