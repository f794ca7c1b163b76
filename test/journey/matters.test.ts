import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { cardOf, linesOf } from './matter.ts'
import { courier, ref as notified } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'
import { monday } from './rota.ts'
import { begun, given, italy, ref as watched } from './shipment-scenes.ts'
import { sentBy, told, until } from './told.ts'

const hk = 'HK-2026-000001'

/** Lines of an officer's page between two headings, in the language that the stage reads in. */
const between = (lines: readonly string[], from: string, to?: string): readonly string[] => {
  const start = lines.indexOf(from)
  const end = to === undefined ? lines.length : lines.indexOf(to)
  expect([start, end].every(i => i >= 0)).toBe(true)
  return lines.slice(start + 1, end)
}

const page = async (stage: Stage, who: string) => {
  const answer = await stage.say(who, '/home')
  const [turn, soon] =
    answer.kind === 'card' && answer.language === 'ko'
      ? ['조치할 사안', '24시간 이내 기한']
      : ['輪到你處理', '24 小時內到期']
  const lines = linesOf(answer)
  const views = cardOf(answer).buttons.map(b => b.data.split(':')[1])
  return {
    turn: between(lines, turn, soon),
    soon: between(lines, soon).filter(l => /^[A-Z]{2}-/.test(l)),
    views: views.slice(0, -1),
  }
}

onEveryStore('given a referral, a notification and a shipment that are open', story => {
  story(
    'when an officer opens the own page, then all whose turn it is stand there by their due time',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk)
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await begun(stage, { arrives: '2026-11-25 10:00 HKT' })
      stage.read()
      const korea = await page(stage, 'kcs.o1')
      expect(korea.views).toEqual([notified, hk])
      expect(korea.turn.map(l => l.slice(0, 16))).toEqual([notified, `${hk}: `])
      expect(korea.turn[0]).toContain('기한 2026-11-24 15:05 KST / 14:05 HKT')
      expect(korea.soon.map(l => l.slice(0, 16))).toEqual([notified, `${hk}: `])
      expect(korea.soon[0]).toBe(`${notified}: 접수 확인(기한: 2026-11-24 15:05 KST / 14:05 HKT)`)
      // Where a chat system has a page for it, each is a card of its own, with its marking.
      const home = await stage.bot().home(stage.actorOf('kcs.o1'))
      const cards = home.kind === 'home' ? (home.parts[0]?.cards ?? []) : []
      expect(cards.map(c => c.buttons.map(b => b.data))).toEqual([
        [`v1:${notified}:view:0`],
        [expect.stringMatching(`^v1:${hk}:view:`)],
      ])
      expect(cards[0]?.marking?.[0]?.parts[0]?.text).toBe('TLP:AMBER+STRICT')
      const hongKong = await page(stage, 'hkc.o1')
      expect(hongKong.views).toEqual([watched])
      expect(hongKong.turn).toEqual([
        `${watched}：貨物監察中。期限 2026-11-25 06:00 HKT / 07:00 KST`,
      ])
      expect(hongKong.soon).toEqual([
        `${watched}：就航段 1 採取行動，期限 2026-11-25 06:00 HKT / 07:00 KST`,
      ])
    },
  )

  story('when each is acted on, then it leaves the page of who has acted', async stage => {
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
    await begun(stage, { arrives: '2026-11-25 10:00 HKT' })
    await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
    expect((await page(stage, 'kcs.o1')).soon[0]).toContain('회신(기한: ')
    const answering = await stage.press('kcs.o1', 'kcs-desk', 'n-answer')
    await stage.submit('kcs.o1', answering, { result: 'seized' })
    expect((await page(stage, 'kcs.o1')).turn).toEqual(['현재 해당 사항이 없습니다.'])
    // Nobody owes anything any more, so its sender is to close it.
    expect((await page(stage, 'hkc.o1')).views).toEqual([watched, notified])
    await given(stage, 'hkc.o1', 'feedback', { result: 'nothing-found', language: 'en' })
    const closing = await stage.press('hkc.o1', 'hkc-desk', 'n-close')
    await stage.submit('hkc.o1', closing, { outcome: 'success', closing: 'Arrested at ICN' })
    expect(await page(stage, 'hkc.o1')).toEqual({
      turn: ['現時沒有。'],
      soon: [],
      views: [],
    })
    stage.read()
  })

  story('when goods change and are held, then the desk owes both', async stage => {
    await begun(stage)
    await given(stage, 'hkc.o1', 'hold', { held: 'Both containers', language: 'en' })
    await given(stage, 'hkc.o1', 'leg', italy)
    const { soon, turn, views } = await page(stage, 'hkc.o1')
    expect(views).toEqual([watched])
    expect(turn).toHaveLength(1)
    expect(soon).toEqual([expect.stringContaining('確認知悉第 1 項變更')])
    expect((await page(stage, 'kcs.o1')).soon).toEqual([expect.stringContaining('변경 1 확인')])
    stage.read()
  })

  story('when the list of referrals is asked for, then it has referrals only', async stage => {
    await sentBy(stage, 'hkc.o1', hk)
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
    await begun(stage)
    stage.read()
    const list = await stage.say('kcs.o1', '/referral list')
    expect(cardOf(list).buttons.map(b => b.data.split(':')[1])).toEqual([hk])
    expect(readAnswer(list)).not.toMatch(/-[NSOAB]-/)
  })

  story(
    'when the shift changes, then the note tells of them first, with a button for each whose turn it is',
    async stage => {
      await stage.pump()
      await stage.press('kcs.o1', 'kcs-desk', 'duty-accept')
      await sentBy(stage, 'hkc.o1', hk)
      await begun(stage)
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      await until(stage, '2026-11-24 08:59')
      told(stage)
      await until(stage, '2026-11-24 09:00')
      const notes = told(stage).filter(l => l.includes('Duty hand-over'))
      expect(notes).toHaveLength(1)
      const parts = notes[0]?.split(' | ') ?? []
      expect(parts.slice(2)).toEqual([
        'Other open matters: 2',
        `Already due: ${notified}: Dangerous drugs, acknowledged (received). Due 2026-11-23 18:00 KST`,
        `${watched}: Shipment, watched`,
        'Open referrals: 1',
        expect.stringContaining(`Already due: ${hk}: `),
        '[duty-accept]',
        '[view]',
        '@kcs.o2',
      ])
      await stage.fastForward(minutes(1))
      stage.read()
    },
    monday,
  )
})

