import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ours, pythonAlone, type Said, theirs, warnOfNoPython } from './both.ts'
import { groups } from './catalogue.ts'
import { type RealLog, raiseRealLog } from './real-log.ts'

const cases = groups.flatMap(group => group.cases)
let real: RealLog
let first: readonly Said[] = []
let second: readonly Said[] | undefined

beforeAll(async () => {
  real = await raiseRealLog()
  const asked = []
  for (const { make } of cases) asked.push(await make(real))
  second = theirs(asked, real.file)
  if (!second) warnOfNoPython()
  const judged = []
  for (const one of asked) judged.push(await ours(one))
  first = judged
})
afterAll(() => real.remove())

const fileOf = (name: string, { edited, log }: RealLog): string => {
  if (name === 'entry') return `entries/${edited}.json`
  return name === 'partial' ? `tile/entries/001.p/${log.entries.length - 256}` : name
}

describe.each(groups)('given $of', ({ cases: own }) => {
  test.each(own)('when this was done: $done, then it is $verdict', one => {
    const index = cases.indexOf(one)
    const { verdict, at } = one
    const mine = first[index]
    expect(mine?.finding ?? mine?.reason ?? mine?.kind).toBe(verdict)
    if (mine?.kind === 'tampered') expect(mine.at).toBe(at?.[1](real))
    if (one.file !== undefined) expect(mine?.file).toBe(fileOf(one.file, real))
    if (second) expect(second[index]).toEqual(mine)
  })
})

test('given the catalogue, then both verifiers saw all of it', () => {
  expect([first.length, second?.length ?? first.length]).toEqual([cases.length, cases.length])
  expect(cases.length).toBeGreaterThanOrEqual(90)
})

describe('given the second verifier by itself', () => {
  const of = (verdict: string) => cases.findIndex(one => one.verdict === verdict)

  test.each([
    ['proven', 0, 'Proven: '],
    ['Fork', 1, 'Tampering: Fork'],
    ['UnknownKey', 2, "Can't decide: UnknownKey"],
  ])(
    'when what it is shown is %s, then it ends with %i and says so',
    async (verdict, status, words) => {
      const asked = await cases[of(verdict)]?.make(real)
      const ended = pythonAlone(...(asked ?? []))
      if (ended.error) return warnOfNoPython()
      expect([ended.status, ended.stderr]).toEqual([status, ''])
      expect(ended.stdout).toContain(words)
    },
  )
})
