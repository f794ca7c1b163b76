import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { Language } from '../kit/ids.ts'
import { root } from '../main/places.ts'
import type { Catalogue } from '../ports/catalogue.ts'

/** The words that come with the program; no settings are read for them. */
export const ownCatalogue = (): Catalogue => createCatalogue({ dir: join(root, 'locales') })

export const english = 'en' as Language

/** A language as an option names it; any that the catalogue lacks is refused with those that it has. */
export const readLanguage = (text: string): Language => {
  const there = ownCatalogue().languages()
  const language = there.find(tag => tag === text)
  if (language) return language
  throw new InvalidArgumentError(`Give one of ${there.join(', ')}.`)
}

/** One or two of them, with a comma between. */
export const readLanguages = (text: string): readonly Language[] => {
  const there = ownCatalogue().languages()
  const tags = [...new Set(text.split(',').map(tag => tag.trim()))]
  const languages = tags.flatMap(tag => there.find(known => known === tag) ?? [])
  if (tags.length <= 2 && languages.length === tags.length) return languages
  throw new InvalidArgumentError(`Give one or two of ${there.join(', ')}, with a comma between.`)
}
