import { afterAll, describe, expect, test } from 'vitest'
import { platforms, type StoreKey } from '../../adapters/index.ts'
import { read, tableOf } from '../docs/markdown.ts'
import { linesOf, type Told, toldIn } from '../rigs/pair-log.ts'
import { type PairOptions, type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import { orderedPairs, type PlatformKey, type Shown } from '../rigs/pair-type.ts'
import { foreign, type State, stateWords, textOf } from '../rigs/pair-words.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

const told = new Map<string, readonly Told[]>()
const used = new Map<PlatformKey, Set<string>>(orderedPairs.map(([key]) => [key, new Set()]))

/** Where people write, what they wrote may become a referral. */
const writing = "referring somebody's message"
const always = [
  'commands',
  'forms',
  'fields of a form',
  'private answers',
  'buttons shown on a card',
  'cards that change in place',
]

/** What both sides wrote to each other beside it; the bot would take it for a command. */
const talk = `/referral withdraw ${firstRef}`

const canonical = [
  '06:00 system log.opened',
  '06:00 hkc.o1 referral.drafted',
  '06:00 hkc.o1 referral.filled',
  '06:01 hkc.o1 referral.sent',
  '06:02 kcs.o1 referral.acknowledged',
  '06:03 kcs.o1 referral.accepted',
  '06:04 kcs.o1 referral.info_requested',
  '06:05 hkc.o1 referral.info_supplied',
  '06:06 kcs.o1 referral.answered',
  '06:07 hkc.o1 referral.closed',
]

/** Each side's one card is in that state and in its own languages; who looks on reads the shared one in both. */
const expectCards = async (stage: PairStage, state: State): Promise<void> => {
  for (const side of ['sender', 'receiver'] as const) {
    const cards = (await stage[side].sees()).filter(n => textOf(n) !== talk)
    expect(cards, `${side}, ${state}`).toHaveLength(1)
    const text = cards.map(textOf).join()
    expect(text).toContain(stateWords[state][side])
    expect(text).not.toMatch(foreign[side])
    expect(cards[0]?.buttons.join()).not.toMatch(foreign[side])
  }
  const [shared] = await stage.observer.sees()
  const text = shared ? textOf(shared) : ''
  expect(text).toContain(stateWords[state].sender)
  expect(text).toContain(stateWords[state].receiver)
}

const expectKind = (shown: Shown, kind: Shown['kind'], words = ''): void => {
  expect(shown.kind, textOf(shown)).toBe(kind)
  expect(textOf(shown)).toContain(words)
}

const tell = async (stage: PairStage, { sender: from, receiver: to }: PairOptions) => {
  const { sender, receiver, observer } = stage
  const uses = (key: PlatformKey, ...names: readonly string[]) =>
    names.forEach(name => void used.get(key)?.add(name))
  const size = async () => (await stage.entries()).length

  // When the sender begins, and gives a time without its offset.
  expectKind(await sender.line('/referral new'), 'form', '新轉介')
  uses(from, 'commands', 'forms', 'fields of a form')
  const wrong = { ...filmCase, ...filmForm, 'observed-at': '2026-11-24 13:30' }
  expectKind(await sender.fill(wrong), 'problems', '時間欠缺時差')
  expectKind(await sender.fill({ 'observed-at': filmForm['observed-at'] }), 'card', firstRef)
  uses(from, 'private answers')
  await stage.pump()
  expect((await sender.sees()).map(textOf).join()).toContain(stateWords.draft.sender)
  expect([await receiver.sees(), await observer.sees()]).toEqual([[], []])

  stage.at(1)
  expectKind(await sender.press('send'), 'none')
  await stage.pump()
  await expectCards(stage, 'sent')
  expect((await receiver.sees())[0]?.buttons.join()).toContain('접수 확인')
  uses(from, 'buttons shown on a card', 'cards that change in place')

  // Who only looks on, and who is of another desk, change nothing.
  const before = await size()
  expectKind(await observer.press('acknowledge'), 'card', 'Your role does not allow this.')
  const stranger = stage.outsider('hkc-tst')
  expectKind(await stranger.line(`/referral view ${firstRef}`), 'card', 'was not found')
  expect(textOf(await stranger.line('/referral list'))).not.toContain(firstRef)

  // What people write is nobody else's, and the bot doesn't hear it.
  const heard = stage.heard.length
  for (const seat of [sender, receiver]) await seat.talk?.(talk)
  if (sender.talk) uses(from, writing)
  if (receiver.talk) uses(to, writing)
  await stage.pump()
  expect([stage.heard.length, await size()]).toEqual([heard, before])

  stage.at(2)
  const old = await receiver.line(`/referral view ${firstRef}`)
  expectKind(old, 'card', filmCase.narrative)
  expectKind(await receiver.press('acknowledge'), 'none')
  await stage.pump()
  await expectCards(stage, 'acknowledged')
  uses(to, 'buttons shown on a card', 'cards that change in place')
  const acknowledged = await size()
  expectKind(await old.press('acknowledge'), 'card', '이미 접수 확인됨')
  expect(await size()).toBe(acknowledged)

  stage.at(3)
  expectKind(await receiver.press('accept'), 'none')
  await stage.pump()
  await expectCards(stage, 'accepted')

  stage.at(4)
  expectKind(await receiver.line(`/referral request-info ${firstRef}`), 'form', '추가 정보 요청')
  const question = { question: '어느 저녁입니까?', language: 'ko' }
  expectKind(await receiver.fill(question), 'card', '기록되었습니다.')
  uses(to, 'commands', 'forms', 'fields of a form', 'private answers')
  await stage.pump()
  await expectCards(stage, 'info_requested')

  // When the program is stopped and started under the sender's open form.
  stage.at(5)
  expectKind(await sender.press('supply-info'), 'form', '提供資料')
  const stood = [await sender.sees(), await receiver.sees()]
  await stage.restart()
  expect([await sender.sees(), await receiver.sees()]).toEqual(stood)
  await expectCards(stage, 'info_requested')
  const information = { information: '兩晚都是。', language: 'zh-HK' }
  expectKind(await sender.fill(information), 'card', '已記錄。')
  await stage.pump()
  await expectCards(stage, 'accepted')

  stage.at(6)
  expectKind(await receiver.press('answer'), 'form')
  const found = { result: 'Found.', 'result-identify-operator': 'yes', language: 'en' }
  expectKind(await receiver.fill(found), 'card')
  await stage.pump()
  await expectCards(stage, 'answered')

  stage.at(7)
  expectKind(await sender.press('close'), 'form')
  expectKind(await sender.fill({ outcome: 'success', language: 'en' }), 'card')
  await stage.pump()
  await expectCards(stage, 'closed')

  for (const channel of ['tst-desk', 'hkc-tst'] as const)
    expect(await stage.outsider(channel).sees()).toEqual([])
  for (const seat of [sender, receiver]) {
    const written = (await seat.sees()).filter(n => textOf(n).includes(talk))
    expect(written).toHaveLength(seat.talk ? 1 : 0)
  }
  expect((await observer.sees()).map(textOf).join()).not.toContain(talk)
  expect((await observer.sees()).some(n => n.inThread)).toBe(true)
}

const runs: readonly (readonly [PlatformKey, PlatformKey, StoreKey])[] = [
  ...orderedPairs.map(([sender, receiver]) => [sender, receiver, 'sqlite'] as const),
  ['slack', 'discord', 'memory'],
]

describe('given a referral whose sides are each on a platform of their own', () => {
  test.each(runs)(
    'when it goes from %s to %s, then each sees it there, and the log (%s) is as on any other',
    async (sender, receiver, store) => {
      const options = { sender, receiver, store }
      const stage = await raisePairStage(options)
      await tell(stage, options).catch(async (error: unknown) => {
        await stage.end().catch(() => {})
        throw error
      })
      const log = toldIn(await stage.entries(), stage.config)
      await stage.end()
      expect(linesOf(log)).toEqual(canonical)
      const [first = log] = told.values()
      expect(log).toEqual(first)
      told.set(options.sender + options.receiver + options.store, log)
    },
  )
})

test('given the table of platforms, when the stories are told, then it says of each what they used there', () => {
  const table = tableOf(read('docs/platforms.md'), 'capability')
  const keys = Object.keys(platforms)
  const cell = (capability: string, key: string): string =>
    table.find(([name]) => name === capability)?.[keys.indexOf(key) + 1] ?? 'NOT SUPPORTED'
  for (const [key, names] of used) {
    const isSilent = cell(writing, key).startsWith('NOT SUPPORTED')
    expect([...names].toSorted(), key).toEqual(
      [...always, ...(isSilent ? [] : [writing])].toSorted(),
    )
    for (const name of names) expect(cell(name, key), `${name}, ${key}`).not.toMatch(/^NOT SUPP/)
    expect(cell('free talk carried across', key)).toMatch(/^NOT SUPPORTED/)
  }
})

afterAll(() => {
  expect(orderedPairs).toHaveLength(Object.keys(platforms).length ** 2)
  expect([...told.keys()], 'stories that were told to their end').toHaveLength(runs.length)
})
