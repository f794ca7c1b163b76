import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from '../../src/card/spoken.ts'
import { type Font, readFont } from './font.ts'

interface Face extends Font {
  /** As the drawing package knows it. */
  readonly family: string
}

const folder = join(import.meta.dirname, 'fonts')

/**
 * One weight alone: with two the drawing package mixes them within a line of two scripts. Han that two languages
 * share has different forms in each, so each has a font of its own.
 */
export const families = {
  hk: 'Noto Sans HK',
  kr: 'Noto Sans KR',
  sc: 'Noto Sans SC',
} as const
type Key = keyof typeof families

export const weight = 500
export const fontFiles = Object.keys(families).map(key => join(folder, `${key}.ttf`))

const keyOf = (language: string | undefined): Key => {
  if (language?.startsWith('ko')) return 'kr'
  return language === 'zh-CN' ? 'sc' : 'hk'
}

export interface Fonts {
  /** The one of a language; that of the first part of a label for what has none. */
  readonly faceOf: (language: string | undefined) => Face
  /** The characters that it lacks in its language's font. */
  readonly lacking: (part: Part) => readonly string[]
}

export const loadFonts = (): Fonts => {
  const loaded = Object.entries(families).map(([key, family]): [string, Face] => [
    key,
    { ...readFont(readFileSync(join(folder, `${key}.ttf`))), family },
  ])
  const faces = new Map(loaded)
  const faceOf = (language: string | undefined): Face => {
    const face = faces.get(keyOf(language))
    if (!face) throw new Error('a language without a font')
    return face
  }
  return {
    faceOf,
    lacking: ({ text, language }) => {
      const face = faceOf(language)
      return [...new Set(text)].filter(char => !face.has(char))
    },
  }
}
