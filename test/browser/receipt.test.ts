import { readFileSync } from 'node:fs'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseTlogProof } from '../../src/audit/tlog-proof.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, fits, names, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tongue } from './tongue.ts'

/** What the browser would paste. */
const pasted = 'navigator.clipboard.readText()'

const ref = 'HK-2026-000001'

describe('given the desk of a Hong Kong officer', () => {
  let demo: Demo
  let browser: Browser
  let seat: Seat
  beforeAll(async () => {
    browser = await launchBrowser()
    demo = await startDemo()
    seat = await takeSeat(browser, demo.running(), 'hkc.o1')
    await seat.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await seat.command(`/audit receipt ${ref} what=sent`)
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  const receipt = (): Locator => seat.replies().locator('[data-card=receipt] .verbatim')
  const textOf = (of: Locator) => of.locator('pre').evaluate(pre => pre.textContent ?? '')

  test('when a receipt is asked for, then it is shown whole, and can be copied and kept as a file', async () => {
    await receipt().waitFor()
    const text = await textOf(receipt())
    expect(parseTlogProof(text).ok).toBe(true)

    await receipt().getByRole('button', { name: '複製' }).click()
    await receipt().getByText('已複製').waitFor()
    expect(await seat.page.evaluate(pasted)).toBe(text)

    const saving = seat.page.waitForEvent('download')
    await receipt().getByRole('button', { name: '儲存為檔案' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(`${ref}-sent.tlog-proof`)
    expect(readFileSync(await saved.path(), 'utf8')).toBe(text)
    expect(seat.troubles()).toEqual([])
  })

  test('when the page may not use the clipboard, then it selects the text and copies that', async () => {
    await seat.page.evaluate('navigator.clipboard.writeText("before")')
    await seat.page.evaluate(
      'Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new Error("no")) })',
    )
    await receipt().getByRole('button', { name: '複製' }).click()
    await expect.poll(() => seat.page.evaluate(pasted)).toBe(await textOf(receipt()))
  })

  test('when the thread tells of the sending, then its receipt is there, closed until it is wanted', async () => {
    const line = seat.page
      .locator('[data-kind=shared] .thread [data-card=happened] .verbatim')
      .first()
    await line.waitFor()
    expect(await line.locator('pre').isVisible()).toBe(false)
    await line.locator('summary').click()
    expect(await line.locator('pre').isVisible()).toBe(true)
    expect(parseTlogProof(await textOf(line)).ok).toBe(true)
  })

  test('when it is looked at wide and narrow, then it fits, reads well and is in one language', async () => {
    for (const [width, height] of [
      [1280, 860],
      [390, 844],
    ] as const) {
      await seat.resize(width, height)
      for (const [what, check] of Object.entries({ names, pointers, fits, contrast })) {
        const { saw, wrong } = await check(seat.page)
        expect([what, width, ...wrong]).toEqual([what, width])
        expect(saw).toBeGreaterThan(0)
      }
      await shoot(seat.page, `receipt-${width}`)
    }
    expect((await tongue(seat.page, 'zh-HK')).wrong).toEqual([])
    expect(seat.troubles()).toEqual([])
  })
})
