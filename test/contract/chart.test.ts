import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { drawWith } from '../../adapters/chart/draw.ts'
import { loadFonts } from '../../adapters/chart/fonts.ts'
import { createCharts } from '../../adapters/chart/index.ts'
import type { Spoken, SpokenChart } from '../../src/card/spoken.ts'
import { readPng, sampleChart } from '../rigs/chart.ts'
import { inkOf, pixelsOf } from '../rigs/ink.ts'

const lists = [['zh-HK', 'ko'], ['ko', 'en'], ['zh-CN', 'en'], ['en'], ['zh-HK'], ['ko']] as const
const fonts = loadFonts()

const drawn = (chart: SpokenChart): Uint8Array => {
  const result = drawWith(fonts, chart)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** The same without one label's text: what then is missing in the picture is that text. */
const without = (spoken: Spoken): Spoken => ({
  parts: spoken.parts.map(p => ({ ...p, text: ' ' })),
})

const labelsOf = (chart: SpokenChart): readonly (readonly [string, SpokenChart])[] => [
  ['subject', { ...chart, subject: without(chart.subject) }],
  ['title', { ...chart, title: without(chart.title) }],
  ['note', { ...chart, notes: chart.notes.map(n => ({ ...n, label: without(n.label) })) }],
  ['value', { ...chart, notes: chart.notes.map(n => ({ ...n, value: without(n.value) })) }],
  ['name', { ...chart, sides: chart.sides.map(s => ({ ...s, name: without(s.name) })) }],
  ['code', { ...chart, sides: chart.sides.map(s => ({ ...s, code: ' ' })) }],
  ...chart.rows.map((row, i): readonly [string, SpokenChart] => [
    `row ${i}`,
    {
      ...chart,
      rows: chart.rows.map((r, n) => (n === i ? { ...r, label: without(row.label) } : r)),
    },
  ]),
]

const scripted = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)

/** A thread that answers each chart with the same. */
const answering = (code: string): string =>
  `import { parentPort as p } from 'node:worker_threads'; p.on('message', () => p.postMessage(${code}))`

describe('given a chart in the languages of a channel', () => {
  test.each(lists.map(list => ({ list, name: list.join('+') })))(
    'when it is drawn in $name, then it is of the right size and light',
    ({ list }) => {
      const { width, height, bytes } = readPng(drawn(sampleChart(list)))
      expect(width).toBe(720)
      expect(height).toBeGreaterThan(500)
      expect(height).toBeLessThan(1600)
      expect(bytes).toBeLessThan(60_000)
    },
  )

  test.each(
    [
      ['zh-HK', 'ko'],
      ['zh-CN', 'en'],
    ].map(list => ({ list, name: list.join('+') })),
  )(
    'when a label is taken out in $name, then ink is missing where it stood: it was really drawn',
    ({ list }) => {
      const chart = sampleChart(list)
      const whole = pixelsOf(drawn(chart))
      for (const [label, poorer] of labelsOf(chart)) {
        const less = pixelsOf(drawn(poorer))
        // Each of its characters is some dozens of dark pixels.
        expect([label, inkOf(whole) - inkOf(less) > 150]).toEqual([label, true])
      }
    },
  )

  test('when a character is changed, then another is drawn: none is the same empty box', () => {
    const chart = sampleChart(['zh-HK'])
    const [first, second] = [...'數'].concat([...'字'])
    const of = (text: string) =>
      pixelsOf(drawn({ ...chart, title: { parts: [{ text, language: 'zh-HK' as never }] } }))
    expect(Buffer.compare(of(first ?? '').shades, of(second ?? '').shades)).not.toBe(0)
  })

  test('when an agency has a name that no font here has, then its code stands alone and the rest is drawn', () => {
    const chart = sampleChart(['ko'])
    const [side, other] = chart.sides
    if (!side || !other) throw new Error('a chart without sides')
    const named = (text: string) => ({
      ...chart,
      sides: [{ ...side, name: { parts: [{ text, language: 'ko' as never }] } }, other],
    })
    const nameless = { ...chart, sides: [{ ...side, name: { parts: [] } }, other] }
    expect(drawn(named('뷁뷁뷁'))).toEqual(drawn(nameless))
    expect(drawn(named('관세청'))).not.toEqual(drawn(nameless))
  })

  test('when a label has one, then there is no picture, and it is said which', () => {
    const chart = sampleChart(['ko'])
    const odd = { ...chart, title: { parts: [{ text: '뷁', language: 'ko' as never }] } }
    expect(drawWith(fonts, odd)).toEqual({
      ok: false,
      error: { kind: 'NoGlyphs', missing: 'U+BDC1' },
    })
  })

  test('when a text holds markup or what cannot be seen, then it is drawn as text', () => {
    const chart = sampleChart(['en'])
    const title = { parts: [{ text: '</text><image href="file:///etc/passwd"/>\u202e&' }] }
    expect(readPng(drawn({ ...chart, title })).width).toBe(720)
  })
})

