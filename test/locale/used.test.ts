import { describe, expect, it } from 'vitest'
import { glossary } from './glossary.ts'
import { localeOf } from './texts.ts'
import { createUses, saidOnPage, sources } from './used.ts'

const terms = new Set(glossary.map(row => row.get('term_id')))

describe('the keys of hand-written texts', () => {
  it('given every key that is no term of the glossary, then the program uses it', () => {
    const uses = createUses(sources)
    const keys = localeOf('en')
      .texts.map(t => t.key.replace(/_(one|other)$/, ''))
      .filter(key => !terms.has(key))
    expect(keys.filter(key => !uses(key))).toEqual([])
    expect(keys.length).toBeGreaterThan(1_000)
    expect(sources.length).toBeGreaterThan(300)
  })

  it('given every word that the page says, then English has it; the compiler knows all others', () => {
    const known = new Set(localeOf('en').texts.map(t => t.key))
    const said = saidOnPage(sources)
    expect(said.filter(key => !known.has(key))).toEqual([])
    expect(new Set(said).size).toBeGreaterThan(40)
    const page = { path: 'adapters/console/page/a.tsx', text: "say(x === 'b' ? 'one' : 'two')" }
    expect(saidOnPage([page, { path: 'src/a.ts', text: "say('three')" }])).toEqual([
      'page.one',
      'page.two',
    ])
  })

  it('given a key in quotes, in a template or as a word of the page, then it is used', () => {
    const uses = createUses([
      {
        path: 'src/a.ts',
        text: `say('form.reason'); say(\`refusal.wrong_\${x}_next\`); say('title')`,
      },
      { path: 'adapters/console/page/a.tsx', text: "say('sign_out')" },
    ])
    const used = ['form.reason', 'refusal.wrong_side_next', 'page.sign_out']
    const unused = ['form.other', 'refusal.wrong_side', 'refusal.stale_next', 'page.title', 'sign']
    expect([...used, ...unused].filter(uses)).toEqual(used)
  })
})
