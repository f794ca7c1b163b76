import { expect, test } from 'vitest'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { Note, PlatformKey, Seat } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'

const ref = 'HK-S-2026-000001'
const first = {
  containers: 'CSQU3054383\nMSKU6011672',
  conveyance: 'MV Example, IMO 9074729, voyage 12W',
  from: 'KRPUS',
  to: 'HKHKG',
  departs: '2026-11-24 20:00 KST',
  arrives: '2026-11-27 10:00 HKT',
  goods: 'Plastic household articles',
  hs: '3924.10',
  custodian: 'kcs.cyber',
  watchers: 'kcs.cyber',
  language: 'en',
}
const second = {
  from: 'HKHKG',
  to: 'ITGOA',
  departs: '2026-11-28 08:00 HKT',
  arrives: '2026-12-20 09:00 +01:00',
  goods: 'Wooden doors',
  hs: '4418.29',
  containers: 'TEXU3070079',
  external: 'Dogane di Genova',
  language: 'en',
}

const about = async (seat: Seat): Promise<readonly Note[]> =>
  (await seat.sees()).filter(n => !n.inThread && textOf(n).includes(ref))

const tell = async (stage: PairStage): Promise<void> => {
  const { sender, receiver } = stage
  expect((await sender.line('/shipment new')).kind).toBe('form')
  const wrong = await sender.fill({ ...first, departs: '2026-11-24 20:00' })
  expect(wrong.kind).toBe('problems')
  expect(textOf(wrong)).toContain('時間欠缺時差')
  expect((await sender.fill({ departs: first.departs })).kind).toBe('card')
  await stage.pump()
  for (const seat of [sender, receiver]) expect(await about(seat)).toHaveLength(1)

  // Onward in another container, declared as something else.
  stage.at(2)
  expect((await receiver.line(`/shipment leg ${ref}`)).kind).toBe('form')
  expect((await receiver.fill(second)).kind).toBe('card')
  await stage.pump()
  for (const [seat, words, other] of [
    [sender, ['途中有變', 'HS 章不同', '新的貨櫃'], foreign.sender],
    [receiver, ['운송 중 변경', 'HS 류가 다름', '새로운 컨테이너'], foreign.receiver],
  ] as const) {
    const text = (await about(seat)).map(textOf).join('\n')
    for (const word of words) expect(text).toContain(word)
    expect(text).toContain('TEXU3070079')
    expect(text).toContain('Wooden doors')
    expect(text).not.toMatch(other)
  }
  expect(await sender.calls()).not.toEqual([])

  stage.at(3)
  expect((await sender.press('s-seen')).kind).toBe('none')
  await stage.pump()
  const buttons = (await about(sender)).flatMap(n => n.buttons).join()
  expect(buttons).not.toContain('確認已知悉')
}

const runs: readonly (readonly [PlatformKey, PlatformKey])[] = [
  ['discord', 'console'],
  ['console', 'discord'],
  ['slack', 'discord'],
]

test.each(runs)(
  'given a container that goes on with other goods, when one desk is on %s and the other on %s, then both are alarmed and say that they have seen it',
  async (from, to) => {
    const stage = await raisePairStage({ sender: from, receiver: to, store: 'sqlite' })
    await tell(stage).catch(async (error: unknown) => {
      await stage.end().catch(() => {})
      throw error
    })
    const types = (await stage.entries()).map(e => e.type)
    await stage.end()
    expect(types.filter(t => t.startsWith('shipment.'))).toEqual([
      'shipment.begun',
      'shipment.leg_added',
      'shipment.alarmed',
      'shipment.seen',
    ])
  },
)
