import { expect, test } from 'vitest'
import type { Finding, Undecided } from '../../src/audit/verdict.ts'
import { groups } from '../audit/tamper/catalogue.ts'
import { tamperTable } from '../audit/tamper/table.ts'
import { codeIn, partIn, read, tableOf } from './markdown.ts'

const page = read('docs/audit-log.md')

test('given the table of what was tried, then it is that of the tests (npm run docs)', () => {
  expect(partIn(page, 'tamper-table').trimEnd()).toBe(tamperTable())
})

test('given the findings and reasons of the page, then most are met by something that was tried', () => {
  const named = [...tableOf(page, 'finding'), ...tableOf(page, 'reason')].flatMap(([words = '']) =>
    codeIn(words),
  )
  const met = new Set<string>(groups.flatMap(({ cases }) => cases.map(one => one.verdict)))
  const never: readonly (Finding | Undecided)[] = [
    'NotAnEntry',
    'NotAVerifierKey',
    'BadPolicy',
    'NotReadable',
  ]
  expect(named.filter(name => !met.has(name))).toEqual(never)
})
