import { afterAll, describe, expect, test } from 'vitest'
import { linesOf, type Told, toldIn } from '../rigs/pair-log.ts'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { Seat } from '../rigs/pair-type.ts'
import { foreign, type State, stateWords, textOf } from '../rigs/pair-words.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

const told: (readonly Told[])[] = []
const talk = `/referral acknowledge ${firstRef}`

const canonical = [
  '06:00 system log.opened',
  '06:00 hkc.o1 referral.drafted',
  '06:00 hkc.o1 referral.filled',
  '06:01 hkc.o1 referral.sent',
  '06:02 kcs.o1 referral.acknowledged',
]

const cardsAt = async (seat: Seat): Promise<readonly string[]> =>
  (await seat.sees()).filter(n => !n.inThread && textOf(n) !== talk).map(textOf)

/** One card at each desk in its own words, and one in the words of both where they meet. */
const expectCards = async (stage: PairStage, state: State): Promise<void> => {
  const words = stateWords[state]
  for (const side of ['sender', 'receiver'] as const) {
    const [own, ...more] = await cardsAt(stage[side])
    expect([own?.includes(words[side]), foreign[side].test(own ?? ''), more]).toEqual([
      true,
      false,
      [],
    ])
  }
  for (const who of ['sender', 'receiver', 'third'] as const) {
    const [shared, ...more] = await cardsAt(stage.atShared(who))
    expect(shared).toContain(`${words.sender} / ${words.receiver}`)
    expect(more).toEqual([])
  }
}

const tell = async (stage: PairStage): Promise<readonly Told[]> => {
  const { sender, pump } = stage
  const [receiver, guest] = [stage.atShared('receiver'), stage.atShared('third')]
  await sender.line('/referral new')
  expect((await sender.fill({ ...filmCase, ...filmForm })).kind).toBe('card')
  await pump()
  expect(await guest.sees()).toEqual([])

  stage.at(1)
  await sender.press('send')
  await pump()
  await expectCards(stage, 'sent')
  const [called, ...more] = await receiver.calls()
  expect(called).toContain('<@')
  expect(more).toEqual([])
  expect([await stage.atShared('sender').calls(), await guest.calls()]).toEqual([[], []])

  // A guest reads what stands there; it is no business of hers, and what she writes is not heard.
  const before = await stage.entries()
  const refused = await guest.press('acknowledge')
  expect(refused.kind).toBe('card')
  expect(textOf(refused)).toContain(`Referral ${firstRef} was not found.`)
  const heard = stage.heard.length
  await guest.talk?.(talk)
  await pump()
  expect(stage.heard).toHaveLength(heard)
  expect(await stage.entries()).toEqual(before)
  expect((await stage.receiver.sees()).map(textOf)).not.toContain(talk)
  expect((await receiver.sees()).map(textOf)).toContain(talk)

  stage.at(2)
  expect((await receiver.press('acknowledge')).kind).toBe('none')
  await pump()
  await expectCards(stage, 'acknowledged')
  const thread = (await guest.sees()).filter(n => n.inThread).map(textOf)
  expect(thread).toHaveLength(2)
  expect(thread.at(-1)).toContain('김민준')
  return toldIn(await stage.entries(), stage.config)
}

describe('given two desks that meet in a channel of their chat system', () => {
  test.each(['slack', 'discord'] as const)(
    'when the receiver presses there (%s), then every card changes, and a guest sees it and changes nothing',
    async key => {
      const where = { sender: key, receiver: key, shared: key }
      const stage = await raisePairStage({ ...where, store: 'sqlite' })
      const log = await tell(stage).catch(async (error: unknown) => {
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

afterAll(() => expect(told).toHaveLength(2))
