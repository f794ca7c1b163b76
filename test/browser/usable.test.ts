import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, type Findings, fits, names, outline, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tabWalk } from './tab-walk.ts'
import { tongue } from './tongue.ts'

const landmarks = ['banner', 'main', 'contentinfo', '1 h1', '0 gaps']
const readers = [
  ['hkc.o1', 'zh-HK'],
  ['kcs.o1', 'ko'],
  ['hkc.o2', 'en'],
  ['hkc.o3', 'zh-CN'],
] as const

/** Every check of a page; the least that each must have looked at, so that none passes by seeing nothing. */
const examine = async ({ page }: Seat, language: string, least: number): Promise<void> => {
  const checks: Readonly<Record<string, () => Promise<Findings>>> = {
    names: () => names(page),
    pointers: () => pointers(page),
    fits: () => fits(page),
    contrast: () => contrast(page),
    tongue: () => tongue(page, language),
    tabWalk: () => tabWalk(page),
  }
  for (const [name, check] of Object.entries(checks)) {
    const { saw, wrong } = await check()
    expect([name, ...wrong]).toEqual([name])
    expect(saw).toBeGreaterThanOrEqual(least)
  }
  expect(await outline(page)).toEqual(landmarks)
}

describe('given a desk with calls, threads and replies', () => {
  let browser: Browser
  let demo: Demo

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
    await demo.pass(minutes(2))
    await demo.pass(minutes(1))
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test.each(readers)(
    'when %s reads it in %s, then it can be used wide or narrow, light or dark, and in its form',
    async (officer, language) => {
      const seat = await takeSeat(browser, demo.running(), officer)
      const { page } = seat
      await seat.command('/referral acknowledge XX-2026-000009')
      await page.locator('.reply[data-kind=refusal]').waitFor()
      await seat.command('/help')
      await page.locator('.reply[data-kind=card]').waitFor()
      await examine(seat, language, 10)

      await page.emulateMedia({ colorScheme: 'dark' })
      await seat.resize(390, 844)
      await examine(seat, language, 8)
      await shoot(page, `narrow-${language}`)

      await seat.command('/referral new')
      await seat.dialog().waitFor()
      await page.keyboard.press('Control+Enter')
      await seat.dialog().locator('.problem').first().waitFor()
      await examine(seat, language, 8)
      await shoot(page, `narrow-form-${language}`)
      await page.keyboard.press('Escape')
      await seat.dialog().waitFor({ state: 'detached' })
      expect(await page.locator(':focus').getAttribute('id')).toBe('command')
      expect(seat.troubles()).toEqual([])
      await page.context().close()
    },
  )

  test('when a page breaks its policy, throws and calls elsewhere, then its seat notices each', async () => {
    const { page, troubles } = await takeSeat(browser, demo.running(), 'hkc.o1')
    await page.evaluate(`(() => {
      document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))
      setTimeout(() => { throw new Error('planted') })
    })()`)
    await page.goto(page.url().replace('127.0.0.1', 'localhost'))
    const noticed = new Set<string>()
    await expect
      .poll(() => {
        for (const text of troubles()) noticed.add(text.split(/[: ]+/).slice(0, 2).join(' '))
        return [...noticed]
      })
      .toEqual(expect.arrayContaining(['error policy', 'thrown planted', 'elsewhere http']))
    await page.context().close()
  })
})

const bad = `<!doctype html><html lang="ko"><title>轉介</title><style>
  body { background: #fff } button:focus { outline: none } input:focus { outline: 2px solid } p { width: 900px; color: #999; background: #fff }
</style><main><h1>보기</h1><h3 lang="ko">轉介</h3></main><main></main>
<button style="width: 10px; height: 10px; padding: 0"></button><input style="height: 10px">
<p id="a" aria-describedby="gone">Dismiss</p><p id="a" lang="en">Dismiss</p></html>`

describe('given a page with every mistake', () => {
  test('when it is looked at, then each check finds its own', async () => {
    const browser = await launchBrowser()
    const page = await browser.newPage({ viewport: { width: 390, height: 400 } })
    await page.setContent(bad)
    expect((await names(page)).wrong).toEqual(['- button', '- textbox'])
    expect(await outline(page)).toEqual(['main', 'main', '1 h1', '1 gaps'])
    expect((await pointers(page)).wrong).toEqual(['twice: a', 'lost: aria-describedby gone'])
    expect((await fits(page)).wrong.map(text => text.split(':')[0])).toEqual([
      'the page scrolls sideways',
      'beyond the edge',
      'beyond the edge',
      'too small',
      'too small',
    ])
    expect((await contrast(page)).wrong).toEqual(['2.85: Dismiss', '2.85: Dismiss'])
    expect(await tabWalk(page)).toEqual({ saw: 2, wrong: ['BUTTON : no ring'] })
    expect((await tongue(page, 'ko')).wrong).toEqual([
      'ko: 轉 in 轉介',
      'not in ko: 轉介',
      'not in ko: Dismiss',
      'not in ko: Dismiss',
      'ko: 轉 in 轉介',
    ])
    await browser.close()
  })
})
