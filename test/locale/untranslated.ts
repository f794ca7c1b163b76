import { bare, chinese, only, type Rule } from './rule.ts'

// What a text may say in Latin letters alone: fixed labels, units, names (i18n.md 3.1 and 1.9).
const latin = new Set([
  ...['TLP:RED', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:GREEN', 'TLP:CLEAR'],
  ...['kg', 'HKT', 'KST', 'UTC', 'URL', 'IP', 'P2P', 'Liaison'],
])

const untranslated = (own: RegExp) => (text: string) => {
  const rest = bare(text)
  if (own.test(rest)) return undefined
  return rest.split(/[\s()（）,，。·/|]+/).find(word => /\p{L}{2,}/u.test(word) && !latin.has(word))
}

/** Nothing stays in English, but for the fixed labels. */
export const untranslatedRules: readonly Rule[] = [
  {
    name: 'Korean is not left in English',
    holds: only('ko'),
    find: untranslated(/\p{sc=Hangul}/u),
    wrong: ['Accept', 'Accept {{ref}}', 'kg weight'],
    right: ['수락', 'TLP:RED', 'kg', '{{ref}}: {{state}}', 'URL 주소', '1'],
  },
  {
    name: 'Chinese is not left in English',
    holds: chinese,
    find: untranslated(/\p{sc=Han}/u),
    wrong: ['Accept', 'Accept {{ref}}'],
    right: ['受理', 'TLP:AMBER+STRICT', 'HKT'],
  },
]
