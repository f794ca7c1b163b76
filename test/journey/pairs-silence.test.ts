import { afterAll, describe, expect, test } from 'vitest'
import { platforms } from '../../adapters/index.ts'
import { read, tableOf } from '../docs/markdown.ts'
import { linesOf, type Told, toldIn } from '../rigs/pair-log.ts'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import { orderedPairs, type PlatformKey, type Seat } from '../rigs/pair-type.ts'
import { foreign, stateWords, textOf } from '../rigs/pair-words.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

const told: (readonly Told[])[] = []
const secondRef = 'HK-2026-000002'

/** The ladder of an immediate referral: half and most of the time, its end, and after it. */
const canonical = [
  '06:00 system log.opened',
  '06:00 hkc.o1 referral.drafted',
  '06:00 hkc.o1 referral.filled',
  '06:01 hkc.o1 referral.sent',
  '06:08 clock referral.escalated',
  '06:13 clock referral.escalated',
  '06:16 clock referral.escalated',
  '06:31 clock referral.escalated',
  '06:46 clock referral.escalated',
  '06:48 kcs.o1 referral.acknowledged',
]

const send = async ({ sender, pump, at }: PairStage, to: string, minute: number) => {
  await sender.line('/referral new')
  expect((await sender.fill({ ...filmCase, ...filmForm, to })).kind).toBe('card')
  await pump()
  at(minute)
  expect((await sender.press('send')).kind).toBe('none')
  await pump()
}

const table = tableOf(read('docs/platforms.md'), 'capability')
const keys = Object.keys(platforms)
const calling = (key: PlatformKey): string =>
  table.find(([name]) => name === 'calling an officer')?.[keys.indexOf(key) + 1] ?? ''

const allOf = async (seat: Seat): Promise<string> => (await seat.sees()).map(textOf).join('\n')

const tell = async (
  stage: PairStage,
  from: PlatformKey,
  to: PlatformKey,
): Promise<readonly Told[]> => {
  const { sender, receiver } = stage
  await send(stage, 'kcs.cyber', 1)
  expect(await receiver.calls()).toEqual([])

  await stage.passUntil(20)
  const calls = await receiver.calls()
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.at(-1)).toContain(firstRef)
  expect(calls.at(-1)).toContain('접수 확인')
  expect(calls.join()).not.toMatch(foreign.receiver)
  expect(calls.at(-1)?.includes('<@'), calling(to)).toBe(calling(to).includes('mention'))
  expect(await allOf(receiver)).toContain('기한 경과')
  expect(await allOf(sender)).toContain('已逾期')
  expect(await sender.calls()).toEqual([])

  await stage.passUntil(47)
  const [call, ...more] = await sender.calls()
  expect(more).toEqual([])
  expect(call).toContain(firstRef)
  expect(call).toContain('尚未確認收悉')
  expect(call).not.toMatch(foreign.sender)
  expect(call?.includes('<@'), calling(from)).toBe(calling(from).includes('mention'))

  stage.at(48)
  expect((await receiver.press('acknowledge')).kind).toBe('none')
  await stage.pump()
  expect(await allOf(sender)).toContain(stateWords.acknowledged.sender)
  const log = toldIn(await stage.entries(), stage.config)

  // When the sender has another matter with a third desk, then that one is told of it, and of nothing else.
  await send(stage, 'tst.cyber', 50)
  for (const channel of ['tst-desk', 'hkc-tst'] as const) {
    const seen = await allOf(stage.outsider(channel))
    expect(seen).toContain(secondRef)
    expect(seen).not.toContain(firstRef)
  }
  for (const seat of [receiver, stage.observer]) expect(await allOf(seat)).not.toContain(secondRef)
  return log
}

describe('given a receiver who says nothing', () => {
  test.each(orderedPairs)(
    'when it came from %s to %s, then officers are called on each, and the log is as on any other',
    async (sender, receiver) => {
      const stage = await raisePairStage({ sender, receiver, store: 'sqlite' })
      const log = await tell(stage, sender, receiver).catch(async (error: unknown) => {
        await stage.end().catch(() => {})
        throw error
      })
      await stage.end()
      expect(linesOf(log)).toEqual(canonical)
      const [first = log] = told
      expect(log).toEqual(first)
      told.push(log)
    },
  )
})

afterAll(() => expect(told).toHaveLength(orderedPairs.length))
