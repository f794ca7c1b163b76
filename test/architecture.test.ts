import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { platforms, stores } from '../adapters/index.ts'
import config from '../vitest.config.ts'
import { codeOf } from './architecture/code.ts'
import { filesOnDisk, projectFiles, readSources, root } from './architecture/disk.ts'
import { only, type Sources } from './architecture/finding.ts'
import { type Manifest, packagesHaveOneHome } from './architecture/packages.ts'
import { noMachineInside } from './architecture/places.ts'
import { innocent, long, planted } from './architecture/planted.ts'
import { registryIsWhole } from './architecture/registry.ts'
import { smallFiles } from './architecture/sizes.ts'
import { testsRun } from './architecture/tests.ts'
import { nothingImportsTests, whoImportsWhom } from './architecture/who.ts'
import { coreIsPure, coreNamesNoPlatform, houseStyle } from './architecture/words.ts'

const paths = projectFiles()
const sources = readSources(paths)
const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const listed = { platforms: Object.keys(platforms), stores: Object.keys(stores) }

const core = filesOnDisk('src', /\.ts$/)
const program = core + filesOnDisk('adapters', /\.tsx?$/)

describe('given every file of the project', () => {
  test('when its imports are read, then each is one that the design allows', () => {
    const { saw, breaches } = whoImportsWhom(sources)
    expect(breaches).toEqual([])
    expect(saw).toBe(program)
    expect(saw).toBeGreaterThan(80)
  })

  test('when what ships is read, then none of it imports a test', () => {
    const { saw, breaches } = nothingImportsTests(sources)
    expect(breaches).toEqual([])
    expect(saw).toBe(program + filesOnDisk('bin', /\.js$/))
  })

  test('when packages are counted, then each has one home and a use', () => {
    const { saw, breaches } = packagesHaveOneHome(sources, manifest)
    expect(breaches).toEqual([])
    expect(saw).toBeGreaterThanOrEqual(19)
  })

  test('when the core is read, then no platform is named in it', () => {
    const names = [...new Set([...listed.platforms, 'console', 'slack', 'discord'])]
    const { saw, breaches } = coreNamesNoPlatform(sources, names)
    expect(breaches).toEqual([])
    expect(saw).toBe(core - only(sources, path => /^src\/main(\.ts$|\/)/.test(path)).size)
  })

  test('when the core is read, then it takes neither time nor chance from around it', () => {
    const { saw, breaches } = coreIsPure(sources)
    expect(breaches).toEqual([])
    expect(saw).toBe(core - only(sources, path => /^src\/(main|cli)(\.ts$|\/)/.test(path)).size)
  })

  test('when the code is read, then it keeps the house style', () => {
    const { saw, breaches } = houseStyle(sources)
    expect(breaches).toEqual([])
    expect(saw).toBe(program)
  })

  test('when files are measured, then they are small and have names that say something', () => {
    const { saw, median, breaches } = smallFiles(sources)
    expect(breaches).toEqual([])
    expect(saw).toBe(program)
    expect(median).toBeGreaterThan(0)
  })

  test('when the registry is compared with the folders, then they are the same', () => {
    const { saw, breaches } = registryIsWhole(sources, listed)
    expect(breaches).toEqual([])
    expect(saw).toBeGreaterThanOrEqual(3)
  })

  test('when all text is searched, then no machine and no registry is told of', () => {
    const { saw, breaches } = noMachineInside(sources)
    expect(breaches).toEqual([])
    expect(saw).toBeGreaterThan(program)
  })

  test('when the tests are read, then each is run, and none is left out', () => {
    const includes = (config.test?.projects ?? []).flatMap(project =>
      typeof project === 'object' && 'test' in project ? (project.test?.include ?? []) : [],
    )
    const { saw, breaches } = testsRun(sources, includes)
    expect(breaches).toEqual([])
    expect(saw).toBe(filesOnDisk('test', /\.tsx?$/))
  })
})

const files = (entries: Readonly<Record<string, string>>): Sources =>
  new Map(Object.entries(entries))

const whole = (name: string) =>
  Object.fromEntries(
    'index config inbound outbound render limits faults'
      .split(' ')
      .map(file => [`adapters/${name}/${file}.ts`, '']),
  )

describe('given a planted breach of a law', () => {
  test.each(planted)(
    'when %s are checked, then it is found (%#)',
    (_, check, path, text, reason) => {
      const { breaches } = check(files({ [path]: text }))
      expect(breaches.filter(breach => breach.includes(reason))).toHaveLength(1)
    },
  )

  test('when files are long on the whole, then their median tells', () => {
    const { breaches } = smallFiles(files({ 'src/kit/a.ts': long(81), 'src/kit/b.ts': long(90) }))
    expect(breaches).toEqual(['the median file has 90 lines, more than 80'])
  })

  test('when the registry and the folders differ, then each difference is found', () => {
    const { 'adapters/b/render.ts': _, ...b } = whole('b')
    const sources = files({ ...whole('a'), ...b, 'adapters/s/store.ts': '' })
    const { breaches } = registryIsWhole(sources, { platforms: ['b', 'c'], stores: [] })
    expect(breaches.filter(breach => !breach.startsWith('adapters/c/'))).toEqual([
      'c: a listed platform without its folder',
      'a: a platform that the registry lacks',
      's: a store that the registry lacks',
      'adapters/b/render.ts: missing',
    ])
    expect(breaches).toHaveLength(4 + 7)
  })

  test('when a package is declared for nothing, then it is found', () => {
    const { breaches } = packagesHaveOneHome(files({ 'test/a.ts': "import 'b'" }), {
      scripts: { check: 'tsc -p .' },
      dependencies: { a: '1', b: '1' },
      devDependencies: { c: '1', typescript: '7', '@types/a': '1', '@types/d': '1' },
    })
    expect(breaches).toEqual(
      ['a', 'b', 'c', '@types/d'].map(n => `${n}: declared, and nothing uses it`),
    )
  })
})

describe('given what only looks like a breach', () => {
  test.each(innocent)('when %s is checked, then nothing is found (%#)', (path, text) => {
    const sources = files({ [path]: text, 'src/kit/a.ts': '', 'src/kit/b.ts': '' })
    const findings = [
      whoImportsWhom(sources),
      nothingImportsTests(sources),
      coreIsPure(sources),
      houseStyle(sources),
      smallFiles(sources),
      noMachineInside(sources),
      testsRun(sources, ['test/kit/**/*.test.ts']),
    ]
    expect(findings.flatMap(({ breaches }) => breaches)).toEqual([])
  })

  test('when code is read, then only code is left, on the lines where it was', () => {
    const { code, strings } = codeOf(
      "a('x\\'y') // b\n`c \x24{d(`e \x24{{ f: 1 }.f}`)} g\n`; h / 2 / i; j(/[/'`]/u) /* k\n*/ + l",
    )
    expect(strings).toEqual(["x\\'y"])
    expect(code.split('\n').map(line => line.replace(/\s+/g, ' '))).toEqual([
      "a('#0') ",
      '`\x24{d(`\x24{{ f: 1 }.f}`)}',
      '`; h / 2 / i; j(/ /) ',
      ' + l',
    ])
  })
})
