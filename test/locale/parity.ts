import { type Locale, placeholders, type Text } from './texts.ts'

const suffix = /_(zero|one|two|few|many|other)$/
const stem = (key: string): string => key.replace(suffix, '')

const textOf = (locale: Locale): ReadonlyMap<string, Text> =>
  new Map(locale.texts.map(t => [t.key, t]))

/** Keys with plural forms: in English each has `_one` and `_other`. */
export const pluralStems = (english: Locale): ReadonlySet<string> => {
  const keys = new Set(english.texts.map(t => t.key))
  return new Set([...keys].map(stem).filter(s => keys.has(`${s}_one`) && keys.has(`${s}_other`)))
}

/** Every key a complete `locale` must hold: those of English, plural forms by its own rules. */
export const keysFor = (locale: Locale, english: Locale): readonly string[] => {
  const plural = pluralStems(english)
  const forms = new Intl.PluralRules(locale.intl).resolvedOptions().pluralCategories
  const single = english.texts.map(t => t.key).filter(key => !plural.has(stem(key)))
  return [...single, ...[...plural].flatMap(s => forms.map(form => `${s}_${form}`))].toSorted()
}

/** Keys that are lacking (where the locale claims to be complete) or that nobody asked for. */
export const keyFaults = (locale: Locale, english: Locale): readonly string[] => {
  const wanted = new Set(keysFor(locale, english))
  const held = new Set(locale.texts.map(t => t.key))
  const lacking = locale.complete ? [...wanted].filter(k => !held.has(k)) : []
  const extra = [...held].filter(k => !wanted.has(k))
  return [
    ...lacking.map(k => `${locale.tag} lacks ${k}`),
    ...extra.map(k => `${locale.tag} has ${k} and English has not`),
  ]
}

/** Texts in another file than the English one: the file name is part of where a key is found. */
export const fileFaults = (locale: Locale, english: Locale): readonly string[] => {
  const fileOf = new Map(english.texts.map(t => [stem(t.key), t.file]))
  return locale.texts
    .filter(t => fileOf.has(stem(t.key)) && fileOf.get(stem(t.key)) !== t.file)
    .map(t => `${locale.tag} ${t.key} is in ${t.file}`)
}

/** Texts whose placeholders differ from the English; a singular or zero may leave `count` out. */
export const placeholderFaults = (locale: Locale, english: Locale): readonly string[] => {
  const source = textOf(english)
  return locale.texts.flatMap(({ key, text }) => {
    const original = source.get(key) ?? source.get(`${stem(key)}_other`)
    if (!original) return []
    const wanted = placeholders(original.text)
    const got = placeholders(text)
    const spare = /_(zero|one)$/.test(key) ? ['count'] : []
    const lacking = wanted.filter(n => !got.includes(n) && !spare.includes(n))
    const extra = got.filter(n => !wanted.includes(n))
    const faults = [...lacking.map(n => `lacks {{${n}}}`), ...extra.map(n => `adds {{${n}}}`)]
    return faults.map(fault => `${locale.tag} ${key} ${fault}`)
  })
}