describe('given the thread that draws', () => {
  const charts = createCharts()
  afterAll(() => charts.close())

  test('when a picture is drawn, then the main thread has hardly any of the work', async () => {
    const chart = sampleChart(['zh-HK', 'ko'], 2)
    // Processor time of this thread, as other work on the machine is none of it.
    const worked = async (work: () => unknown): Promise<number> => {
      const before = process.threadCpuUsage()
      await work()
      const { user, system } = process.threadCpuUsage(before)
      return user + system
    }
    await charts.draw(sampleChart(['en'], 1))
    drawn(sampleChart(['en'], 1))
    const beside = await worked(() => charts.draw(chart))
    const here = await worked(() => drawn(chart))
    expect(beside).toBeLessThan(here / 2)
  })

  test('when several are asked for at once, then each gets its own, and the same twice is one', async () => {
    const asked = await Promise.all([3, 4, 3].map(n => charts.draw(sampleChart(['ko'], n))))
    const [a, b, c] = asked.map(r => (r.ok ? Buffer.from(r.value) : Buffer.alloc(0)))
    expect(a?.length).toBeGreaterThan(1000)
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(false)
    expect(a).toEqual(c)
  })

  test('when more are asked for than any week has, then the rest is Busy at once', async () => {
    const quick = createCharts({
      script: scripted(answering('{ ok: true, value: new Uint8Array(1) }')),
    })
    const all = Array.from({ length: 60 }, (_, n) => quick.draw(sampleChart(['en'], n)))
    const kinds = (await Promise.all(all)).map(r => (r.ok ? 'ok' : r.error.kind))
    expect(kinds.filter(k => k === 'Busy')).toHaveLength(60 - 32)
    expect(kinds.filter(k => k === 'ok')).toHaveLength(32)
    await quick.close()
  })
})

describe('given a thread that does not do its work', () => {
  test.each([
    ['never answers', `setInterval(() => {}, 1000)`, 'TooSlow'],
    ['can not be loaded', `import 'no-such-package'`, 'Failed'],
    ['throws', answering('(() => { throw new Error("x") })()'), 'Failed'],
    ['ends', `process.exit(3)`, 'Failed'],
  ])('when it %s, then the answer says so, and the next is answered too', async (_, code, kind) => {
    const charts = createCharts({
      script: scripted(code),
      timeoutMs: kind === 'TooSlow' ? 50 : 5000,
    })
    for (const n of [1, 2]) {
      const result = await charts.draw(sampleChart(['en'], n))
      expect(result).toMatchObject({ ok: false, error: { kind } })
    }
    await charts.close()
  })

  test('when it is closed while it draws and after, then the answer is Failed and nothing is left running', async () => {
    const charts = createCharts()
    const drawing = charts.draw(sampleChart(['en'], 1))
    const waiting = charts.draw(sampleChart(['en'], 2))
    await charts.close()
    for (const result of [await drawing, await waiting, await charts.draw(sampleChart(['en'], 1))])
      expect(result).toMatchObject({ ok: false, error: { kind: 'Failed' } })
    expect(process.getActiveResourcesInfo()).not.toContain('MessagePort')
  })
})

describe('given the fonts that come with it', () => {
  const folder = join(import.meta.dirname, '../../adapters/chart/fonts')

  test('when they are weighed, then they are light, and their licence is beside them', () => {
    const sizes = ['hk', 'kr', 'sc'].map(key => readFileSync(join(folder, `${key}.ttf`)).length)
    expect(sizes.reduce((a, b) => a + b)).toBeLessThan(300_000)
    expect(readFileSync(join(folder, 'OFL.txt'), 'utf8')).toContain(
      'SIL Open Font License, Version 1.1',
    )
  })
})
