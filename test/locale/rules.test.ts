import { describe, expect, it } from 'vitest'
import { rules } from './rules.ts'
import { locales } from './texts.ts'

describe('the rules of texts', () => {
  it('given an example of each fault, then its rule finds it, and lets good texts pass', () => {
    for (const rule of rules) {
      expect
        .soft(
          rule.wrong.filter(text => rule.find(text) === undefined),
          rule.name,
        )
        .toEqual([])
      expect
        .soft(
          rule.right.filter(text => rule.find(text) !== undefined),
          rule.name,
        )
        .toEqual([])
      expect.soft(rule.wrong.length, rule.name).toBeGreaterThan(0)
      expect.soft(locales.filter(rule.holds).length, rule.name).toBeGreaterThan(0)
    }
    expect(rules).toHaveLength(26)
  })
})

describe.each(rules)('given every text, then it $name', rule => {
  const subjects = locales.filter(rule.holds)

  it.each(subjects)('in $tag', ({ texts }) => {
    const faults = texts.flatMap(({ key, file, text }) => {
      const found = rule.find(text)
      return found === undefined ? [] : [`${file} ${key}: "${found}" in "${text}"`]
    })
    expect(faults).toEqual([])
    expect(texts.length).toBeGreaterThan(180)
  })
})
