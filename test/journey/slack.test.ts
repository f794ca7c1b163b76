import { afterAll, describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/kit/time.ts'
import type { Channel } from '../rigs/slack/world.ts'
import { raiseSlackStage, type SlackStage } from '../rigs/slack-stage.ts'
import { storeKeys } from './on-every-store.ts'
import { firstRef } from './scenes.ts'
import {
  calledIn,
  draftIn,
  fillIn,
  namesIn,
  openView,
  press,
  sendFrom,
  titleOf,
} from './slack-scenes.ts'

const told = new Map<string, number>()

/** Acts on the receiver's page, with the revision as it is. */
const onPage = async (stage: SlackStage, command: string, values: Record<string, string> = {}) => {
  const { revision } = await stage.referral(firstRef)
  const data = `v1:${firstRef}:${command}:${revision}`
  const answer = await stage.act('kcs.o1', { kind: 'form', data, values })
  if (answer.kind === 'form' || answer.kind === 'refusal')
    throw new Error(`${command}: ${JSON.stringify(answer)}`)
  await stage.pump()
}

/** Messages whose notification tells that state. */
const cardsIn = ({ slack }: SlackStage, channel: Channel, state: string) =>
  slack.messages(channel).filter(m => m.text.includes(`, ${state}`))

describe.each(storeKeys)('given a sender on Slack and a receiver on the web page (%s)', store => {
  const story = (name: string, act: (stage: SlackStage) => Promise<void>): void => {
    test(name, async () => {
      const stage = await raiseSlackStage(store)
      await act(stage).catch(async (error: unknown) => {
        await stage.end().catch(() => {})
        throw error
      })
      await stage.end()
      told.set(store, (told.get(store) ?? 0) + 1)
    })
  }

  story('when a referral goes its whole way, then both sides see each step', async stage => {
    const { slack, users, channels } = stage
    await stage.settle(users.wong, slack.command(users.wong, channels.desk, '/referral new'))
    const form = openView(stage, users.wong)
    expect(titleOf(form)).toBe('新轉介')
    expect(namesIn(form)).toContain('narrative')
    await draftIn(stage, users.wong)
    expect(await stage.page('kcs.o1')).toEqual([])

    await press(stage, users.wong, channels.desk, 'send')
    await stage.pump()
    const [card] = await stage.page('kcs.o1')
    expect(card?.card.buttons.map(b => b.data.split(':')[2])).toContain('acknowledge')
    const [shared] = slack.messages(channels.shared)
    expect(shared?.text).toContain(firstRef)

    await stage.advance(minutes(40))
    const calls = slack.messages(channels.shared).flatMap(calledIn)
    expect(calls).toContain(users.kim.id)
    const { text, edits } = slack.messages(channels.shared)[0] ?? { text: '', edits: 0 }
    expect(text).toContain('Overdue')
    expect(edits).toBeGreaterThan(0)

    await onPage(stage, 'acknowledge')
    await onPage(stage, 'accept')
    await onPage(stage, 'answer', {
      result: 'The operator was found.',
      'result-identify-operator': 'yes',
      language: 'en',
    })
    expect((await stage.referral(firstRef)).state).toBe('answered')
    expect(slack.messages(channels.shared).flatMap(calledIn).at(-1)).toBe(users.wong.id)

    await press(stage, users.wong, channels.desk, 'close')
    await fillIn(stage, users.wong, { outcome: 'success', language: 'en' })
    await stage.pump()
    expect((await stage.referral(firstRef)).state).toBe('closed')
    expect(slack.messages(channels.shared)[0]?.text).toContain('Closed')
    expect(JSON.stringify(slack.messages(channels.shared)[0]?.blocks)).not.toContain('"close"')
    const keys = slack.messages(channels.shared).map(m => JSON.stringify(m.metadata))
    expect(new Set(keys).size).toBe(keys.length)
  })

  story(
    'when a stranger acts, then he is refused in his language and nothing changes',
    async stage => {
      const { slack, users, channels } = stage
      await sendFrom(stage, users.wong)
      const before = await stage.entryTypes()
      const asked = slack.command(users.eve, channels.desk, '/referral new')
      expect((await stage.settle(users.eve, asked)).kind).toBe('refusal')
      await press(stage, users.eve, channels.desk, 'view')
      expect(stage.last().kind).toBe('refusal')
      const said = slack.ephemerals(users.eve)
      expect(said).toHaveLength(2)
      for (const one of said) expect(JSON.stringify(one.blocks)).toMatch(/[가-힣]/)
      expect(slack.ephemerals(users.wong)).toEqual([])
      expect(await stage.entryTypes()).toEqual(before)
    },
  )

  story('when a press is delivered twice, then it changes once', async stage => {
    const { slack, users, channels } = stage
    await draftIn(stage, users.wong)
    slack.duplicateNext()
    await press(stage, users.wong, channels.desk, 'send')
    await expect.poll(() => stage.heard.filter(i => i.act.kind === 'button')).toHaveLength(2)
    await stage.pump()
    const keys = stage.heard.filter(i => i.act.kind === 'button').map(i => i.key)
    expect(new Set(keys).size).toBe(1)
    const sent = (await stage.entryTypes()).filter(type => type === 'referral.sent')
    expect(sent).toHaveLength(1)
    expect((await stage.page('kcs.o1')).filter(m => m.thread === undefined)).toHaveLength(1)
  })

  story('when the bot is restarted in the middle, then old messages still work', async stage => {
    const { slack, users, channels } = stage
    await draftIn(stage, users.wong)
    await stage.restart()
    await press(stage, users.wong, channels.desk, 'send')
    await stage.pump()
    await stage.restart()
    await stage.pump()
    expect(slack.messages(channels.desk)).toHaveLength(1)
    expect(slack.messages(channels.desk)[0]?.text).toContain('Sent')
    expect(cardsIn(stage, channels.shared, 'Sent')).toHaveLength(1)
  })

  story('when the bot is restarted under an open form, then it can still be sent', async stage => {
    const { slack, users, channels } = stage
    await draftIn(stage, users.wong)
    const line = `/referral withdraw ${firstRef}`
    await stage.settle(users.wong, slack.command(users.wong, channels.desk, line))
    await stage.restart()
    await fillIn(stage, users.wong, { explanation: 'Sent to the wrong desk.', language: 'en' })
    expect((await stage.referral(firstRef)).state).toBe('withdrawn')
    expect(slack.asked('views.open').map(a => a.answer)).toEqual(['ok', 'ok'])
  })

  story('when the answer to a post is lost, then no copy is unmarked', async stage => {
    const { slack, users, channels } = stage
    await draftIn(stage, users.wong)
    const channel = slack.channelId(channels.shared, slack.team('HK'))
    const struck = slack.trouble({ method: 'chat.postMessage', channel, fault: { kind: 'lost' } })
    await press(stage, users.wong, channels.desk, 'send')
    await stage.pump()
    await stage.advance(minutes(5))
    expect(struck.hits()).toBe(1)
    const copies = cardsIn(stage, channels.shared, 'Sent')
    const unmarked = copies.filter(m => !JSON.stringify(m.blocks).includes('Possibly shown twice'))
    expect(unmarked).toHaveLength(1)
  })

  story('when the answer to an update is lost, then it is made again in place', async stage => {
    const { slack, users, channels } = stage
    await sendFrom(stage, users.wong)
    const struck = slack.trouble({ method: 'chat.update', times: 2, fault: { kind: 'lost' } })
    await onPage(stage, 'acknowledge')
    await stage.advance(minutes(5))
    expect(struck.hits()).toBe(2)
    for (const channel of [channels.desk, channels.shared]) {
      expect(cardsIn(stage, channel, 'Acknowledged')).toHaveLength(1)
    }
  })

  story('when Slack limits one channel, then no other waits for it', async stage => {
    const { slack, users, channels } = stage
    await draftIn(stage, users.wong)
    const channel = slack.channelId(channels.shared, slack.team('HK'))
    const struck = slack.trouble({
      channel,
      forMs: seconds(40),
      fault: { kind: 'ratelimited', retryAfterS: 30 },
    })
    await press(stage, users.wong, channels.desk, 'send')
    await stage.pump()
    expect(cardsIn(stage, channels.shared, 'Sent')).toEqual([])
    expect(slack.messages(channels.desk)[0]?.text).toContain('Sent')
    expect(await stage.page('kcs.o1')).toHaveLength(1)
    await stage.advance(minutes(2))
    expect(struck.hits()).toBeGreaterThanOrEqual(1)
    expect(struck.hits()).toBeLessThanOrEqual(2)
    expect(cardsIn(stage, channels.shared, 'Sent')).toHaveLength(1)
  })

  story('when an officer of a workspace without the app presses, then it counts', async stage => {
    const { slack, users, channels } = stage
    await sendFrom(stage, users.wong)
    await press(stage, users.kim, channels.shared, 'acknowledge')
    await stage.pump()
    expect((await stage.referral(firstRef)).state).toBe('acknowledged')
    expect(stage.heard.at(-1)?.actor).toEqual({
      platform: 'slack',
      workspace: 'T0KR',
      user: users.kim.id,
    })
    expect(slack.messages(channels.shared)[0]?.text).toContain('Acknowledged')
  })
})

afterAll(() => {
  expect([...told.keys()]).toEqual(storeKeys)
  expect(new Set(told.values())).toEqual(new Set([9]))
})
