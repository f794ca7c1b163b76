import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { launchBrowser } from '../rigs/browser.ts'
import { desksOf, withDesks } from '../rigs/many-desks.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { contrast, fits, names, pointers } from './basics.ts'
import { type Demo, startDemo } from './program.ts'
import { type Seat, takeSeat } from './seat.ts'
import { shoot } from './shots.ts'
import { tongue } from './tongue.ts'

const many = withDesks(20, demoSettings())
const added = desksOf(many)
const named = (id: string) => {
  const n = added.indexOf(id) + 1
  return { en: `Desk ${n}`, 'zh-HK': `聯絡點 ${n}`, 'zh-CN': `联络点 ${n}`, ko: `연락창구 ${n}` }
}
const config = configSchema.parse({
  ...many,
  contactPoints: many.contactPoints.map(d =>
    added.includes(d.id) ? { ...d, names: named(d.id) } : d,
  ),
})
const ref = 'HK-N-2026-000001'
const shipment = 'HK-S-2026-000001'

const courier =
  '/notify category=drugs what="Courier, cocaine in a false bottom" where="HKG to ICN" conveyance="CX 416" ' +
  'arrival="2026-11-24 17:05 HKT" action=hold-and-examine,info-only reason=moving-now language=en ' +
  `to=${['kcs.cyber', ...added].join(',')} external="Fourth Customs; +63 0000 0001"`

const leg = (more: string): string => `${more} custodian=kcs.cyber watchers=kcs.cyber language=en`

const widths = [
  ['wide', { width: 1280, height: 860 }],
  ['narrow', { width: 390, height: 844 }],
] as const

/** Reads well at each width, in one language, and is there to be looked at afterwards. */
const looksWell = async (
  { page, resize }: Seat,
  language: string,
  name: string,
  card?: Locator,
): Promise<void> => {
  for (const [width, size] of widths) {
    await resize(size.width, size.height)
    if (card && width === 'narrow') await page.getByRole('tab').last().click()
    await card?.waitFor()
    await card?.evaluate(element => element.scrollIntoView({ block: 'start' }))
    for (const [what, check] of Object.entries({ names, pointers, fits, contrast })) {
      const { saw, wrong } = await check(page)
      expect([what, width, ...wrong]).toEqual([what, width])
      expect(saw).toBeGreaterThan(0)
    }
    await shoot(page, `${name}-${language}-${width}`)
  }
  // Of the added desks the check knows no names.
  const { wrong } = await tongue(page, language)
  expect(wrong.filter(w => !/: (聯絡點|연락창구) \d+$/.test(w))).toEqual([])
  await resize(widths[0][1].width, widths[0][1].height)
}

describe('given twenty-one desks on the web page', () => {
  let browser: Browser
  let demo: Demo
  let hk: Seat
  let kr: Seat

  beforeAll(async () => {
    demo = await startDemo(config)
    browser = await launchBrowser()
    hk = await takeSeat(browser, demo.running(), 'hkc.o1')
    kr = await takeSeat(browser, demo.running(), 'kcs.o1')
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
  })

  test.each([['zh-HK'], ['ko']])(
    'when the form is opened in %s, then it reads well',
    async language => {
      const seat = language === 'ko' ? kr : hk
      await seat.command('/notify')
      await seat.dialog().waitFor()
      await looksWell(seat, language, 'notify-form')
      await seat.page.keyboard.press('Escape')
      await seat.dialog().waitFor({ state: 'detached' })
    },
  )

  test('when all are notified, then the card of the sender shows each of them, and an addressee its own', async () => {
    await hk.command(courier)
    await hk.page.locator('[data-card=notification]', { hasText: ref }).first().waitFor()
    await kr.page.locator('[data-card=notification]', { hasText: ref }).first().waitFor()
    const sent = hk.page.locator('[data-card=notification]', { hasText: ref }).first()
    const text = await sent.innerText()
    expect(text.match(/未確認收悉，期限為/g)).toHaveLength(21)
    await hk.replies().getByRole('button', { name: '關閉' }).click()
    await looksWell(hk, 'zh-HK', 'notification-sent', sent)
    const got = kr.page.locator('[data-card=notification]', { hasText: ref }).first()
    await looksWell(kr, 'ko', 'notification-got', got)
  })

  test('when a container goes on with other goods, then the alarm reads well on both sides', async () => {
    await hk.command(
      leg(
        '/shipment new containers=CSQU3054383 conveyance="MV Example, voyage 12W" from=KRPUS to=HKHKG ' +
          'departs="2026-11-24 20:00 KST" arrives="2026-11-27 10:00 HKT" goods="Plastic household articles" hs=3924.10',
      ),
    )
    await hk.page.locator('[data-card=shipment]', { hasText: shipment }).first().waitFor()
    await hk.command(
      `/shipment leg ${shipment} from=HKHKG to=ITGOA departs="2026-11-28 08:00 HKT" ` +
        'arrives="2026-12-20 09:00 +01:00" goods="Wooden doors" hs=4418.29 containers=TEXU3070079 ' +
        'external="Dogane di Genova" language=en',
    )
    await hk.replies().getByRole('button', { name: '關閉' }).first().click()
    for (const [seat, language] of [
      [hk, 'zh-HK'],
      [kr, 'ko'],
    ] as const) {
      const alarm = seat.page.locator('[data-card=shipment-alarm]', { hasText: shipment }).first()
      await alarm.waitFor()
      await looksWell(seat, language, 'shipment-alarm', alarm)
    }
    expect(demo.fatal()).toEqual([])
  })
})
