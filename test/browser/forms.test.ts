import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, fits, names, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tongue } from './tongue.ts'

const cases = [
  ['hkc.o1', 'zh-HK', 'kcs.cyber', 'ipr-online'],
  ['kcs.o1', 'ko', 'hkc.cyber', 'tobacco'],
] as const

describe('given the form of a category on a narrow screen', () => {
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

  test.each(cases)(
    'when %s fills it in in %s, then it reads well, keeps what was chosen and says what is missing',
    async (officer, language, to, category) => {
      const seat = await takeSeat(browser, demo.running(), officer)
      const { page } = seat
      await seat.resize(390, 844)
      await seat.command('/referral new')
      await seat.dialog().waitFor()
      await page.locator('#field-to').selectOption(to)
      await page.locator('#field-category').selectOption(category)
      await page.locator('#field-priority').selectOption('routine')
      await page.locator('#field-subject').fill('2026-11')
      await page.locator('#field-narrative').fill('2026-11')
      await page.keyboard.press('Control+Enter')
      await page.locator('#field-tlp').waitFor()

      expect(await page.locator('#field-tlp').inputValue()).toBe('amber-strict')
      const boxes = page.locator('fieldset[data-widget=choices] input[type=checkbox]')
      expect(await boxes.count()).toBe(4 + 18)
      expect(await page.locator('input[name=handling]:checked').count()).toBe(2)
      expect(await page.locator('section.part h3').count()).toBe(3)
      const box = page.locator('input[name=actions][value=preserve-data]')
      await box.focus()
      await page.keyboard.press('Space')
      const checks = { names, pointers, fits, contrast }
      for (const [name, check] of Object.entries(checks)) {
        const { saw, wrong } = await check(page)
        expect([name, ...wrong]).toEqual([name])
        expect(saw).toBeGreaterThanOrEqual(8)
      }
      expect((await tongue(page, language)).wrong).toEqual([])
      await shoot(page, `form-${category}-${language}`)

      const when = category === 'tobacco' ? 'eta' : 'observed-at'
      await page.locator(`#field-${when}`).fill('2026-11-24 10:00')
      await page.keyboard.press('Control+Enter')
      await page.locator('.problem').first().waitFor()
      expect((await seat.problems()).map(([name]) => name)).toEqual([when])
      expect(await box.isChecked()).toBe(true)
      // The block of what was asked for has come with it.
      expect(await page.locator('section.part h3').count()).toBe(4)
      await shoot(page, `form-${category}-refused-${language}`)

      await page.locator(`#field-${when}`).fill('2026-11-24 10:00 +08:00')
      await page.keyboard.press('Control+Enter')
      await seat.dialog().waitFor({ state: 'detached' })
      await page.locator('.reply [data-card=unfinished]').first().waitFor()
      expect(seat.troubles()).toEqual([])
      await page.context().close()
    },
  )
})
