import type { MessageKey } from '../card/key.ts'
import type { Language } from '../kit/ids.ts'

export interface LanguageInfo {
  /** Its own name for itself, e.g. `한국어`. */
  readonly label: string
  /** BCP 47 tag for the formatters of the runtime. */
  readonly intl: string
  /** Full-width punctuation follows its words. */
  readonly punct: 'full' | 'half'
  /** A complete language has every key; parity is tested. */
  readonly complete: boolean
}

/**
 * The words per language. Promises (contract/catalogue.ts):
 * - `languages()` lists the folders of `locales/`, English among them; no list of languages in code.
 * - `say` gives the text of exactly the language asked. Where that language lacks the key it gives the
 *   English text, counts it in `fallbacks()`, and never that of the other Chinese: zh-HK and zh-CN
 *   don't stand in for each other.
 * - A value is inserted as it is: `{{x}}`, `$t(x)` and markup inside a value mean nothing.
 * - A placeholder without a value throws: it is a bug.
 * - A language whose folder is gone has its tag for a label and says everything in English: an old
 *   referral still renders.
 * - `count`, a number, picks the plural form by the language's own rules.
 */
export interface Catalogue {
  readonly languages: () => readonly Language[]
  readonly info: (language: Language) => LanguageInfo
  /** The best language of this catalogue for tags as platforms give them, e.g. zh-TW → zh-HK. */
  readonly negotiate: (tags: readonly string[]) => Language
  readonly say: (
    language: Language,
    key: MessageKey,
    params?: Readonly<Record<string, string | number>>,
  ) => string
  readonly fallbacks: () => number
}
