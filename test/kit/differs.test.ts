import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differsAt } from '../../src/kit/differs.ts'
import type { Json } from '../../src/kit/json.ts'

test.each<[Json, Json, string | undefined]>([
  [{ a: 1, b: [1, { c: 'x' }] }, { b: [1, { c: 'x' }], a: 1 }, undefined],
  [{ a: 1, b: [1, { c: 'x' }] }, { a: 1, b: [1, { c: 'y' }] }, 'b.1.c'],
  [[1, 2], [1, 2, 3], '2'],
  [{ a: 1 }, { a: 1, z: 2 }, 'z'],
  [{ a: null }, {}, 'a'],
  [1, 'x', ''],
  [[], {}, ''],
])('given %j and %j, then they differ at %s', (a, b, at) => {
  expect(differsAt(a, b)).toBe(at)
  expect(differsAt(b, a)).toBe(at)
})

test('given any JSON, then it is the same as its copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const json: Json = JSON.parse(JSON.stringify(value))
      expect(differsAt(json, JSON.parse(JSON.stringify(json)))).toBeUndefined()
    }),
    { seed: 5, numRuns: 200 },
  )
})
