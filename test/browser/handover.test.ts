import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { filmForm } from '../journey/scenes.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tongue } from './tongue.ts'

const ref = 'HK-2026-000002'
const subject = '串流網站未經授權播放電影'
const narrative = '網站於 2026 年 11 月開始運作，伺服器位於韓國。請協助確認營運者。'
const result = '운영자 특정 완료. 서버 자료 보전 조치함.'

const seats = {
  wong: ['hkc.o1', 'zh-HK', '香港海關聯絡點'],
  kim: ['kcs.o1', 'ko', '관세청 연락창구'],
  chan: ['hkc.o2', 'en', 'Hong Kong Customs, contact point'],
  li: ['hkc.o3', 'zh-CN', '香港海关联络点'],
} as const

describe('given two desks and four officers at their pages', () => {
  let browser: Browser
  let demo: Demo
  let wong: Seat
  let kim: Seat
  let chan: Seat
  let li: Seat
  const all = () => [wong, kim, chan, li]

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
    const seat = (who: keyof typeof seats) => takeSeat(browser, demo.running(), seats[who][0])
    wong = await seat('wong')
    kim = await seat('kim')
    chan = await seat('chan')
    li = await seat('li')
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test('when they come in by their links, then each desk greets them in their own language', async () => {
    const greeted = all().map(async ({ page }) => [
      await page.locator('html').getAttribute('lang'),
      await page.locator('h1 .desk').innerText(),
    ])
    expect(await Promise.all(greeted)).toEqual(Object.values(seats).map(([, ...rest]) => rest))
  })

  test('when a command is typed with its completion, then its form opens with no mouse', async () => {
    const { page } = wong
    await page.keyboard.press('/')
    await page.keyboard.type('ref')
    const options = page.getByRole('option')
    await options.first().waitFor()
    expect(await options.count()).toBeGreaterThan(8)
    await page.keyboard.press('ArrowDown')
    const line = page.locator('#command')
    expect(await line.getAttribute('aria-activedescendant')).toBe('suggestions-0')
    expect(await options.first().innerText()).toBe('/referral new\n開立轉介（草稿）')
    await page.keyboard.press('Enter')
    expect(await line.inputValue()).toBe('/referral new')
    await page.keyboard.press('Enter')
    await wong.dialog().waitFor()
    expect(await wong.dialog().getByRole('heading').innerText()).toBe('新轉介')
    expect(await page.locator(':focus').getAttribute('name')).toBe('to')
    await shoot(page, 'dialog')
  })

  test('when it is left half filled, then it asks before it lets go of what was typed', async () => {
    const { page } = wong
    await wong.dialog().locator('[name=category]').selectOption({ label: '網上盜版' })
    await wong.dialog().locator('[name=priority]').selectOption({ label: '緊急' })
    await wong.dialog().locator('[name=subject]').fill(subject)
    await wong.dialog().locator('[name=observed]').fill('2026-11-20 21:40')
    await page.keyboard.press('Escape')
    const question = page.getByRole('alertdialog', { name: '是否捨棄已輸入的內容？' })
    await question.waitFor()
    expect(await page.locator(':focus').innerText()).toBe('繼續填寫')
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(await page.locator(':focus').getAttribute('name')).toBe('observed')
  })

  test('when it is submitted with mistakes, then each is told at its field and nothing is lost', async () => {
    const { page } = wong
    await page.keyboard.press('Control+Enter')
    await wong.dialog().locator('.field .problem').nth(1).waitFor()
    expect(await wong.problems()).toEqual([
      ['narrative', '請填寫此欄。', 'true'],
      ['observed', '時間欠缺時差，請補上，例如 +08:00。', 'true'],
    ])
    expect(await wong.dialog().getByRole('alert').innerText()).toBe('請更正已標示的欄位。')
    expect(await page.locator(':focus').getAttribute('name')).toBe('narrative')
    expect(await wong.dialog().locator('[name=subject]').inputValue()).toBe(subject)
    expect(await wong.dialog().locator('[name=observed]').inputValue()).toBe('2026-11-20 21:40')
    await shoot(page, 'dialog-problems')
  })

  test('when it is mended, then a draft is there for its own desk alone', async () => {
    const { page } = wong
    const before = await kim.everything()
    await page.keyboard.type(narrative)
    await wong.dialog().locator('[name=observed]').fill('2026-11-20 21:40 +08:00')
    await page.keyboard.press('Control+Enter')
    // The form of its category comes at once.
    await page.locator('#field-tlp').waitFor()
    await page.locator(`input[name=actions][value=${filmForm.actions}]`).check()
    const preset = ['tlp', 'pap', 'handling', 'court', 'actions', 'observed-at']
    for (const [name, value] of Object.entries(filmForm)) {
      if (preset.includes(name)) continue
      const field = page.locator(`#field-${name}`)
      const isChoice = (await page.locator(`select#field-${name}`).count()) > 0
      await (isChoice ? field.selectOption(value) : field.fill(value))
    }
    await page.keyboard.press('Control+Enter')
    await wong.dialog().waitFor({ state: 'detached' })
    await wong.replies().first().waitFor()
    expect(await wong.replies().first().innerText()).toContain('只有你看到此訊息')
    for (const seat of [wong, chan, li]) {
      await seat.card('internal', ref).waitFor()
      expect(await seat.card('internal', ref).locator('h3').innerText()).toBe(
        `緊急：轉介 ${ref}，草擬中 / Urgent: referral ${ref}, Draft`,
      )
      expect(await seat.card('shared', ref).count()).toBe(0)
    }
    expect(await chan.replies().count()).toBe(0)
    await demo.pass(0)
    expect(await kim.everything()).toEqual(before)
    expect(await kim.page.getByText(subject).count()).toBe(0)
  })

  test('when it is sent, then the other desk has it at once, in both languages', async () => {
    await wong.press('internal', ref, '送出 / Send')
    const card = kim.card('shared', ref)
    await card.waitFor()
    expect(await card.locator('h3').innerText()).toBe(
      `緊急：轉介 ${ref}，已送出 / 긴급: 의뢰 ${ref}, 발송`,
    )
    const text = await card.innerText()
    expect(text).toContain('請於 2026-11-24 15:05 HKT / 16:05 KST 前確認收悉。')
    expect(text).toContain('2026-11-24 15:05 HKT / 16:05 KST까지 접수 확인 바랍니다.')
    expect(text.split(subject)).toHaveLength(2)
    expect(text).not.toContain(narrative)
    expect(await kim.card('internal', ref).locator('h3').innerText()).toContain('발송 / Urgent')
  })

  test('when it is acknowledged by a double click, then that happens once and every card changes in place', async () => {
    await demo.pass(minutes(1))
    const before = await Promise.all(all().map(seat => seat.page.locator('.message').count()))
    const old = await wong.card('shared', ref).getAttribute('data-message')
    await kim.card('shared', ref).getByRole('button', { name: '접수 확인' }).dblclick()
    const heading = wong.card('shared', ref).locator('h3', { hasText: '已收悉' })
    await heading.waitFor()
    expect(await heading.innerText()).toBe(`緊急：轉介 ${ref}，已收悉 / 긴급: 의뢰 ${ref}, 접수`)
    await wong.card('internal', ref).locator('h3', { hasText: '已收悉 / Urgent' }).waitFor()
    expect(await wong.card('shared', ref).getAttribute('data-message')).toBe(old)
    for (const seat of all()) await seat.thread(ref).nth(1).waitFor()
    await demo.pass(0)
    // One line more in the thread; the cards are those that were there.
    const after = await Promise.all(all().map(seat => seat.page.locator('.message').count()))
    expect(after).toEqual(before.map(count => count + 1))
    expect(await kim.replies().count()).toBe(0)
    expect(kim.acts()).toBe(1)
    const buttons = kim.card('shared', ref).locator('.buttons button')
    expect(await buttons.allInnerTexts()).toEqual([
      '受理 / 수락',
      '不予受理 / 수락 불가',
      '檢視 / 보기',
    ])
  })

  test('when the sender acknowledges for the receiver, then only they read that it can not be', async () => {
    const before = await kim.everything()
    await wong.command(`/referral acknowledge ${ref}`)
    const refusal = wong.page.locator('.reply[data-kind=refusal]')
    await refusal.waitFor()
    expect(await refusal.getAttribute('lang')).toBe('zh-HK')
    expect(await refusal.locator('h3').innerText()).toBe('只有接收方可以進行此操作。')
    expect(await refusal.locator('.only-you').innerText()).toContain('未執行')
    expect(await wong.page.locator('#command').inputValue()).toBe(`/referral acknowledge ${ref}`)
    await demo.pass(0)
    for (const seat of [kim, chan, li]) expect(await seat.replies().count()).toBe(0)
    expect(await kim.everything()).toEqual(before)
  })

  test('when the program restarts while a button is pressed, then the pages find it again and the press counts once', async () => {
    const before = await Promise.all(all().map(seat => seat.lasting()))
    for (const seat of all()) expect(seat.troubles()).toEqual([])
    await demo.stop()
    for (const { page } of all())
      await page.locator('.connection[data-state=reconnecting]').waitFor()
    expect(await kim.page.locator('.connection').innerText()).toBe('연결 끊김, 재연결 중…')
    await kim.press('shared', ref, '受理 / 수락')
    await kim.card('shared', ref).getByText('응답 없음, 재시도 중…').waitFor()
    await demo.startAgain()
    for (const { page } of all()) await page.locator('.connection[data-state=live]').waitFor()
    for (const seat of all()) await seat.thread(ref).nth(2).waitFor()
    expect(await wong.card('shared', ref).locator('h3').innerText()).toContain('已受理 / 긴급')
    const after = await Promise.all(all().map(seat => seat.lasting()))
    const others = (texts: readonly string[]) =>
      texts.filter(text => !text.includes(ref) && !text.includes('韓國關稅廳已受理此轉介'))
    expect(after.map(others)).toEqual(before.map(others))
    expect(after.map(texts => texts.length)).toEqual(before.map(texts => texts.length + 1))
    // The line to the server was cut, and nothing else went wrong.
    const cut =
      /^error: Failed to load resource: (net::ERR_\w+|.* 503 .*) .*\/api\/(feed|act|complete)/
    for (const seat of all()) expect(seat.troubles().filter(text => !cut.test(text))).toEqual([])
  })

  test('when the receiver replies in a form, then the words stand in the thread as they were written', async () => {
    await demo.pass(minutes(30))
    await kim.press('shared', ref, '回覆 / 회신')
    await kim.dialog().waitFor()
    expect(await kim.dialog().getByRole('heading', { level: 2 }).innerText()).toBe('회신')
    expect(await kim.page.locator(':focus').getAttribute('name')).toBe('result')
    await kim.page.keyboard.type(result)
    await kim.dialog().locator('[name=result-identify-operator]').selectOption('yes')
    expect(await tongue(kim.page, 'ko')).toMatchObject({ wrong: [] })
    await kim.dialog().getByRole('button', { name: '회신' }).click()
    await kim.dialog().waitFor({ state: 'detached' })
    const words = wong.page.locator('.thread blockquote', { hasText: result })
    await words.waitFor()
    expect(await words.getAttribute('lang')).toBe('ko')
  })

  test('when the sender closes it, then the thread tells everything in order to everybody', async () => {
    await demo.pass(minutes(5))
    await wong.press('internal', ref, '結案 / Close case')
    await wong.dialog().waitFor()
    await wong.dialog().locator('[name=outcome]').selectOption({ label: '成功' })
    await wong.page.keyboard.press('Control+Enter')
    const told = [
      ['黃家明 已於 2026-11-24 14:05 HKT / 15:05 KST 送出。', '발송(담당: Wong Ka-ming, '],
      ['韓國關稅廳已確認收悉（Kim Min-jun，2026-11-24 14:06 HKT', '관세청: 접수 확인(김민준, '],
      ['韓國關稅廳已受理此轉介（Kim Min-jun，2026-11-24 14:06 HKT', '관세청: 의뢰 수락(김민준, '],
      ['韓國關稅廳已回覆（Kim Min-jun，2026-11-24 14:36 HKT', '관세청: 회신(김민준, '],
      [
        '黃家明 已於 2026-11-24 14:41 HKT / 15:41 KST 結案。結果：成功',
        '종결(담당: Wong Ka-ming, ',
      ],
    ]
    for (const seat of all()) {
      await seat
        .thread(ref)
        .nth(told.length - 1)
        .waitFor()
      const lines = await seat.thread(ref).allInnerTexts()
      expect(lines.map((line, i) => told[i]?.every(words => line.includes(words)))).toEqual(
        told.map(() => true),
      )
      expect(await seat.card('shared', ref).locator('h3').innerText()).toContain('已結案 / 긴급')
      expect(await seat.card('shared', ref).locator('.buttons button').count()).toBe(1)
    }
  })

  test('when all is done, then each page has spoken its reader’s language and nothing went wrong', async () => {
    for (const [who, seat] of Object.entries({ wong, kim, chan, li })) {
      const language = await seat.page.locator('html').getAttribute('lang')
      const said = await tongue(seat.page, language ?? '')
      expect([who, said.wrong]).toEqual([who, []])
      expect(said.saw).toBeGreaterThan(300)
      expect([who, seat.troubles()]).toEqual([who, []])
      expect(seat.requests()).toBeGreaterThan(40)
    }
    expect(demo.fatal()).toEqual([])
  })
})
