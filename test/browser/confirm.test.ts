import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, fits, names, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tabWalk } from './tab-walk.ts'

const ref = 'HK-2026-000001'
const label = '確認重複 / 중복 확인'

/** Each side is asked by the other whether it is the same matter as another. */
const sides = [
  {
    asks: 'kcs.o1',
    asked: 'hkc.o1',
    language: 'zh-HK',
    words: [`確認重複：${ref}？`, '即時生效，並會記錄在案。', '返回', '確認重複'],
    closed: '已結案',
  },
  {
    asks: 'hkc.o1',
    asked: 'kcs.o1',
    language: 'ko',
    words: [`중복 확인: ${ref}?`, '즉시 처리되고 기록됩니다.', '돌아가기', '중복 확인'],
    closed: '종결',
  },
] as const

const centre = `(() => {
  const box = document.querySelector('dialog[open]').getBoundingClientRect()
  return [box.left + box.right - innerWidth, box.top + box.bottom - innerHeight].map(Math.abs)
})()`

describe.each(sides)('given $asked, whose press would close a referral at once', side => {
  const [title, text, no, yes] = side.words
  let browser: Browser
  let demo: Demo
  let other: Seat
  let seat: Seat

  /** The question itself is part of the card, so it is left before anything is compared. */
  const state = async () => [
    await seat.everything(),
    await other.everything(),
    await seat.replies().count(),
    seat.acts(),
  ]
  const focused = () => seat.page.locator(':focus').innerText()
  const question = () => seat.page.getByRole('alertdialog', { name: title, description: text })
  // Behind tabs too; in a channel of the desk alone the second language is another.
  const button = () => seat.page.getByRole('button', { name: label, exact: true })
  const ask = async () => {
    await button().click()
    await question().waitFor()
  }

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
    other = await takeSeat(browser, demo.running(), side.asks)
    seat = await takeSeat(browser, demo.running(), side.asked)
    await other.command(`/referral duplicate ${ref} of=HK-2026-000009`)
    await button().waitFor()
    await seat.thread(ref).nth(1).waitFor()
    await other.thread(ref).nth(1).waitFor()
    // All that follows from it has been sent and has come to both pages.
    const settled = async (): Promise<boolean> => {
      const before = JSON.stringify(await state())
      await demo.pass(0)
      const owed = await demo.running().bot.owedNext()
      return owed === undefined && JSON.stringify(await state()) === before
    }
    for (let looks = 0; !(await settled()); looks++)
      if (looks === 100) throw new Error('the pages do not come to rest')
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test('when they press it, then it asks in their language alone, and the focus is on no', async () => {
    await ask()
    expect((await seat.dialog().innerText()).split(/\n+/)).toEqual(side.words)
    expect(await seat.dialog().locator('[lang]').count()).toBe(4)
    expect(await seat.dialog().locator(`[lang=${side.language}]`).count()).toBe(4)
    expect(await focused()).toBe(no)
    expect(seat.acts()).toBe(0)
    await seat.page.keyboard.press('Escape')
  })

  test.each([
    [1280, 860, 'light'],
    [390, 844, 'dark'],
  ] as const)(
    'when it is %i px wide, then it is in the middle and can be used',
    async (width, height, colorScheme) => {
      await seat.page.emulateMedia({ colorScheme })
      await seat.resize(width, height)
      if (width < 600) await seat.page.getByRole('tab').first().click()
      await ask()
      for (const off of await seat.page.evaluate<number[]>(centre)) expect(off).toBeLessThan(2)
      const checks = { names, pointers, fits, contrast }
      for (const [name, check] of Object.entries(checks)) {
        const { saw, wrong } = await check(seat.page)
        expect([name, ...wrong]).toEqual([name])
        expect(saw).toBeGreaterThanOrEqual(3)
      }
      expect(await tabWalk(seat.page)).toEqual({ saw: 2, wrong: [] })
      await seat.page.mouse.move(0, 0)
      await shoot(seat.page, `confirm-${width}-${side.language}`)
      await seat.page.keyboard.press('Escape')
    },
  )

  test('when they press Escape or no, then nothing has changed, and the focus is where it was', async () => {
    await seat.page.emulateMedia({ colorScheme: 'light' })
    await seat.resize(1280, 860)
    const before = await state()
    const ways = [
      () => seat.page.keyboard.press('Escape'),
      () => seat.page.keyboard.press('Enter'),
      () => seat.dialog().getByRole('button', { name: no }).click(),
    ]
    for (const leave of ways) {
      await ask()
      await leave()
      await question().waitFor({ state: 'detached' })
      expect(await focused()).toBe(label)
      await demo.pass(0)
      expect(await state()).toEqual(before)
    }
  })

  test('when they press it twice in haste, then it asks and nothing has changed', async () => {
    const before = await state()
    await button().dblclick()
    await question().waitFor()
    await seat.page.keyboard.press('Escape')
    await question().waitFor({ state: 'detached' })
    await demo.pass(0)
    expect(await state()).toEqual(before)
  })

  test('when they press yes, then it is closed on both desks by that one press', async () => {
    const acts = seat.acts()
    await ask()
    await seat.dialog().getByRole('button', { name: yes, exact: true }).click()
    await question().waitFor({ state: 'detached' })
    for (const { card, thread, troubles } of [seat, other]) {
      await card('shared', ref).locator('h3', { hasText: side.closed }).waitFor()
      await thread(ref).nth(2).waitFor()
      expect(await card('shared', ref).getByRole('button', { name: label }).count()).toBe(0)
      expect(troubles()).toEqual([])
    }
    expect(seat.acts()).toBe(acts + 1)
    expect(await seat.replies().count()).toBe(0)
    expect(demo.fatal()).toEqual([])
  })
})
