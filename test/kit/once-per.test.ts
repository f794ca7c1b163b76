import { expect, test } from 'vitest'
import { oncePer } from '../../src/kit/once-per.ts'

test('given an object again, then what was made of it; given one that is equal, then another', () => {
  const made: unknown[] = []
  const wrap = oncePer(of => {
    made.push(of)
    return { of }
  })
  const one = { a: 1 }
  expect(wrap(one)).toBe(wrap(one))
  expect(wrap({ a: 1 })).not.toBe(wrap(one))
  expect(wrap(undefined)).toEqual({ of: undefined })
  expect(wrap(undefined)).toEqual(wrap(undefined))
  expect(made).toEqual([one, { a: 1 }, undefined, undefined, undefined])
})

test('given something to be refused, then each time anew', () => {
  const refuse = oncePer((): object => {
    throw new Error('no')
  })
  const one = {}
  expect(() => refuse(one)).toThrow('no')
  expect(() => refuse(one)).toThrow('no')
})
