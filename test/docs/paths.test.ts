import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { environmentSchema } from '../../src/config.ts'
import { codeIn, linksIn, read, root } from './markdown.ts'

/** Stands for any name in the texts, e.g. `adapters/X`. */
const anyName = (path: string): string => path.replace('NNNN-what', '*').replace(/\/X$/, '/*')

const pathsIn = (text: string): readonly string[] =>
  codeIn(text).filter(code => /^[a-z][\w.*{},-]*\/[\w.*{},/-]*$/.test(code))

const isThere = (path: string): boolean => globSync(anyName(path), { cwd: root }).length > 0

// Made by the program when it runs, so not here in a fresh clone.
const made = /^data\//

describe.each([
  ['README.md', 2],
  ['ARCHITECTURE.md', 20],
  ['docs/delivery.md', 10],
  ['docs/platforms.md', 0],
] as const)('given %s', (file, least) => {
  const text = read(file)

  test('when the paths in it are looked for, then each is there', () => {
    const paths = pathsIn(text).filter(path => !made.test(path))
    expect(paths.filter(path => !isThere(path))).toEqual([])
    expect(paths.length).toBeGreaterThanOrEqual(least)
  })
})

test('given paths that are not there, when they are looked for, then that is seen', () => {
  expect(['adapters/nowhere', 'src/nothing.ts', 'locales/*/{no}.json'].filter(isThere)).toEqual([])
})

describe('given the links of the texts', () => {
  const links = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'].flatMap(file =>
    linksIn(read(file)),
  )

  test('when they lead to files, then those are there, and a picture is one', () => {
    const files = links.filter(link => !/^https?:/.test(link))
    expect(files.length).toBeGreaterThanOrEqual(2)
    expect(files.filter(file => !isThere(file))).toEqual([])
    const texts = files.filter(file => file.endsWith('.md'))
    for (const file of texts) expect(read(file)).toMatch(/^# /)
    for (const file of files.filter(f => !texts.includes(f))) {
      expect(readFileSync(join(root, file)).subarray(1, 4).toString()).toBe('PNG')
      expect(statSync(join(root, file)).size).toBeGreaterThan(10_000)
    }
  })

  test('when they lead to the program, then to where it listens by default', () => {
    const { LIAISON_HOST: host, LIAISON_PORT: port } = environmentSchema.parse({})
    expect(links.filter(link => /^https?:/.test(link))).toEqual([`http://${host}:${port}`])
  })
})
