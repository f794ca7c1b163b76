import type { LocalizationMap } from 'discord.js'
import type { Language } from '../../src/kit/ids.ts'
import { truncate } from '../../src/kit/text.ts'
import type { Sayings } from '../../src/ports/declared.ts'
import { localesOf } from './locales.ts'

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
export const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** Characters of a description, and of a choice's name. */
export const longest = 100

/** Characters of a command's name. */
export const longestName = 32

const base = 'en' as Language

/** What it is called where there is no translation. */
export const inBase = (sayings: Sayings): string => sayings.get(base) ?? ''

/** A label as a name may be: lower case, one hyphen for whatever else. Undefined where nothing is left. */
export const toName = (label: string): string | undefined => {
  const name = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '')
    .toWellFormed()
  return namePattern.test(name) ? name : undefined
}

/** One of several siblings, whose names must differ from one another. */
export interface Named {
  readonly name: string
  readonly label: Sayings
}

type Translate = (label: string) => string | undefined

const namesFor = (
  siblings: readonly Named[],
  language: Language,
  translate: Translate,
): readonly string[] => {
  const defaults = new Map(siblings.map(({ name }, i) => [name, i]))
  const taken = new Set<string>()
  return siblings.map(({ name, label }, i) => {
    const said = translate(label.get(language) ?? '')
    // English is what people read in the help and type elsewhere: there the name stays as it is.
    if (language === base || said === undefined || taken.has(said)) return name
    if ((defaults.get(said) ?? i) !== i) return name
    taken.add(said)
    return said
  })
}

/**
 * Translated names of siblings, in their order, for every language that Discord knows. One that would be taken
 * for a sibling in that language or by its default name stays untranslated.
 */
export const localise = (
  siblings: readonly Named[],
  languages: readonly Language[],
  translate: Translate = toName,
): readonly LocalizationMap[] => {
  const columns = languages.map(l => ({ l, names: namesFor(siblings, l, translate) }))
  return siblings.map((_, i) =>
    Object.fromEntries(
      columns.flatMap(({ l, names }) => localesOf(l).map(locale => [locale, names[i] ?? ''])),
    ),
  )
}

/** The same text in every language that Discord knows, cut to what it takes. */
export const translated = (
  languages: readonly Language[],
  say: (language: Language) => string,
): LocalizationMap =>
  Object.fromEntries(
    languages.flatMap(l =>
      localesOf(l).map(locale => [locale, truncate(say(l), longest)] as const),
    ),
  )
