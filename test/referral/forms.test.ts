import { describe, expect, it } from 'vitest'
import { actions } from '../../src/codes/action.ts'
import { type Category, categories } from '../../src/kit/codes.ts'
import { clean } from '../../src/kit/text.ts'
import type { Raw } from '../../src/referral/command.ts'
import { prefilled } from '../../src/referral/forms/filled.ts'
import { actionBlocks, formFor, missingOf } from '../../src/referral/forms/form.ts'
import { wordsOf } from '../../src/referral/inputs.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { goodForm, sha256 } from './forms-good.ts'
import { afterOf, attempt, blank } from './sample.ts'

const by = onSide('sender')
const draft = (category: Category): Referral => blank({ category, observed: '' })
const filled = (on: Referral, raw: Raw): Referral => afterOf({ name: 'fill', by, on, raw })

const blocks = Object.keys(actionBlocks)
const forms = [
  ...categories.map(category => ({ category, asked: ['intel-check'] })),
  ...blocks.map(block => ({ category: 'other' as const, asked: [block] })),
]

describe('every form', () => {
  it('given the list, then there is one a category and a block for each kind of request', () => {
    expect(forms).toHaveLength(7 + 6)
    expect(blocks.every(b => actions.some(a => a === b))).toBe(true)
  })

  it.each(forms)('given $category with $asked filled in whole, then nothing is missing', form => {
    const after = filled(draft(form.category), goodForm(form.category, form.asked))
    expect(missingOf(after)).toEqual([])
    const sent = attempt({ name: 'send', by, on: after })
    // Four eyes for a controlled delivery: it is complete, and a second officer is still needed.
    if (form.asked.includes('controlled-delivery'))
      expect(sent).toEqual({ ok: false, error: { kind: 'NeedsApproval' } })
    else expect(sent.ok).toBe(true)
  })

  it.each(forms)(
    'given $category with $asked taken up again, then filling it in changes nothing',
    form => {
      const raw = goodForm(form.category, form.asked)
      const first = filled(draft(form.category), raw)
      const said = wordsOf(formFor(form.category, form.asked).inputs, raw)
      const second = filled(first, prefilled(first, said))
      expect(second).toEqual({ ...first, revision: first.revision + 1, acts: second.acts })
      expect(Object.keys(first.details).length + first.given.length).toBeGreaterThan(5)
    },
  )

  it('given one needed input left out, then it is kept, told, and not sent', () => {
    let tried = 0
    for (const { category, asked } of forms) {
      const raw = goodForm(category, asked)
      const whole = Object.entries(formFor(category, asked).inputs)
      for (const [name, input] of whole) {
        if (input.required) continue
        const after = filled(draft(category), { ...raw, [name]: '' })
        const missing = missingOf(after)
        if (!missing.includes(name)) continue
        tried += 1
        expect(attempt({ name: 'send', by, on: after })).toEqual({
          ok: false,
          error: {
            kind: 'Incomplete',
            problems: missing.map(n => ({ input: n, reason: 'Missing' })),
          },
        })
      }
    }
    expect(tried).toBeGreaterThan(150)
  })

  it.each(['tlp', 'pap', 'handling', 'court'])(
    'given a draft without %s, then it is refused: a marking is never missing',
    name => {
      expect(
        attempt({
          name: 'fill',
          by,
          on: draft('other'),
          raw: { ...goodForm('other'), [name]: '' },
        }),
      ).toEqual({
        ok: false,
        error: { kind: 'BadInput', problems: [{ input: name, reason: 'Missing' }] },
      })
    },
  )

  it.each<[Category, Raw, readonly string[]]>([
    ['tobacco', { report: 'warning', eta: '' }, ['eta']],
    ['tobacco', { report: 'seizure', eta: '', suspicion: '' }, []],
    ['drugs', { report: 'seizure', detection: '' }, ['detection']],
    ['cash', { carried: 'yes', declaration: '', account: '' }, ['declaration']],
    ['cash', { carried: 'no', declaration: '', account: '' }, ['account']],
    ['ipr-online', { proceedings: 'court', 'evidence-items': '' }, ['evidence-items']],
    ['ipr-online', { proceedings: 'administrative', 'evidence-items': '' }, []],
    ['ipr-online', { 'test-download': 'yes', hashes: '' }, ['hashes']],
    ['ipr-online', { 'test-download': 'no', hashes: '' }, []],
    ['tobacco', { commodity: '', hs: '' }, []],
    ['ipr-online', { actions: 'identify-subscriber', 'source-port': '' }, ['source-port']],
    ['ipr-online', { actions: 'intel-check', 'source-port': '' }, []],
    ['other', { handling: 'h1,h3', 'handling-text': 'Not to the press' }, []],
    ['other', { 'legal-basis': 'own-law', 'legal-text': '' }, ['legal-text']],
    ['other', { urgency: '' }, ['urgency']],
    ['other', { actions: '' }, ['actions']],
    ['other', { proceedings: 'intelligence', 'source-4x4': '', 'info-4x4': '' }, ['4x4']],
    ['other', { 'source-4x4': '', 'info-4x4': '' }, []],
    ['other', { purpose: '\u200b\u2060' }, ['purpose']],
  ])('given %s with %o, then what is missing is %o', (category, raw, expected) => {
    const asked = raw['actions'] ? raw['actions'].split(',') : ['intel-check']
    const after = filled(draft(category), { ...goodForm(category, asked), ...raw })
    expect([...new Set(missingOf(after).map(n => n.replace(/^(source|info)-4/, '4')))]).toEqual(
      expected,
    )
  })

  it.each<[Raw, string, string]>([
    [{ 'source-admiralty': 'b', 'info-admiralty': '2' }, 'source-admiralty', 'NotAChoice'],
    [{ handling: 'h0,h1' }, 'handling', 'NotAChoice'],
    [{ handling: 'h3' }, 'handling-text', 'Missing'],
    [{ 'handling-text': 'Not to the press' }, 'handling-text', 'NotAChoice'],
    [{ urgency: 'preservation' }, 'urgency', 'NotAChoice'],
    [{ 'window-to': '2026-11-19 00:00 HKT' }, 'window-to', 'NotLater'],
    [{ 'window-to': '2026-11-23 00:00' }, 'window-to', 'NoOffset'],
    [{ 'data-kinds': 'traffic, everything' }, 'data-kinds', 'NotAChoice'],
    [{ commodity: 'cigarettes' }, 'commodity', 'NotAChoice'],
    [{ hs: '240' }, 'hs', 'NotANumber'],
    [{ hs: '24022090001' }, 'hs', 'NotANumber'],
    [{ hs: 'cigarettes' }, 'hs', 'NotANumber'],
    [{ hs: '0012' }, 'hs', 'NotANumber'],
  ])('given %o in a draft, then %s is refused', (raw, input, reason) => {
    const good = goodForm('other', ['preserve-data'])
    expect(attempt({ name: 'fill', by, on: draft('other'), raw: { ...good, ...raw } })).toEqual({
      ok: false,
      error: { kind: 'BadInput', problems: [{ input, reason }] },
    })
  })

  it('given goods, then their group and HS code are asked for, and the digits are kept', () => {
    const goods = categories.filter(c => 'hs' in formFor(c, []).inputs)
    expect(goods).toEqual(['tobacco', 'drugs', 'ipr-goods', 'other'])
    for (const category of goods) {
      const raw = { ...goodForm(category), commodity: 'tobacco', hs: '２４０２．２０ 90' }
      expect(filled(draft(category), raw).details).toMatchObject({
        commodity: 'tobacco',
        hs: '24022090',
      })
    }
  })
})

