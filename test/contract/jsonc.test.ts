import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../adapters/jsonc/index.ts'

const text = `{
  "log": "x",
  "policy": {
    "urgent": {
      "steps": [
        { "afterMinutes": 0 },
        { "afterMinutes": 5,
          "tell": ["duty"] }
      ]
    }
  },
  "__proto__": 1
}`

const read = (source: string) => {
  const result = readJson(source)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('given a JSON text of several lines', () => {
  const { value, lineOf } = read(text)

  test('when it is read, then it is what JSON says, names that mean something elsewhere too', () => {
    expect(value).toEqual(JSON.parse(text))
    expect(Object.keys(value as object)).toEqual(['log', 'policy', '__proto__'])
  })

  test('when lines are asked for, then each is that of the value', () => {
    const lines = [
      lineOf([]),
      lineOf(['log']),
      lineOf(['policy', 'urgent', 'steps', 0, 'afterMinutes']),
      lineOf(['policy', 'urgent', 'steps', 1]),
      lineOf(['policy', 'urgent', 'steps', 1, 'tell', 0]),
      lineOf(['__proto__']),
    ]
    expect(lines).toEqual([1, 2, 6, 7, 8, 12])
  })

  test('when nothing is there, then the line is that of the nearest value above', () => {
    expect([
      lineOf(['agencies', 0, 'id']),
      lineOf(['policy', 'urgent', 'steps', 2, 'tell']),
      lineOf(['policy', 'urgent', 'steps', 1, 'source']),
      lineOf(['log', 'length']),
      lineOf(['toString']),
    ]).toEqual([1, 5, 7, 2, 1])
  })

  test('when it has a byte order mark and Windows line ends, then it reads the same', () => {
    const windows = read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
    expect(windows.value).toEqual(value)
    expect(windows.lineOf(['policy', 'urgent', 'steps', 1, 'tell'])).toBe(8)
  })
})

describe('given a text that is no plain JSON', () => {
  const wrong: readonly (readonly [string, string, number, RegExp])[] = [
    ['nothing', '', 1, /value/],
    ['a comma too few', '{\n"a": 1\n"b": 2\n}', 3, /comma is missing/],
    ['a comma too many', '{\n"a": 1,\n}', 3, /no comma/],
    ['a comma too many in a list', '[1,\n2,\n]', 3, /no comma/],
    ['a comment', '{\n// said\n}', 2, /comment/],
    ['a long comment', '{\n\n/* said */ }', 3, /comment/],
    ['a name twice', '{"x": {\n"a": 1,\n"b": {},\n"a": 2}}', 4, /"a" stands twice/],
    ['a name twice, once escaped', '{"a": 1,\n"\\u0061": 2}', 2, /"a" stands twice/],
    ['single quotes', "{\n'a': 1}", 2, /double quotes/],
    ['an open text', '{\n"a": "x\n}', 2, /closing quote/],
    ['an open list', '{"a": [1,\n2', 2, /\] is missing/],
    ['more than a value', '{}\n{}', 2, /follows/],
    ['a control character', '{\n"a": "x\ty"}', 2, /control character/],
    ['a wrong escape', '{\n"a": "\\x"}', 2, /backslash/],
  ]

  test.each(wrong)('when it has %s, then line and reason are told', (_, source, line, reason) => {
    expect(readJson(source)).toEqual({
      ok: false,
      error: { kind: 'NotJson', line, message: expect.stringMatching(reason) },
    })
  })
})

test('given any text, when it is read, then it is taken if and only if JSON.parse takes it', () => {
  let taken = 0
  let refused = 0
  const value = fc.json({ maxDepth: 3 })
  const broken = fc
    .tuple(value, fc.nat(), fc.constantFrom(',', '"', '}', ']', ':', '0', '\\', ' ', '\f', 'e', ''))
    .map(([source, at, put]) => {
      const i = at % (source.length + 1)
      return source.slice(0, i) + put + source.slice(i + 1)
    })
  fc.assert(
    fc.property(fc.oneof(value, broken), source => {
      const result = readJson(source)
      let expected: unknown
      try {
        expected = JSON.parse(source)
      } catch {
        refused += 1
        expect(result.ok).toBe(false)
        return
      }
      if (!result.ok) {
        expect(result.error.message).toContain('stands twice')
        return
      }
      taken += 1
      expect(result.value.value).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
  expect(taken).toBeGreaterThan(500)
  expect(refused).toBeGreaterThan(200)
})
