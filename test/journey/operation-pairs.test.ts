import { expect, test } from 'vitest'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { Note, PlatformKey, Seat } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'

const ref = 'HK-O-2026-000001'
const first = {
  name: 'Project Crocodile',
  from: '2026-11-23 00:00 HKT',
  to: '2027-01-18 00:00 HKT',
  invited: 'kcs.cyber',
  categories: 'tobacco,ipr-goods',
  targets: 'Containers declared anew on each leg',
  language: 'en',
}
const outside = {
  administration: 'Dogane di Genova',
  'measure-1-kind': 'cigarettes',
  'measure-1-value': '8000000',
  'measure-1-basis': 'own',
  language: 'en',
}

const about = async (seat: Seat): Promise<readonly Note[]> =>
  (await seat.sees()).filter(n => !n.inThread && textOf(n).includes(ref))

const tell = async (stage: PairStage): Promise<void> => {
  const { sender, receiver } = stage
  expect((await sender.line('/operation new')).kind).toBe('form')
  const wrong = await sender.fill({ ...first, to: '2026-11-22 00:00 HKT' })
  expect(wrong.kind).toBe('problems')
  expect((await sender.fill({ to: first.to })).kind).toBe('card')
  await stage.pump()
  for (const seat of [sender, receiver]) expect(await about(seat)).toHaveLength(1)

  stage.at(2)
  expect((await receiver.press('o-join')).kind).toBe('none')
  await stage.pump()
  // Nothing is there yet that it could count.
  expect((await receiver.line(`/operation tag ${ref}`)).kind).toBe('form')
  const unknown = await receiver.fill({ referral: 'HK-2026-000009' })
  expect(textOf(unknown)).toContain('HK-2026-000009')
  expect((await receiver.line(`/operation proxy ${ref}`)).kind).toBe('form')
  expect((await receiver.fill(outside)).kind).toBe('card')
  await stage.pump()

  stage.at(3)
  expect((await sender.press('o-sitrep')).kind).toBe('form')
  expect((await sender.fill({ situation: 'Quiet so far.', language: 'en' })).kind).toBe('card')
  await stage.pump()
  for (const [seat, words, other] of [
    [sender, ['情況報告 1', '未使用 Liaison 的機關 1'], foreign.sender],
    [receiver, ['상황 보고 1', 'Liaison 미가입 기관 1'], foreign.receiver],
  ] as const) {
    const text = (await about(seat)).map(textOf).join('\n')
    for (const word of [...words, 'Quiet so far.', 'Project Crocodile', 'Dogane di Genova'])
      expect(text).toContain(word)
    expect(text).not.toMatch(other)
  }
}

const runs: readonly (readonly [PlatformKey, PlatformKey])[] = [
  ['discord', 'console'],
  ['console', 'slack'],
  ['slack', 'discord'],
]

test.each(runs)(
  'given a joint operation, when one desk is on %s and the other on %s, then both take part and read each report in their own words',
  async (from, to) => {
    const stage = await raisePairStage({ sender: from, receiver: to, store: 'sqlite' })
    await tell(stage).catch(async (error: unknown) => {
      await stage.end().catch(() => {})
      throw error
    })
    const types = (await stage.entries()).map(e => e.type)
    await stage.end()
    expect(types.filter(t => t.startsWith('operation.'))).toEqual([
      'operation.begun',
      'operation.joined',
      'operation.proxied',
      'operation.reported',
    ])
  },
)
