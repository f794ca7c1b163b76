import { describe, expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { raiseSlackStage, type SlackStage } from '../rigs/slack-stage.ts'
import { ref } from './notification-scenes.ts'
import { storeKeys } from './on-every-store.ts'
import { calledIn, fillIn, namesIn, openView, press } from './slack-scenes.ts'

const six = {
  category: 'drugs',
  what: 'Courier, cocaine in a false bottom',
  where: 'HKG to ICN',
  conveyance: 'CX 416',
  action: 'hold-and-examine',
  reason: 'moving-now',
  to: 'kcs.cyber',
}

const onPage = async (stage: SlackStage, command: string, values = {}) => {
  const [card] = (await stage.page('kcs.o1')).filter(m => m.thread === undefined)
  const data = card?.card.buttons.find(b => b.data.includes(`:${command}:`))?.data ?? ''
  const answer = await stage.act('kcs.o1', { kind: 'form', data, values })
  expect(answer.kind, JSON.stringify(answer)).not.toMatch(/form|refusal/)
  await stage.pump()
}

describe.each(storeKeys)('given a sender on Slack and an addressee on the web page (%s)', store => {
  test('when it notifies, then the one message there shows who has it, edited in place', async () => {
    const stage = await raiseSlackStage(store)
    const { slack, users, channels } = stage
    await stage.settle(users.wong, slack.command(users.wong, channels.desk, '/notify'))
    const form = openView(stage, users.wong)
    expect(namesIn(form)).toEqual(expect.arrayContaining(['category', 'arrival', 'contact', 'hub']))
    await fillIn(stage, users.wong, six)
    await stage.pump()

    const about = () => slack.messages(channels.desk).filter(m => m.text.includes(ref))
    expect(about().flatMap(calledIn)).toEqual([users.chan.id])
    const [card] = await stage.page('kcs.o1')
    expect(card?.card.notification.parts.map(p => p.text).join()).toContain(ref)
    expect(card?.card.buttons.map(b => b.data.split(':')[2])).toEqual([
      'n-acknowledge',
      'n-answer',
      'view',
    ])

    await stage.advance(minutes(2))
    await onPage(stage, 'n-acknowledge')
    const main = about().find(m => m.edits > 0)
    expect(JSON.stringify(main?.blocks)).toMatch(/金敏俊|Kim Min-jun/)
    await onPage(stage, 'n-answer', { result: 'seized', language: 'en' })

    await press(stage, users.wong, channels.desk, 'n-close')
    await fillIn(stage, users.wong, { outcome: 'success', closing: 'Arrested', language: 'en' })
    await stage.pump()
    expect(JSON.stringify(about().find(m => m.edits > 0)?.blocks)).not.toContain('n-close')
    const types = (await stage.entryTypes()).filter(t => t.startsWith('notification.'))
    expect(types).toEqual([
      'notification.sent',
      'notification.acknowledged',
      'notification.answered',
      'notification.closed',
    ])
    await stage.end()
  })
})
