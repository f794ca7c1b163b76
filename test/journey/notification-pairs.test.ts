import { describe, expect, test } from 'vitest'
import type { StoreKey } from '../../adapters/index.ts'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { Note, PlatformKey, Seat, Values } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'

const ref = 'HK-N-2026-000001'

const courier: Values = {
  category: 'drugs',
  what: 'Courier, cocaine in a false bottom',
  where: 'HKG to ICN',
  conveyance: 'CX 416',
  arrival: '2026-11-24 17:00 HKT',
  action: 'hold-and-examine',
  reason: 'moving-now',
  contact: 'Duty room, +852 0000 0101',
  to: 'kcs.cyber,tst.cyber',
  external: 'Fourth Customs; +63 0000 0001',
  language: 'en',
}

const typed = `/notify ${Object.entries(courier)
  .map(([name, value]) => `${name}="${value}"`)
  .join(' ')}`

/** The one message of that seat's channel that is no reply and names it, with its buttons. */
const cardAt = async (seat: Seat): Promise<Note> => {
  const about = (await seat.sees()).filter(n => !n.inThread && textOf(n).includes(ref))
  const [card, ...more] = about.filter(n => /CX 416/.test(textOf(n)))
  expect(more.map(textOf)).toEqual([])
  if (!card) throw new Error(`no card of ${ref} among ${about.map(textOf).join('\n--\n')}`)
  return card
}

const expectShown = async (seat: Seat, ...words: readonly string[]): Promise<void> => {
  const text = textOf(await cardAt(seat))
  for (const word of words) expect(text).toContain(word)
}

type Way = 'typed' | 'by form'

const notify = async ({ sender }: PairStage, way: Way): Promise<void> => {
  if (way === 'typed') {
    expect((await sender.line(typed)).kind).not.toMatch(/form|problems/)
    return
  }
  expect((await sender.line('/notify')).kind).toBe('form')
  const wrong = await sender.fill({ ...courier, arrival: '2026-11-24 17:00' })
  expect(wrong.kind, textOf(wrong)).toBe('problems')
  expect(textOf(wrong)).toContain('時間欠缺時差')
  const { arrival = '' } = courier
  expect((await sender.fill({ arrival })).kind).toBe('card')
}

const tell = async (stage: PairStage, way: Way): Promise<void> => {
  const { sender, receiver } = stage
  const third = stage.outsider('tst-desk')
  await notify(stage, way)
  await stage.pump()
  await expectShown(sender, '已確認收悉：0，共 2', 'Third Customs', '外部聯絡人 1：尚未通知')
  for (const seat of [sender, receiver]) {
    const own = seat === sender ? foreign.sender : foreign.receiver
    expect(textOf(await cardAt(seat))).not.toMatch(own)
  }
  // An addressee sees nothing of the other.
  expect(textOf(await cardAt(receiver))).not.toContain('Third Customs')
  expect(textOf(await cardAt(third))).not.toContain('Korea Customs')
  const before = (await sender.sees()).filter(n => !n.inThread).length

  // When the program is stopped and started, then all stands as it stood, and its buttons work.
  const stood = textOf(await cardAt(sender))
  await stage.restart()
  expect(textOf(await cardAt(sender))).toBe(stood)

  stage.at(2)
  expect((await receiver.press('n-acknowledge')).kind).toBe('none')
  await stage.pump()
  await expectShown(sender, '已確認收悉：1，共 2')
  stage.at(3)
  expect((await third.press('n-acknowledge')).kind).toBe('none')
  await stage.pump()
  await expectShown(sender, '已確認收悉：2，共 2。已回覆：0')

  stage.at(4)
  expect((await sender.line(`/notification told ${ref}`)).kind).toBe('form')
  const call = { external: '1', way: 'telephone', at: '2026-11-24 14:03 HKT', remark: 'On duty' }
  expect((await sender.fill({ ...call, language: 'en' })).kind).toBe('card')
  stage.at(5)
  expect((await receiver.press('n-answer')).kind).toBe('form')
  const found = { result: 'seized', remark: '2.1 kg', controlled: '2026-11-24 15:04 KST' }
  expect((await receiver.fill({ ...found, language: 'en' })).kind).toBe('card')
  await stage.pump()
  await expectShown(sender, '已回覆：1', '（接收方）：檢獲')
  const told = async (seat: Seat) => (await seat.sees()).map(textOf).join('\n')
  expect(await told(sender)).toContain('2.1 kg')
  expect(await told(third)).not.toContain('2.1 kg')

  stage.at(6)
  expect((await sender.press('n-close')).kind).toBe('form')
  expect(
    (await sender.fill({ outcome: 'success', closing: 'Arrested', language: 'en' })).kind,
  ).toBe('card')
  await stage.pump()
  await expectShown(sender, '已結案')
  await expectShown(receiver, '종결')
  for (const seat of [sender, receiver, third])
    expect((await cardAt(seat)).buttons.length).toBeLessThanOrEqual(1)
  // The table changed in place: nothing was posted beside it but lines of its thread.
  expect((await sender.sees()).filter(n => !n.inThread)).toHaveLength(before)
}

const runs: readonly (readonly [PlatformKey, PlatformKey, Way, StoreKey])[] = [
  ['slack', 'discord', 'typed', 'sqlite'],
  ['slack', 'discord', 'typed', 'memory'],
  ['slack', 'discord', 'by form', 'sqlite'],
  ['discord', 'slack', 'by form', 'sqlite'],
  ['console', 'discord', 'by form', 'sqlite'],
  ['discord', 'discord', 'by form', 'sqlite'],
]

describe('given a courier on a flight that lands in three hours, a desk on each platform, and one on none', () => {
  test.each(runs)(
    'when it is notified from %s to %s and the web page, %s, then one card shows who has it (%s)',
    async (sender, receiver, way, store) => {
      const stage = await raisePairStage({ sender, receiver, store })
      await tell(stage, way).catch(async (error: unknown) => {
        await stage.end().catch(() => {})
        throw error
      })
      const types = (await stage.entries()).map(e => e.type)
      await stage.end()
      expect(types.filter(t => t.startsWith('notification.'))).toEqual([
        'notification.sent',
        'notification.acknowledged',
        'notification.acknowledged',
        'notification.told',
        'notification.answered',
        'notification.closed',
      ])
    },
  )
})
