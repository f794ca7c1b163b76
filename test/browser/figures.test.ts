import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, hours, minutes } from '../../src/kit/time.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { contrast, type Findings, fits, names, outline, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tabWalk } from './tab-walk.ts'
import { tongue } from './tongue.ts'

const readers = [
  ['hkc.o1', 'zh-HK', '每周數字'],
  ['kcs.o1', 'ko', '주간 현황'],
  ['hkc.o2', 'en', 'Figures of the week'],
  ['hkc.o3', 'zh-CN', '每周数据'],
] as const

/** What is said of a week, of sides and of files is put together of words and data, so no word of a catalogue alone. */
const inTongue = async (page: Page, language: string): Promise<Findings> => {
  const { saw, wrong } = await tongue(page, language)
  return { saw, wrong: wrong.filter(text => !/^not in \S+: .*(\d|HKC|KCS)/.test(text)) }
}

const examine = async ({ page }: Seat, language: string, least: number): Promise<void> => {
  const checks: Readonly<Record<string, () => Promise<Findings>>> = {
    names: () => names(page),
    pointers: () => pointers(page),
    fits: () => fits(page),
    contrast: () => contrast(page),
    tongue: () => inTongue(page, language),
    tabWalk: () => tabWalk(page),
  }
  for (const [name, check] of Object.entries(checks)) {
    const { saw, wrong } = await check()
    expect([name, ...wrong]).toEqual([name])
    // What points at something are its few labels.
    expect([name, saw >= (name === 'pointers' ? 1 : least)]).toEqual([name, true])
  }
  expect(await outline(page)).toEqual(['banner', 'main', '1 h1', '0 gaps'])
}

/** The numbers of this week in the order of the page. */
const valuesOn = ({ page }: Seat) => page.locator('.figures-table .now .value').allInnerTexts()

describe('given a desk after the end of a week', () => {
  let browser: Browser
  let demo: Demo

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
    // From Tuesday to Monday, after nine in Hong Kong, when both desks have posted.
    for (let day = 0; day < 5; day++) await demo.pass(days(1))
    await demo.pass(hours(19) + minutes(30))
    await demo.pass(minutes(1))
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test('when the summary is posted, then it shows a picture that loads, says what it shows and leads to the page', async () => {
    const seat = await takeSeat(browser, demo.running(), 'hkc.o1')
    const { page } = seat
    const picture = page.locator('[data-kind=shared] [data-card=summary] .picture').first()
    const image = picture.locator('img')
    await image.scrollIntoViewIfNeeded()
    const width = "document.querySelector('[data-kind=shared] .picture img').naturalWidth"
    await expect.poll(() => page.evaluate(width), { timeout: 10_000 }).toBe(720)
    const alt = (await image.getAttribute('alt')) ?? ''
    expect(alt).toContain('2026-W48 每周棒形圖。香港海關：')
    expect(alt).toContain('2026-W48 주간 막대그래프. 홍콩 관세청:')
    await shoot(page, 'summary-picture')
    await picture.getByRole('link').click()
    await page.locator('.figures-table').waitFor()
    expect(new URL(page.url()).searchParams.get('week')).toBe('2026-W48')
    expect(await page.locator('#week').inputValue()).toBe('2026-W48')
    expect(seat.troubles()).toEqual([])
    await page.context().close()
  })

  test.each(readers)(
    'when %s reads the page in %s, then it can be used wide or narrow, light or dark',
    async (officer, language, title) => {
      const seat = await takeSeat(browser, demo.running(), officer)
      const { page } = seat
      await page.getByRole('link', { name: title }).first().click()
      await page.locator('.figures-table').waitFor()
      expect(await page.title()).toContain(title)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      await examine(seat, language, 5)
      await shoot(page, `figures-${language}`)
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 390, height: 844 })
      await examine(seat, language, 5)
      await shoot(page, `figures-narrow-${language}`)
      expect(seat.troubles()).toEqual([])
      await page.context().close()
    },
  )

  test('when it is used by the keyboard alone, then priority, side and week change what is shown', async () => {
    const seat = await takeSeat(browser, demo.running(), 'hkc.o2')
    const { page } = seat
    await page.goto(new URL('figures', page.url()).href)
    const table = page.locator('.figures-table')
    await table.waitFor()
    const all = await valuesOn(seat)
    expect(all).toHaveLength(12)

    await page.locator('input[name=group]').first().focus()
    await page.keyboard.press('ArrowDown')
    expect(await table.locator('caption').innerText()).toBe('Immediate')
    await page.keyboard.press('ArrowUp')
    expect(await valuesOn(seat)).toEqual(all)

    await page.locator('input[name=side]').first().focus()
    await page.keyboard.press('Space')
    expect(await valuesOn(seat)).toEqual(all.filter((_, i) => i % 2 === 1))
    // The last that is shown can't be taken away.
    expect(await page.locator('input[name=side]').nth(1).isDisabled()).toBe(true)
    await page.keyboard.press('Space')

    await page.getByRole('button', { name: 'Later week' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('h2', { hasText: '2026-W49 so far' }).waitFor()
    expect(await page.locator('#week').inputValue()).toBe('2026-W49')
    expect(page.url()).toContain('week=2026-W49')
    expect(
      await page.getByRole('button', { name: 'Later week' }).getAttribute('aria-disabled'),
    ).toBe('true')
    await page.reload()
    await page.locator('h2', { hasText: '2026-W49 so far' }).waitFor()
    expect(seat.troubles()).toEqual([])
    await page.context().close()
  })

  test('when the files are saved, then they are of the week that is shown', async () => {
    const seat = await takeSeat(browser, demo.running(), 'kcs.o1')
    const { page } = seat
    await page.goto(new URL('figures?week=2026-W48', page.url()).href)
    const links = page.locator('.files a')
    await links.first().waitFor()
    const saved = await Promise.all(
      [0, 1].map(async n => {
        const href = await links.nth(n).getAttribute('href')
        const answer = await page.request.get(new URL(href ?? '', page.url()).href)
        return { text: await answer.text(), headers: answer.headers() }
      }),
    )
    const [csv, json] = saved
    expect(csv?.text.split('\n')[0]).toBe('week,desks,side,group,figure,value')
    expect(csv?.headers['content-disposition']).toBe('attachment; filename="liaison-2026-W48.csv"')
    expect(JSON.parse(json?.text ?? '')).toMatchObject([{ figures: { week: '2026-W48' } }])
    expect(json?.headers['cache-control']).toBe('no-store')
    await page.context().close()
  })

  test('when nobody is signed in, then neither picture nor figures are shown', async () => {
    const { page } = await takeSeat(browser, demo.running(), 'hkc.o1')
    const image = page.locator('[data-kind=shared] .picture img').first()
    const src = await image.getAttribute('src')
    const stranger = await browser.newContext()
    for (const path of [
      src ?? '',
      'figures',
      'api/figures',
      'api/figures.csv',
      'api/figures.json',
    ]) {
      const answer = await stranger.request.get(new URL(path, page.url()).href)
      expect([path, answer.status()]).toEqual([path, 403])
    }
    const own = await page.request.get(new URL(src ?? '', page.url()).href)
    expect(own.headers()['cache-control']).toBe('private, max-age=31536000, immutable')
    await stranger.close()
    await page.context().close()
  })
})
