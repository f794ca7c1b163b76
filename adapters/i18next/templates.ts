import type { i18n } from 'i18next'
import type { MessageKey } from '../../src/card/key.ts'
import type { Language } from '../../src/kit/ids.ts'

/** A text taken apart at its placeholders: what stands before each, the placeholder and its name; then the rest. */
interface Template {
  readonly text: string
  readonly before: readonly string[]
  readonly names: readonly string[]
}

const placeholder = /\{\{(.+?)\}\}/

export const valueMissing = (match: string, text: string): Error =>
  new Error(`no value for ${match} in "${text}"`)

// Split by a pattern with one group: texts and names in turn.
const templateOf = (text: string): Template => {
  const parts = text.split(placeholder)
  return {
    text,
    before: parts.filter((_, i) => i % 2 === 0),
    names: parts.filter((_, i) => i % 2 === 1).map(name => name.trim()),
  }
}

/** The text with its values, each as it is. A placeholder without a value throws. */
export const fill = (
  { text, before, names }: Template,
  params: Readonly<Record<string, string | number>>,
): string => {
  let said = before[0] ?? ''
  for (const [i, name] of names.entries()) {
    const value = params[name]
    if (value === undefined) throw valueMissing(`{{${name}}}`, text)
    said += `${value}${before[i + 1]}`
  }
  return said
}

/**
 * Texts as the engine finds them, each looked for once: of all that it does to say one, the search is the most.
 * Undefined where the language lacks the text, and in plural forms, which the engine chooses by their number.
 */
export const createTemplates = (engine: i18n) => {
  const known = new Map<Language, Map<MessageKey, Template>>()
  const find = (language: Language, key: MessageKey): Template | undefined => {
    const how = {
      lng: language,
      returnDetails: true,
      skipInterpolation: true,
      nest: false,
    } as const
    const found = engine.t(key, how)
    return found.usedLng === language ? templateOf(found.res) : undefined
  }
  return {
    of: (language: Language, key: MessageKey): Template | undefined => {
      const texts = known.get(language) ?? new Map<MessageKey, Template>()
      known.set(language, texts)
      const kept = texts.get(key)
      if (kept) return kept
      const found = find(language, key)
      if (found) texts.set(key, found)
      return found
    },
  }
}
