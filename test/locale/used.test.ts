import { describe, expect, it } from 'vitest'
import { glossary } from './glossary.ts'
import { localeOf } from './texts.ts'
import { createUses, sources } from './used.ts'

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
