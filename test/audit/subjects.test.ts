import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSubjects } from '../../src/audit/subjects.ts'
import { utf8 } from '../../src/kit/bytes.ts'

// Those that end alike share a slot; so do some that don't.
const id = fc
  .tuple(fc.constantFrom('HK-2026-', 'KR-2026-', 'log', ''), fc.integer({ min: 1, max: 40 }))
  .map(([start, n]) => `${start}${String(n * 4096).padStart(6, '0')}`)

test('given subjects in any order, when each is asked for by text or by bytes, then it is its own', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.boolean()), { maxLength: 100 }), asked => {
      const subjects = createSubjects()
      const counts = new Map<string, number>()
      for (const [wanted, isText] of asked) {
        const n = (counts.get(wanted) ?? 0) + 1
        counts.set(wanted, n)
        const bytes = utf8(`{"id":"${wanted}"`)
        const last = isText ? subjects.byId(wanted) : subjects.at(bytes, 7, 7 + wanted.length)
        expect(last.n).toBe(n - 1)
        last.n = n
      }
      expect(subjects.counts()).toEqual(counts)
    }),
    { numRuns: 200, seed: 11 },
  )
})
