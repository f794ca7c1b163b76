import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { pagesOf } from '../../src/audit/page.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { SealedEntry } from '../../src/ports/store.ts'

const row = (seq: number, body = `body ${seq}`): SealedEntry => ({
  seq,
  body,
  leaf: digest(utf8(`leaf ${seq}`)),
})

test('given entries, when they are put in pages, then each page is of positions that follow each other', () => {
  const seqs = [-3, 0, 1, 2, 5, 6, 6, 7, 4]
  const pages = [...pagesOf(seqs.map(seq => row(seq)))]
  expect(pages.map(({ first, count }) => [first, count])).toEqual([
    [-3, 1],
    [0, 3],
    [5, 2],
    [6, 2],
    [4, 1],
  ])
  for (const { first, count, entry } of pages)
    for (let i = 0; i < count; i++) expect(entry(i)).toEqual(row(first + i))
  expect(() => pages[0]?.entry(1)).toThrow()
  expect([...pagesOf([])]).toEqual([])
})

test('given entries of any text, when they are packed, then before and behind each stands 0x00', () => {
  const bodies = ['香港', '', 'a\0b', '한국']
  const entries = bodies.map((body, seq) => row(seq, body))
  const [page] = pagesOf(entries)
  if (!page?.packed) throw new Error('not packed')
  const { bytes, from, to, leaves } = page.packed
  for (const [i, body] of bodies.entries()) {
    expect(bytes.slice(from[i], to[i])).toEqual(utf8(body))
    expect([bytes[(from[i] ?? 0) - 1], bytes[to[i] ?? 0]]).toEqual([0, 0])
    expect(leaves.slice(i * 32, (i + 1) * 32)).toEqual(entries[i]?.leaf)
  }
  expect(to.at(-1)).toBe(bytes.length - 1)
})

test('given an entry without a form in UTF-8 or with a leaf that is none, then nothing is packed', () => {
  const leaf = new Uint8Array(31)
  for (const odd of [row(1, 'a\ud800'), { ...row(1), leaf }]) {
    const [page] = pagesOf([row(0), odd])
    expect(page?.packed).toBeUndefined()
    expect(page?.entry(1)).toEqual(odd)
  }
})
