const blank = /[\t\p{Zs}]/gu
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFC]/gu
const fullWidth = /[\uFF01-\uFF5E]/g
const wordOf = /[\p{L}\p{M}\p{N}_-]+/gu
const confusing = /[\p{sc=Cyrillic}\p{sc=Greek}]/gu

const even = (text: string): string => text.replace(blank, ' ')

const codeOf = (char: string): string =>
  `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** Has a character that nobody sees; a blank of any kind isn't one. */
export const hasHidden = (text: string): boolean => even(text).search(hidden) >= 0

/**
 * One spelling for what is typed in several: NFKC (full-width input, i18n.md 1.10), no invisible
 * characters, single blanks, none at the ends, always well-formed. Applied again it changes nothing.
 */
export const tidy = (text: string): string =>
  even(text)
    .replace(hidden, '')
    .normalize('NFKC')
    .replace(hidden, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()

/** Lower case letter by letter, as domain names fold it: no rule for the end of a word. */
export const lower = (text: string): string =>
  Array.from(text, char => char.toLowerCase())
    .join('')
    .normalize('NFKC')

const isMixed = (word: string): boolean =>
  [/\p{sc=Latin}/u, /\p{sc=Cyrillic}/u, /\p{sc=Greek}/u].filter(script => script.test(word))
    .length > 1

/** Has a word of letters that look alike and aren't: Latin with Cyrillic or Greek. */
export const hasMixedScript = (text: string): boolean => (text.match(wordOf) ?? []).some(isMixed)

const marked = (word: string): string =>
  isMixed(word) ? word.replace(confusing, char => `${char}${codeOf(char)}`) : word

/**
 * The text as an officer should see it: what is invisible as `[U+200B]`, the odd letter in a word of
 * mixed scripts with its code behind it, full-width letters and blanks as plain ones.
 */
export const reveal = (text: string): string =>
  even(text)
    .replace(fullWidth, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(wordOf, marked)
    .replace(hidden, codeOf)
