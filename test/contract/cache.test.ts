import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createFileCache } from '../../adapters/cache/index.ts'
import type { Cache } from '../../src/ports/cache.ts'
import { quickFolder } from '../rigs/quick-folder.ts'

const folder = mkdtempSync(join(quickFolder, 'liaison-cache-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const fresh = () => {
  files += 1
  const file = join(folder, `${files}.cache`)
  return { file, cache: createFileCache(file) }
}

const readAll = async (cache: Cache) => {
  const lines: string[] = []
  const isWhole = await cache.read(line => lines.push(line))
  return isWhole ? lines : undefined
}

const many = Array.from(
  { length: 5000 },
  (_, i) => `{"n":${i},"says":"${'검사 檢查 '.repeat(i % 9)}"}`,
)

describe('lines that may be lost', () => {
  it('given none, then there are none', async () => {
    expect(await readAll(fresh().cache)).toBeUndefined()
  })

  it('given lines of any kind, then they are read as they were written, by another too', async () => {
    for (const lines of [[], [''], ['', 'sha256 0', ''], ['한글', '漢字', '\u{1f6a2}'], many]) {
      const { file, cache } = fresh()
      expect(await cache.write(lines)).toBe(true)
      expect(await readAll(cache)).toEqual(lines)
      expect(await readAll(createFileCache(file))).toEqual(lines)
      expect(statSync(file).mode & 0o777).toBe(0o600)
    }
    expect(readdirSync(folder).filter(name => name.endsWith('.new'))).toEqual([])
  })

  it('given a write, then those before are gone', async () => {
    const { cache } = fresh()
    await cache.write(many)
    await cache.write(['one'])
    expect(await readAll(cache)).toEqual(['one'])
  })

  it('given a process that ends in a write, then those before are whole', async () => {
    const { cache } = fresh()
    await cache.write(['one'])
    const ends = function* (): Generator<string> {
      yield* many
      throw new Error('it ended')
    }
    await expect(cache.write(ends())).rejects.toThrow('it ended')
    expect(await readAll(cache)).toEqual(['one'])
  })

  it('given any byte changed, left out or added, then it is none', async () => {
    const { file, cache } = fresh()
    await cache.write(['{"size":12}', '{"pair":["hkc.cyber","kcs.cyber"]}'])
    const whole = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'cut', 'add'),
        async (at, by, how) => {
          const rest = how === 'add' ? whole.subarray(at) : whole.subarray(at + 1)
          const byte = how === 'cut' ? [] : [((whole[at] ?? 0) + by) % 256]
          writeFileSync(file, Buffer.concat([whole.subarray(0, at), Buffer.from(byte), rest]))
          expect(await readAll(cache)).toBeUndefined()
          writeFileSync(file, whole.subarray(0, at))
          expect(await readAll(cache)).toBeUndefined()
        },
      ),
      { seed: 3, numRuns: 200 },
    )
  })

  it('given a disk that does not take them, then it says so and throws nothing', async () => {
    const dir = join(folder, 'nowhere', 'figures.cache')
    expect(await createFileCache(dir).write(['one'])).toBe(false)
    mkdirSync(join(folder, 'a-folder'))
    const there = createFileCache(join(folder, 'a-folder'))
    expect(await there.write(['one'])).toBe(false)
    expect(await readAll(there)).toBeUndefined()
    expect(readdirSync(folder)).not.toContain('a-folder.new')
  })

  it('given many lines, then others go on between them', async () => {
    const { cache } = fresh()
    let turns = 0
    const turn = (): void => {
      turns += 1
      timer = setImmediate(turn)
    }
    let timer = setImmediate(turn)
    await cache.write(many)
    const written = turns
    await readAll(cache)
    clearImmediate(timer)
    expect(written).toBeGreaterThan(2)
    expect(turns - written).toBeGreaterThan(2)
  })
})
