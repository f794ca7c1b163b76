import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot, shootForReadme } from './shots.ts'

const ref = 'HK-2026-000001'

const pings = ({ page }: Seat) => page.locator('[data-card=escalation]', { hasText: ref })

describe('given a referral that Korea has two minutes to acknowledge', () => {
  let browser: Browser
  let demo: Demo
  let wong: Seat
  let kim: Seat
  let park: Seat

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchBrowser()
    wong = await takeSeat(browser, demo.running(), 'hkc.o1')
    kim = await takeSeat(browser, demo.running(), 'kcs.o1')
    park = await takeSeat(browser, demo.running(), 'kcs.o2')
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test('when a second is left, then nobody is called', async () => {
    await kim.card('internal', ref).waitFor()
    const before = await Promise.all([wong, kim, park].map(seat => seat.everything()))
    await demo.pass(minutes(2) - 1000)
    expect(await Promise.all([wong, kim, park].map(seat => seat.everything()))).toEqual(before)
    expect(await pings(kim).count()).toBe(0)
  })

  test('when the two minutes are over, then Korea’s duty officer is called, and sees that it is them', async () => {
    await demo.pass(1000)
    await pings(kim).waitFor()
    const text = await pings(kim).innerText()
    expect(text).toContain(`${ref}: 접수 확인 기한 경과(기한: 2026-11-24 15:07 KST / 14:07 HKT)`)
    expect(text).toContain('즉시 조치 바랍니다.')
    expect(await pings(kim).locator('.officer.me').innerText()).toBe('김민준 본인')
    await pings(park).waitFor()
    expect(await pings(park).locator('.officer').innerText()).toBe('김민준')
    await kim.card('shared', ref).locator('h3', { hasText: '발송, 기한 경과' }).waitFor()
    expect(await kim.page.locator('[aria-live=polite]').innerText()).toContain(ref)
    await wong.thread(ref).nth(1).waitFor()
    expect(await pings(wong).count()).toBe(0)
  })

  test('when a minute more goes by, then the supervisor is called, and the sender with whom to ring', async () => {
    await demo.pass(minutes(1))
    await pings(park).nth(1).waitFor()
    expect(await pings(park).nth(1).locator('.officer.me').innerText()).toBe('박서연 본인')
    await pings(wong).waitFor()
    const text = await pings(wong).innerText()
    expect(text).toContain(`${ref} 尚未確認收悉，期限為 2026-11-24 14:07 HKT / 15:07 KST。`)
    expect(text).toContain('已通知韓國關稅廳但未獲處理，請致電：+82 00 0000 0002')
    // By the demo's turns it is Li who is on duty this week.
    expect(await pings(wong).locator('.officer').innerText()).toBe('李偉')
    expect(await pings(wong).locator('.officer.me').count()).toBe(0)
  })

  test('when it is acknowledged at last, then the thread tells the whole wait, and nobody is called again', async () => {
    await demo.pass(minutes(1))
    await kim.press('shared', ref, '確認收悉 / 접수 확인')
    for (const seat of [wong, kim, park]) await seat.thread(ref).nth(3).waitFor()
    const calls = () => Promise.all([wong, kim, park].map(seat => pings(seat).count()))
    expect(await calls()).toEqual([1, 2, 2])
    await demo.pass(minutes(29))
    for (const seat of [wong, kim, park]) {
      const lines = await seat.thread(ref).allInnerTexts()
      expect(lines.map(line => line.split('\n')[1]?.split(/[(.]/)[0])).toEqual([
        '발송',
        '2026-11-24 14:07 HKT / 15:07 KST까지 접수 확인되지 않음',
        '2026-11-24 14:07 HKT / 15:07 KST까지 접수 확인되지 않음',
        '관세청: 접수 확인',
      ])
      expect(seat.troubles()).toEqual([])
    }
    expect(await calls()).toEqual([1, 2, 2])
    expect(await kim.card('shared', ref).locator('h3').innerText()).toBe(
      `即時：轉介 ${ref}，已收悉 / 즉시: 의뢰 ${ref}, 접수`,
    )
  })

  test('when half of the time to decide is gone, then Korea’s duty officer alone is reminded', async () => {
    await demo.pass(minutes(1))
    await pings(kim).nth(2).waitFor()
    const text = await pings(kim).nth(2).innerText()
    expect(text).toContain(
      `${ref}: 수락 여부 결정 기한 임박(기한: 2026-11-24 16:09 KST / 15:09 HKT)`,
    )
    expect(await pings(kim).nth(2).locator('.officer.me').innerText()).toBe('김민준 본인')
    // The other side need not read that a desk is reminded.
    for (const seat of [wong, kim, park]) {
      expect(await seat.thread(ref).count()).toBe(4)
      expect(seat.troubles()).toEqual([])
    }
    expect(await Promise.all([wong, kim, park].map(seat => pings(seat).count()))).toEqual([1, 3, 3])
  })

  test('when somebody looks at the desks, then there are pictures of them', async () => {
    // To the end, so that nothing new is left below, and from there to the top of the card.
    await kim.page.evaluate(`document.querySelector('[data-kind=shared] .scroller').scrollTo(0, 0)`)
    await kim.page.locator('.newer').waitFor({ state: 'detached' })
    const strand = `document.querySelector('[data-kind=shared] .strands > li:last-child')`
    await kim.page.evaluate(`${strand}.scrollIntoView()`)
    await kim.page.mouse.move(0, 0)
    await shootForReadme(wong.page, 'desk-zh-HK')
    await shootForReadme(kim.page, 'desk-ko')
    await wong.page.emulateMedia({ colorScheme: 'dark' })
    await wong.resize(390, 844)
    await shoot(wong.page, 'dark-390')
    expect(demo.fatal()).toEqual([])
  })
})
