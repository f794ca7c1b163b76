import { Locale } from 'discord.js'
import type { Language } from '../../src/kit/ids.ts'

const all: readonly string[] = Object.values(Locale)

// Discord has no zh-HK, and a client in British English would see what is said for the American one only.
const differing: Readonly<Record<string, readonly Locale[]>> = {
  en: [Locale.EnglishUS, Locale.EnglishGB],
  'zh-HK': [Locale.ChineseTW],
}

/** Settings of a client for which that language is said; none where Discord has no such setting. */
export const localesOf = (language: Language): readonly Locale[] =>
  differing[language] ?? (all.includes(language) ? [language as string as Locale] : [])
