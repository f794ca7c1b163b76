import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, fits, names, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tongue } from './tongue.ts'

const titles = { 'zh-HK': '你的頁面', ko: '내 현황' } as const
const forms = { 'zh-HK': '你的設定', ko: '본인 설정' } as const
const turns = { 'zh-HK': '輪到你處理', ko: '조치할 사안' } as const
const labels = { 'zh-HK': '繁體中文（香港）', ko: '한국어' } as const

const cases = [
  ['hkc.o1', 'zh-HK', 'ko'],
  ['kcs.o1', 'ko', 'zh-HK'],
] as const

describe('given an officer who wants to read another language', () => {
  let browser: Browser
  let demo: Demo

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  /** The newest answer to `/home`. */
  const home = async (seat: Seat, language: keyof typeof titles) => {
    await seat.command('/home')
    const reply = seat.page.locator(`.reply[data-kind=card][lang=${language}]`, {
      has: seat.page.locator('[data-card=home]'),
    })
    await reply.first().waitFor()
    expect(await reply.first().locator('h3').innerText()).toBe(titles[language])
    expect(await reply.first().locator('.facts dd').first().innerText()).toBe(labels[language])
    expect(await reply.first().locator('.line').allInnerTexts()).toContain(turns[language])
    return reply.first()
  }

  test.each(cases)(
    'when %s changes it from %s to %s in the form, then the next private answer is in that',
    async (officer, from, to) => {
      const seat = await takeSeat(browser, demo.running(), officer)
      const { page } = seat
      const before = await seat.everything()
      const reply = await home(seat, from)
      expect(await reply.getByRole('button', { name: forms[from] }).count()).toBe(1)
      for (const [name, check] of Object.entries({ names, pointers, fits, contrast })) {
        const { saw, wrong } = await check(page)
        expect([name, ...wrong]).toEqual([name])
        expect(saw).toBeGreaterThanOrEqual(10)
      }
      expect((await tongue(page, from)).wrong).toEqual([])
      await shoot(page, `home-${from}`)

      await seat.command('/duty me')
      await seat.dialog().waitFor()
      expect(await seat.dialog().getByRole('heading', { level: 2 }).innerText()).toBe(forms[from])
      expect(await seat.dialog().getAttribute('lang')).toBe(from)
      expect(await page.locator(':focus').getAttribute('name')).toBe('language')
      expect(await page.locator('#field-language').inputValue()).toBe(from)
      expect((await tongue(page, from)).wrong).toEqual([])
      await shoot(page, `home-form-${from}`)
      await page.locator('#field-language').selectOption(to)
      await page.locator('#field-quiet-from').fill('22:00')
      await page.keyboard.press('Control+Enter')
      // Half of the quiet hours is none; what was chosen stays.
      await seat.dialog().locator('.problem').nth(1).waitFor()
      expect((await seat.problems()).map(([name]) => name)).toEqual(['quiet-to'])
      expect(await page.locator('#field-language').inputValue()).toBe(to)
      await page.locator('#field-quiet-to').fill('07:00')
      await page.keyboard.press('Control+Enter')
      await seat.dialog().waitFor({ state: 'detached' })

      const next = await home(seat, to)
      const fields = await next.locator('.facts dd').allInnerTexts()
      expect(fields[1]).toContain('22:00')
      expect(fields[1]).toContain('07:00')
      await shoot(page, `home-then-${to}`)
      // The channels keep the languages that they have.
      await demo.pass(0)
      expect(await seat.everything()).toEqual(before)
      expect(seat.troubles()).toEqual([])
      await page.context().close()
    },
  )

  test('when others ask for theirs, then it is in the language that they had', async () => {
    const seat = await takeSeat(browser, demo.running(), 'hkc.o2')
    await seat.command('/home')
    await seat.page.locator('.reply[lang=en] [data-card=home]').waitFor()
    expect(seat.troubles()).toEqual([])
    expect(demo.fatal()).toEqual([])
  })
})
