import { describe, expect, test } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { Term } from '../../src/card/card.ts'
import { readIdentifiers } from '../../src/checks/identifier.ts'
import { sayWarning, type Warning } from '../../src/checks/warning.ts'
import { localeOf, localesDir } from '../locale/texts.ts'

const lists = [
  ...['MSKU6011673', 'CSQU305438', 'CSQA3054383', 'IMO 9074728', '180-12345676', 'RB123456784GB'],
  ...['10.0.0.1', '192.0.2.1', '0.0.0.0', 'fe80::1%eth0', '8.8.8.256', '8.8.8.8:0'],
  ...[
    '8.8.8.8 2005-01-12 15:37',
    'xn--zzzzzzzzzzzz99999.com',
    'http://3221225985/',
    'http://u@a.com',
  ],
  ...['SHA-256: 0123456789abcdef', `${'a1'.repeat(20)}ab`, 'btih:1', 'СSQU3054383', 'a\u200Bb'],
  ...['x'.repeat(2049), 'a\n'.repeat(201)],
]

const raised = (): readonly Warning[] =>
  lists.flatMap(text => readIdentifiers(text).flatMap(({ warnings }) => warnings))

const valueIn = (term: Term): string | number => {
  if (term.kind === 'data') return term.text
  if (term.kind === 'number') return term.value
  throw new Error(`a ${term.kind} in a warning`)
}

describe('given every warning that there is', () => {
  test('when it is raised, then each key of the catalogue is one of them, and no other', () => {
    const keys = raised().map(({ name }) => `check.${name}`)
    const texts = localeOf('en').texts.filter(({ file }) => file === 'check.json')
    expect(new Set(keys)).toEqual(new Set(texts.map(({ key }) => key)))
    expect(texts).toHaveLength(23)
  })

  test('when it is said, then every language has its words and its values', () => {
    const catalogue = createCatalogue({ dir: localesDir })
    const said = catalogue.languages().flatMap(language =>
      raised().map(warning => {
        const term = sayWarning(warning)
        if (term.kind !== 'words') throw new Error('no words')
        const params = Object.entries(term.params ?? {}).map(([k, v]) => [k, valueIn(v)] as const)
        const text = catalogue.say(language, term.key, Object.fromEntries(params))
        for (const [, value] of params) expect.soft(text).toContain(String(value))
        return `${language} ${text}`
      }),
    )
    expect(new Set(said).size).toBe(4 * 23)
    expect(catalogue.fallbacks()).toBe(0)
  })

  test('when a warning is kept, then it is plain data', () => {
    const warnings = raised()
    expect(JSON.parse(JSON.stringify(warnings))).toEqual(warnings)
    expect(warnings.length).toBeGreaterThanOrEqual(23)
  })
})