onEveryStore('given a place of an addressee that can not be reached', story => {
  const forbidden = { kind: 'fault', fault: { kind: 'Forbidden', missing: 'post' } } as const
  const lost = (lines: readonly string[]): readonly string[] =>
    lines.filter(l => l.includes('Not delivered'))

  story(
    'when a message is given up there, then the sender is told at once, and whom to telephone',
    async stage => {
      stage.paper.troubleAt('kcs-desk', ...Array(400).fill(forbidden))
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.fastForward(hours(2))
      const dead = (await stage.entries()).find(e => e.type === 'delivery.failed')
      const [first] = lost(told(stage))
      expect(first).toMatch(
        /^11-24 \d\d:\d\d hkc-desk new Not delivered: HK-N-2026-000001 \| A message about HK-N-2026-000001 could not be delivered to a channel of Korea Customs Service, contact point\. \| Liaison may not post in that channel\. \| Please reach Korea Customs Service, contact point by another way\. \| Telephone of Korea Customs Service, contact point: \+82 00 0000 0002 \| \[view\] \| @hkc\.o1$/,
      )
      const at = new Date(Date.parse(dead?.at ?? '') + hours(9)).toISOString()
      expect(first?.slice(6, 11)).toBe(at.slice(11, 16))
      // However many are given up there, it is one message.
      const hanging = stage.paper.sheets().filter(s => s.outgoing.card.name === 'undelivered')
      expect(hanging.map(s => s.place)).toEqual(['hkc-desk'])
      expect(stage.alarms().length).toBeGreaterThan(0)
      stage.read()
    },
  )

  story('when it is the place of the sender, then nobody else is told', async stage => {
    stage.paper.troubleAt('hkc-desk', ...Array(400).fill(forbidden))
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
    await stage.fastForward(hours(8))
    expect(lost(told(stage))).toEqual([])
    const tried = stage.paper.calls().map(c => c.outgoing.card.name)
    expect(tried.filter(name => name === 'undelivered')).toEqual([])
    expect((await stage.entries()).some(e => e.type === 'delivery.failed')).toBe(true)
    expect(stage.alarms().length).toBeGreaterThan(0)
  })
})
