import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { glossary, readCsv, withOwn } from './glossary.ts'
import { agreedFile, glossaryFile, madeFrom } from './made.ts'
import { localeOf, locales, localesDir } from './texts.ts'

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

  it('given the catalogues, then they are what is made from it, to the letter', () => {
    const made = madeFrom(readFileSync(glossaryFile, 'utf8'))
    const differing = made.filter(
      ([path, content]) => readFileSync(join(localesDir, path), 'utf8') !== content,
    )
    expect(differing.map(([path]) => path)).toEqual([])
    expect(made.filter(([path]) => path.endsWith('term.json'))).toHaveLength(4)
    expect(made).toHaveLength(4 * new Set(localeOf('en').texts.map(t => t.file)).size)
  })

  it('given the agencies’ own, then the copy that ships is the same', () => {
    const agreed = agreedFile()
    if (agreed === undefined)
      console.warn('NOT CHECKED: the glossary of the agencies isn’t here, only the copy that ships')
    else expect(readFileSync(glossaryFile, 'utf8')).toBe(readFileSync(agreed, 'utf8'))
    expect(glossary.length).toBeGreaterThan(190)
  })

  it('given another word for a term, then it goes into the files that have its key, and nothing else', () => {
    const csv = readFileSync(glossaryFile, 'utf8')
    const changed = csv
      .replace('Hong Kong Customs,香港海關', 'Hong Kong Customs,香港關')
      .replace('已收悉,已收悉,접수,', '已收妥,已收悉,접수,')
    const differing = (before: string, after: string) => {
      const was = new Map(madeFrom(before))
      return madeFrom(after).filter(([path, content]) => was.get(path) !== content)
    }
    expect(differing(csv, csv)).toEqual([])
    const found = differing(csv, changed)
    expect(found.map(([path]) => path)).toEqual(['zh-HK/state.json', 'zh-HK/term.json'])
    expect(found.map(([, content]) => /香港關"|已收妥/.exec(content)?.[0])).toEqual([
      '已收妥',
      '香港關"',
    ])
  })

  it('given its rows, then each term has a key of its own and a word in every language', () => {
    expect(new Set(glossary.map(row => row.get('term_id'))).size).toBe(glossary.length)
    const empty = glossary.filter(row => locales.some(({ tag }) => !row.get(tag)))
    expect(empty).toEqual([])
    expect(readCsv(readFileSync(glossaryFile, 'utf8'))).toHaveLength(197)
    expect(glossary.length).toBeGreaterThan(197)
  })

  it('given a term of our own, then it goes into the catalogues, until the agencies have it', () => {
    const own = readCsv('term_id,en\nproc.bulletin,bulletin\n')
    const ids = (rows: ReturnType<typeof readCsv>) => rows.map(row => row.get('term_id'))
    expect(ids(withOwn(readCsv('term_id,en\na.b,x\n'), own))).toEqual(['a.b', 'proc.bulletin'])
    expect(() => withOwn(own, own)).toThrow(/proc.bulletin is in the agencies' glossary now/)
    expect(ids(glossary)).toContain('proc.action_item')
    for (const { tag, texts } of locales)
      expect(texts.find(t => t.key === 'proc.bulletin')?.text, tag).toBe(
        glossary.find(row => row.get('term_id') === 'proc.bulletin')?.get(tag),
      )
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
