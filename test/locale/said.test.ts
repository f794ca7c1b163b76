import { describe, expect, it } from 'vitest'
import { glossary } from './glossary.ts'
import { bare } from './rule.ts'
import { besides, type SaidTerm, saidTerms } from './said.ts'
import { type Locale, localeOf, locales } from './texts.ts'

const english = localeOf('en')
const others = locales.filter(l => l.tag !== 'en')

// What is about an item without naming it: its root, or its card, does.
const unnamed = new Set(['command.a_carry'])

const termIn = ({ id, stem }: SaidTerm, tag: string): string => {
  const word = stem?.[tag] ?? glossary.find(row => row.get('term_id') === id)?.get(tag)
  if (!word) throw new Error(`${id} is no term`)
  return word
}

const saying = (term: SaidTerm, source: Locale = english): readonly string[] =>
  source.texts
    .filter(t => !unnamed.has(t.key) && term.english.test(bare(t.text).replace(besides, '')))
    .map(t => t.key.replace(/_(one|other)$/, ''))

const lacking = (term: SaidTerm, source: Locale, locale: Locale): readonly string[] => {
  const keys = new Set(saying(term, source))
  const word = termIn(term, locale.tag)
  return locale.texts
    .filter(t => keys.has(t.key.replace(/_(one|other)$/, '')) && !t.text.includes(word))
    .map(t => `${locale.tag} ${t.key}: ${t.text}, without ${word}`)
}

describe('the words of the glossary in sentences', () => {
  it.each(saidTerms)('given $id, then each language says it with its own term', term => {
    expect(others.flatMap(locale => lacking(term, english, locale))).toEqual([])
    expect(saying(term).length).toBeGreaterThan(0)
  })

  it('given another word for a term, then it is found', () => {
    const of = (locale: Locale, text: string): Locale => ({
      ...locale,
      texts: [{ key: 'a.b', file: 'a.json', text }],
    })
    const bulletin = { id: 'proc.bulletin', english: /\bbulletins?\b/i }
    const said = (text: string) =>
      lacking(bulletin, of(english, 'A bulletin'), of(localeOf('ko'), text))
    expect(said('회보')).toEqual([])
    expect(said('게시글')).toEqual(['ko a.b: 게시글, without 회보'])
  })
})
