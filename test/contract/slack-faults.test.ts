import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlackPlatform, type SlackOptions } from '../../adapters/slack/index.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import { createTestEar } from '../rigs/console.ts'
import { raiseSlack } from '../rigs/slack/raise.ts'
import type { Fault } from '../rigs/slack/troubles.ts'
import { raiseSlackDesk, type SlackDesk } from '../rigs/slack-desk.ts'
import { until } from '../rigs/slack-stage.ts'

let desk: SlackDesk
beforeEach(async () => {
  desk = await raiseSlackDesk({ still: true })
})
afterEach(() => desk.close())

const begin = async (options: SlackOptions) => {
  const made = createSlackPlatform(options)
  if (!made.ok) throw new Error(made.error.kind)
  const started = await made.value.start(createTestEar())
  await made.value.close()
  return started
}

describe('given a start that can not succeed', () => {
  test('when the token is bad, then it is forbidden, with a sentence, and nothing dies', async () => {
    const [workspace] = desk.options.workspaces
    if (!workspace) throw new Error('no workspace')
    const started = await begin({
      ...desk.options,
      workspaces: [{ ...workspace, botToken: 'xoxb-wrong' }],
    })
    expect(started).toMatchObject({ ok: false, error: { kind: 'Forbidden' } })
    expect(desk.told.at(-1)?.message).toMatch(/^Slack doesn't let the app in.*install the app/)
  })

  test('when the token for sockets is bad, then it is forbidden', async () => {
    const [workspace] = desk.options.workspaces
    if (workspace?.mode !== 'socket') throw new Error('no socket')
    const workspaces = [{ ...workspace, appToken: 'xapp-wrong' }]
    const started = await begin({ ...desk.options, workspaces })
    expect(started).toMatchObject({ ok: false, error: { kind: 'Forbidden' } })
  })

  test('when the token is of another workspace, then it is forbidden', async () => {
    const workspaces = desk.options.workspaces.map(w => ({ ...w, team: 'T0KR' }))
    expect(await begin({ ...desk.options, workspaces })).toMatchObject({
      ok: false,
      error: { kind: 'Forbidden', missing: expect.stringContaining('T0KR') },
    })
  })

  test('when nobody answers, then it is unreachable', async () => {
    const closed = await raiseSlack()
    await closed.close()
    const started = await begin({ ...desk.options, apiUrl: closed.apiUrl })
    expect(started).toEqual({ ok: false, error: { kind: 'Unreachable' } })
  })
})

test.each([
  ['http://slack.example/api/', 'UnsafeApiUrl'],
  ['ftp://127.0.0.1/', 'UnsafeApiUrl'],
  ['no url', 'UnsafeApiUrl'],
])('given the address %s, when the platform is made, then it is %s', (apiUrl, kind) => {
  expect(createSlackPlatform({ ...desk.options, apiUrl })).toMatchObject({
    ok: false,
    error: { kind },
  })
})

const missing = (words: string) => ({ kind: 'Forbidden', missing: expect.stringContaining(words) })

const faults: readonly (readonly [string, Fault, object])[] = [
  ['a limit', { kind: 'ratelimited', retryAfterS: 7 }, { kind: 'RateLimited', retryAfterMs: 7000 }],
  ['an error 500', { kind: 'status', status: 500 }, { kind: 'Unknown' }],
  ['an error 503', { kind: 'status', status: 503 }, { kind: 'Unknown' }],
  ['a lost answer', { kind: 'lost' }, { kind: 'Unknown' }],
  ['a cut connection', { kind: 'cut' }, { kind: 'Unknown' }],
  ['not_in_channel', { kind: 'refused', error: 'not_in_channel' }, missing('/invite')],
  ['restricted_action', { kind: 'refused', error: 'restricted_action' }, missing('administrator')],
  ['token_revoked', { kind: 'refused', error: 'token_revoked' }, missing('valid token')],
  ['is_archived', { kind: 'refused', error: 'is_archived' }, { kind: 'Gone' }],
  ['message_not_found', { kind: 'refused', error: 'message_not_found' }, { kind: 'Gone' }],
  ['internal_error', { kind: 'refused', error: 'internal_error' }, { kind: 'Unknown' }],
  ['a new error', { kind: 'refused', error: 'something_new' }, missing('something_new')],
]

describe.each(faults)('given %s', (_, fault, expected) => {
  test.each(['post', 'revise', 'reply'] as const)(
    'when it strikes %s, then it is told, once',
    async verb => {
      const first = await desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
      if (!first.ok) throw new Error(first.error.kind)
      const method = verb === 'revise' ? 'chat.update' : 'chat.postMessage'
      const struck = desk.slack.trouble({ method, fault, times: 5 })
      const message = outgoing('k2', bareCard('two'))
      const done =
        verb === 'post'
          ? await desk.platform().post(desk.place, message)
          : await desk.platform()[verb](desk.place, first.value, message)
      expect(done).toEqual({ ok: false, error: expected })
      expect(struck.hits()).toBe(1)
    },
  )
})

test('given a scope that is missing, when a card is posted, then its name is told', async () => {
  desk.team.scopes.delete('chat:write')
  const done = await desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
  expect(done).toEqual({ ok: false, error: missing('chat:write') })
})

test('given a scope for looking that was refused, when something is looked for, then nobody may', async () => {
  desk.team.scopes.delete('channels:history')
  const found = await desk.platform().find(desk.place, 'k1', instant(0))
  expect(found).toEqual({ ok: false, error: missing('channels:history') })
})

describe('given a post whose answer was lost', () => {
  const since = instant(1_795_500_000_000)

  test('when it is looked for, then it is found, and only it', async () => {
    await desk.platform().post(desk.place, outgoing('k1', bareCard('before')))
    desk.slack.trouble({ method: 'chat.postMessage', fault: { kind: 'lost' } })
    await desk.platform().post(desk.place, outgoing('k2', bareCard('lost')))
    const [, lost] = desk.slack.messages(desk.channel)
    const found = await desk.platform().find(desk.place, 'k2', since)
    expect(found).toEqual({ ok: true, value: lost?.ts })
    const other = await desk.platform().find(desk.place, 'k3', since)
    expect(other).toEqual({ ok: true, value: undefined })
  })

  test('when it was a reply, then it is found in its thread', async () => {
    const card = await desk.platform().post(desk.place, outgoing('k1', bareCard('card')))
    const thread = card.ok ? card.value : ('' as MessageId)
    desk.slack.trouble({ method: 'chat.postMessage', fault: { kind: 'lost' } })
    await desk.platform().reply(desk.place, thread, outgoing('k2', bareCard('lost')))
    const reply = desk.slack.messages(desk.channel).at(-1)
    expect(reply?.threadTs).toBe(thread)
    const found = await desk.platform().find(desk.place, 'k2', since, thread)
    expect(found).toEqual({ ok: true, value: reply?.ts })
  })

  test('when it is posted again as a repeat, then it says so with the receipt code', async () => {
    const again = outgoing('0123456789abcdef', bareCard('again'), true)
    await desk.platform().post(desk.place, again)
    const blocks = JSON.stringify(desk.slack.messages(desk.channel)[0]?.blocks)
    expect(blocks).toContain('Possibly shown twice')
    expect(blocks).toContain('중복 표시일 수')
    expect(blocks).toContain('· 01234567"')
  })
})

describe('given a channel that gets another id', () => {
  test('when something is posted to its old one, then it arrives, also after a restart', async () => {
    const exchange = desk.slack.changeId(desk.channel, desk.team)
    await exchange.outcome
    await until('the note', () => desk.told.find(t => t.message.includes('another id')))
    await desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
    await desk.restart()
    desk.pass(1100)
    await desk.platform().post(desk.place, outgoing('k2', bareCard('two')))
    expect(desk.slack.messages(desk.channel)).toHaveLength(2)
    expect(desk.slack.problems()).toEqual([])
  })
})

test('given a person as a place, when a card is posted and revised, then it is their own channel', async () => {
  const person = desk.ann.id as PlaceId
  const posted = await desk.platform().post(person, outgoing('k1', bareCard('one')))
  if (!posted.ok) throw new Error(posted.error.kind)
  const revised = await desk
    .platform()
    .revise(person, posted.value, outgoing('k2', bareCard('two')))
  expect(revised).toEqual(posted)
  expect(desk.slack.asked('conversations.open')).toHaveLength(1)
})

test('given answers of Slack, when its time is asked, then it is theirs moved on', async () => {
  const before = desk.platform().time?.()
  if (before === undefined) throw new Error('Slack was heard at the start')
  expect(Math.abs(before - Date.now())).toBeLessThan(60_000)
  desk.pass(90_000)
  expect(desk.platform().time?.()).toBe(before + 90_000)
})