const wide = sha256.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

describe('items of evidence and hashes', () => {
  const put = (raw: Raw, category: Category = 'ipr-online') =>
    attempt({ name: 'fill', by, on: draft(category), raw: { ...goodForm(category), ...raw } })

  it.each([
    `${sha256} film.mkv`,
    `${sha256.toUpperCase()}`,
    `  ${sha256}  *film.mkv\r\n\n \u200B\n${sha256}: 화면 갈무리, HTTrack`,
    `${wide}　影片`,
    `\ufeff${sha256}\tfilm.mkv`,
    '',
  ])('given %j, then it is taken and kept as given', items => {
    const decided = put({ 'evidence-items': items })
    expect(decided.ok && (decided.value.words['evidence-items'] ?? '')).toBe(clean(items))
  })

  it.each([
    'film.mkv',
    `film.mkv ${sha256}`,
    `SHA-256: ${sha256} film.mkv`,
    `${sha256.slice(1)} film.mkv`,
    `${sha256}0 film.mkv`,
    `${sha256}${sha256} film.mkv`,
    `${sha256}film.mkv`,
    `${sha256.replace('e', 'g')} film.mkv`,
    `${sha256} film.mkv\nand its poster`,
  ])('given %j, then the field is refused', items => {
    for (const category of ['ipr-online', 'cyber-other'] as const)
      expect(put({ 'evidence-items': items }, category)).toEqual({
        ok: false,
        error: {
          kind: 'BadInput',
          problems: [{ input: 'evidence-items', reason: 'NotADigest' }],
        },
      })
  })

  it('given hashes one a line, then each is checked and none refused', () => {
    const warned = (hashes: string) => {
      const decided = put({ hashes })
      return decided.ok && decided.value.events.map(e => e.type === 'referral.filled' && e.details)
    }
    const right = `${sha256}\nSHA-1 da39a3ee5e6b4b0d3255bfef95601890afd80709`
    expect(warned(right)).toEqual([expect.not.objectContaining({ warnings: expect.anything() })])
    const short = `${right}\nSHA-256: ${sha256.slice(2)}`
    expect(warned(short)).toEqual([expect.objectContaining({ warnings: 'hash_length' })])
  })
})
