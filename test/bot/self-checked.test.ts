import { expect, test } from 'vitest'
import { selfChecked } from '../../src/bot/self-checked.ts'
import { instant } from '../../src/kit/time.ts'
import type { Checked, SelfCheck } from '../../src/ports/self-check.ts'

const at = instant(1_800_000_000_000)
const hour = 3_600_000

const checkWith = (last: Checked | undefined) => {
  let begun = 0
  const check: SelfCheck = {
    last: () => last,
    isRunning: () => false,
    start: () => {
      begun += 1
    },
  }
  return { check, begun: () => begun }
}

const keysIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"(verified\.[a-z]+)"/g)].map(([, key = '']) => key)

const proven: Checked = { at, size: 97, result: { kind: 'proven', root: 'r' } }

test('given a check of just now, when asked, then its result is told and none begins', () => {
  const { check, begun } = checkWith(proven)
  const card = selfChecked(check, instant(at + hour))
  expect(card).toMatchObject({ tone: 'done', headline: { key: 'verified.title' } })
  expect(keysIn(card)).toContain('verified.root')
  expect(begun()).toBe(0)
})

test('given one of more than an hour ago, when asked, then it is told and another begins', () => {
  const { check, begun } = checkWith(proven)
  expect(keysIn(selfChecked(check, instant(at + hour + 1)))).toContain('verified.again')
  expect(begun()).toBe(1)
})

test('given none yet, when asked, then one begins and says so', () => {
  const { check, begun } = checkWith(undefined)
  expect(selfChecked(check, at).headline).toMatchObject({ key: 'verified.running' })
  expect(begun()).toBe(1)
})

test.each([
  [{ kind: 'tampered', finding: 'LeafMismatch', seq: 7 }, ['verified.finding', 'verified.where']],
  [{ kind: 'tampered', finding: 'RootMismatch' }, ['verified.finding']],
  [{ kind: 'undecided', reason: 'UnknownKey' }, ['verified.reason']],
] as const)('given %j, when asked, then it is loud and says what to do', (result, labels) => {
  const card = selfChecked(checkWith({ at, size: 97, result }).check, at)
  expect([card.tone, card.headline]).toMatchObject(['urgent', { key: `verified.${result.kind}` }])
  expect(card.fields.map(f => f.label)).toEqual(['verified.size', 'verified.when', ...labels])
  expect(keysIn(card.lines)).toEqual(['verified.keep'])
})

test('given an installation that does not check, when asked, then it says how it can be done', () => {
  expect(keysIn(selfChecked(undefined, at).lines)).toEqual(['verified.off'])
})
