import { describe, expect, it } from 'vitest'
import { glossary, readCsv } from './glossary.ts'
import { locales } from './texts.ts'

describe('the glossary', () => {
  it('given a text whose key is a term, then it is the term in every language', () => {
    const differing = locales.flatMap(({ tag, texts }) =>
      texts.flatMap(({ key, text }) => {
        const term = glossary.find(row => row.get('term_id') === key)?.get(tag)
        return term === undefined || term === text ? [] : [`${tag} ${key}: ${text}, not ${term}`]
      }),
    )
    expect(differing).toEqual([])
    const compared = locales.map(({ texts }) => {
      const keys = new Set(texts.map(t => t.key))
      return glossary.filter(row => keys.has(row.get('term_id') ?? '')).length
    })
    expect(compared).toHaveLength(4)
    expect(Math.min(...compared)).toBeGreaterThan(170)
  })

  it('given its rows, then each term has a key of its own and a word in every language', () => {
    expect(new Set(glossary.map(row => row.get('term_id'))).size).toBe(glossary.length)
    const empty = glossary.filter(row => locales.some(({ tag }) => !row.get(tag)))
    expect(empty).toEqual([])
    expect(glossary).toHaveLength(197)
  })

  it('given quotes and commas in a value, then they are read as its own', () => {
    const [row] = readCsv('term_id,en,ko\na.b,"x, ""y""",\n')
    expect([...(row ?? [])]).toEqual([
      ['term_id', 'a.b'],
      ['en', 'x, "y"'],
      ['ko', ''],
    ])
    expect(() => readCsv('a,b\nc\n')).toThrow(/c: 1 values/)
  })
})
