import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TamperCase, TamperGroup } from './case.ts'
import { type bodyOf, rewritten, signed } from './host.ts'
import { bundle, drop, entry, judged, put, receipt, refit, text } from './parts.ts'
import type { RealLog } from './real-log.ts'

const range: readonly TamperCase[] = [
  { done: 'nothing', verdict: 'proven', make: judged('range', () => {}) },
  {
    done: 'an entry in the middle left out',
    verdict: 'EntryMissing',
    at: ['its place', () => 7],
    make: judged('range', dir => drop(dir, entry(7), receipt(7))),
  },
  {
    done: 'the last entry left out',
    verdict: 'EntryMissing',
    at: ['its place', () => 11],
    make: judged('range', dir => drop(dir, entry(11), receipt(11))),
  },
  {
    done: 'an entry left out, its proof still there',
    verdict: 'EntryMissing',
    at: ['its place', () => 7],
    make: judged('range', dir => drop(dir, entry(7))),
  },
  {
    done: 'the range in the manifest made shorter',
    verdict: 'NotABundle',
    at: ['the entry outside of it', () => 3],
    make: judged('range', dir => refit(dir, m => Object.assign(m, { from: 4 }))),
  },
]

const firstTile = 'tile/entries/000'
const partial = (r: RealLog): number => r.log.entries.length - 256

const flipped = (dir: string, path: string, at: number): void => {
  const bytes = readFileSync(join(dir, path))
  bytes[at] = (bytes[at] ?? 0) ^ 1
  put(dir, path, bytes)
  refit(dir)
}

const log: readonly TamperCase[] = [
  { done: 'nothing', verdict: 'proven', make: judged('log', () => {}) },
  {
    done: 'nothing; the checkpoint that was posted was kept, the policy asks for both witnesses',
    verdict: 'proven',
    make: async r => {
      const kept = r.file('posted.checkpoint', r.posted)
      return [await bundle(r, 'log'), '--policy', r.strict, '--since', kept]
    },
  },
  {
    done: 'one byte of the first entry',
    verdict: 'LeafMismatch',
    at: ['0', () => 0],
    make: judged('log', dir => flipped(dir, firstTile, 20)),
  },
  {
    done: 'one byte of a hash tile',
    verdict: 'LeafMismatch',
    at: ['its entry', () => 2],
    make: judged('log', dir => flipped(dir, 'tile/0/000', 70)),
  },
  {
    done: 'one byte of a tile above',
    verdict: 'LeafMismatch',
    at: ['the first entry below it', () => 0],
    file: 'tile/1/000.p/1',
    make: judged('log', dir => flipped(dir, 'tile/1/000.p/1', 5)),
  },
  {
    done: 'the newest tile of entries left out',
    verdict: 'EntryMissing',
    at: ['its first entry', () => 256],
    file: 'partial',
    make: judged('log', (dir, r) => drop(dir, `tile/entries/001.p/${partial(r)}`)),
  },
  {
    done: 'a hash tile left out',
    verdict: 'NotABundle',
    at: ['its first entry', () => 0],
    file: 'tile/0/000',
    make: judged('log', dir => drop(dir, 'tile/0/000')),
  },
  {
    done: 'a tile of entries cut off',
    verdict: 'NotABundle',
    at: ['the entry cut', r => r.last],
    file: 'partial',
    make: judged('log', (dir, r) => {
      const path = `tile/entries/001.p/${partial(r)}`
      put(dir, path, readFileSync(join(dir, path)).subarray(0, -1))
      refit(dir)
    }),
  },
  {
    done: 'a checkpoint of another version put among those handed over',
    verdict: 'Fork',
    make: judged('log', (dir, r) => {
      const change = (b: ReturnType<typeof bodyOf>) => ({ ...b, salt: 'A'.repeat(22) })
      const other = signed(
        rewritten(r.log, 4, change, r.signer).entries.slice(0, r.covered),
        r.signer,
      )
      put(dir, `checkpoints/${r.covered}.note`, other.note)
      refit(dir)
    }),
  },
  {
    done: 'a checkpoint of another log as its own',
    verdict: 'WrongLog',
    file: 'checkpoint',
    make: judged('log', (dir, r) => {
      put(
        dir,
        'checkpoint',
        text(dir, 'checkpoint').replaceAll(r.signer.origin, 'other.example/log'),
      )
      refit(dir)
    }),
  },
]

export const rangeCases: TamperGroup = { of: 'a bundle of a range', cases: range }
export const wholeCases: TamperGroup = { of: 'a bundle of the whole log', cases: log }
