import { afterAll, expect, test } from 'vitest'
import { call, scratch } from '../cli/program.ts'
import { blocksOf, read, sectionOf } from './markdown.ts'

const { dir, remove } = scratch()
afterAll(remove)

test('given the README’s simulation, when it is run, then that is what it prints', () => {
  const [asked, printed, ...more] = blocksOf(sectionOf(read('README.md'), 'Try it before'))
  expect([asked?.language, printed?.language, more]).toEqual(['sh', 'text', []])
  const [npx, liaison, ...args] = (asked?.body ?? '').trim().split(' ')
  expect([npx, liaison]).toEqual(['npx', 'liaison'])
  expect(call(dir, args)).toEqual({ status: 0, stderr: '', stdout: printed?.body })
  expect(printed?.body.split('\n').length).toBeGreaterThan(8)
})
