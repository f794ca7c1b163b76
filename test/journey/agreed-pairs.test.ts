import { expect, test } from 'vitest'
import { type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { Note, PlatformKey, Seat } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'

const item = 'HK-A-2026-000001'
const notice = 'HK-B-2026-000001'
const agreed = {
  with: 'kcs.cyber',
  what: 'Send the list of sites.',
  owner: 'theirs',
  due: '2026-12-18',
  language: 'en',
}
const bulletin = {
  kind: 'technical',
  title: 'Illicit streaming boxes',
  body: 'New boxes fetch their list of channels over DNS.',
  to: 'kcs.cyber',
  review: '2027-02-26',
  language: 'en',
}
const korean = { title: '불법 기기', body: '채널 목록을 DNS로 받습니다.', language: 'ko' }

const about = async (seat: Seat, ref: string): Promise<readonly Note[]> =>
  (await seat.sees()).filter(n => !n.inThread && textOf(n).includes(ref))

/** What stands at a seat about it, with none of the other side's letters but in officers' words. */
const reads = async (seat: Seat, ref: string, words: readonly string[], other?: RegExp) => {
  const text = (await about(seat, ref)).map(textOf).join('\n')
  for (const word of words) expect(text).toContain(word)
  if (other) expect(text).not.toMatch(other)
}

const tellItem = async ({ sender, receiver, pump, at }: PairStage): Promise<void> => {
  expect((await sender.line('/action new')).kind).toBe('form')
  const wrong = await sender.fill({ ...agreed, due: '2026-11-01' })
  expect(wrong.kind).toBe('problems')
  expect(textOf(wrong)).toContain('這個時間已過')
  expect((await sender.fill({ due: agreed.due })).kind).toBe('card')
  await pump()
  await reads(sender, item, ['跟進事項，進行中', '韓國關稅廳'], foreign.sender)
  await reads(receiver, item, ['이행 사항, 진행 중', 'Send the list of sites.'], foreign.receiver)

  at(2)
  expect((await receiver.press('a-done')).kind).toBe('form')
  expect((await receiver.fill({ result: 'Sent by letter.', language: 'en' })).kind).not.toBe(
    'problems',
  )
  await pump()
  await reads(sender, item, ['跟進事項，已完成', 'Sent by letter.'], foreign.sender)

  at(3)
  const agenda = await sender.line('/action agenda')
  expect(agenda.kind).toBe('card')
  expect(textOf(agenda)).toContain('下次會議議程資料')
  expect(textOf(agenda)).toContain(`已完成：${item}`)
  expect(textOf(agenda)).not.toMatch(foreign.sender)
}

const tellNotice = async ({ sender, receiver, pump, at }: PairStage): Promise<void> => {
  at(5)
  expect((await sender.line('/bulletin new')).kind).toBe('form')
  expect((await sender.fill(bulletin)).kind).toBe('card')
  await pump()
  await reads(sender, notice, ['技術簡報', '已閱覽：0 / 1'], foreign.sender)
  await reads(receiver, notice, ['기술 회보', 'Illicit streaming boxes'], foreign.receiver)

  at(6)
  expect((await sender.line(`/bulletin version ${notice}`)).kind).toBe('form')
  expect((await sender.fill(korean)).kind).not.toBe('problems')
  await pump()
  // Korea reads Korean, as soon as there is a Korean text.
  await reads(receiver, notice, [korean.body])

  at(7)
  expect((await receiver.press('b-read')).kind).toBe('none')
  await pump()
  await reads(sender, notice, ['已閱覽：1 / 1', '確認閱覽'])
}

const runs: readonly (readonly [PlatformKey, PlatformKey])[] = [
  ['console', 'slack'],
  ['slack', 'discord'],
  ['discord', 'console'],
]

test.each(runs)(
  'given an action item and a bulletin, when one desk is on %s and the other on %s, then each reads them in its language and answers',
  async (from, to) => {
    const stage = await raisePairStage({ sender: from, receiver: to, store: 'sqlite' })
    const told = tellItem(stage).then(() => tellNotice(stage))
    await told.catch(async (error: unknown) => {
      await stage.end().catch(() => {})
      throw error
    })
    const types = (await stage.entries()).map(e => e.type)
    await stage.end()
    expect(types.filter(t => /^(action|bulletin)\./.test(t))).toEqual([
      'action.begun',
      'action.done',
      'bulletin.begun',
      'bulletin.translated',
      'bulletin.read',
    ])
  },
)
