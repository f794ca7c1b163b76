import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askSlack } from '../rigs/slack/ask.ts'
import { type Listener, listen } from '../rigs/slack/listen.ts'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import type { Fields } from '../rigs/slack/rule.ts'
import type { Channel, Team, User } from '../rigs/slack/world.ts'

const calm = { unfurl_links: false, unfurl_media: false }
const plain = (text: string) => ({ type: 'plain_text', text })
const modal = { type: 'modal', title: plain('A form'), blocks: [{ type: 'divider' }] }

let now: number
let slack: Slack
let hk: Team
let kr: Team
let ann: User
let ben: User
let desk: Channel
let shared: Channel
let listeners: Listener[]

const pass = (ms: number): void => {
  now += ms
  slack.tick()
}
const ask = (method: string, args: Fields = {}, token = hk.botToken) =>
  askSlack(slack.apiUrl, token, method, args)
const post = (args: Fields = {}) =>
  ask('chat.postMessage', { channel: slack.channelId(desk, hk), text: 'a', ...calm, ...args })
const hears = async (team: Team): Promise<Listener> => {
  const listener = await listen(slack, team)
  listeners.push(listener)
  expect((await listener.next())['type']).toBe('hello')
  return listener
}
/** A trigger of a command that was acked. */
const trigger = async (listener: Listener): Promise<unknown> => {
  const exchange = slack.command(ann, desk, '/referral')
  await listener.ack(await listener.next())
  return exchange?.payload['trigger_id']
}

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9)
  slack = await raiseSlack({ now: () => now })
  hk = slack.team('HK')
  kr = slack.team('KR')
  ann = slack.addUser(hk, 'ann', 'zh-HK')
  ben = slack.addUser(kr, 'ben', 'ko-KR')
  desk = slack.addChannel({ name: 'desk', kind: 'private', teams: [hk], members: [ann] })
  shared = slack.addChannel({ name: 'shared', teams: [hk, kr], members: [ann, ben] })
  listeners = []
})

afterEach(async () => {
  for (const listener of listeners) listener.close()
  await slack.close()
})

describe('given a call that Slack refuses', () => {
  test.each<readonly [string, () => Promise<Fields>]>([
    ['invalid_auth', () => ask('auth.test', {}, 'xoxb-nobody')],
    ['not_allowed_token_type', () => ask('apps.connections.open')],
    ['unknown_method', () => ask('chat.scheduleMessage')],
    ['invalid_arguments', () => post({ client_msg_id: 'x' })],
    ['channel_not_found', () => post({ channel: 'C404' })],
    ['no_text', () => post({ text: undefined, blocks: [{ type: 'divider' }] })],
    ['invalid_blocks', () => post({ blocks: Array(51).fill({ type: 'divider' }) })],
    ['invalid_blocks', () => post({ blocks: [{ type: 'alert', text: plain('a') }] })],
    ['invalid_blocks_format', () => post({ blocks: '[' })],
    ['thread_not_found', () => post({ thread_ts: '1.000001' })],
    ['msg_too_long', () => post({ text: 'x'.repeat(40_001) })],
    [
      'invalid_metadata_schema',
      () => post({ metadata: { event_type: 'a', event_payload: { b: {} } } }),
    ],
    ['invalid_trigger_id', () => ask('views.open', { trigger_id: 'none', view: modal })],
    ['not_found', () => ask('views.update', { view_id: 'V404', view: modal })],
    ['user_not_found', () => ask('users.info', { user: 'U404' })],
  ])('when it is %s, then it says so and nothing is posted', async (error, call) => {
    expect(await call()).toMatchObject({ ok: false, error })
    expect(slack.messages(desk)).toEqual([])
  })

  test('when a scope is missing, then it names the one and those that are there', async () => {
    hk.scopes.delete('chat:write')
    const refused = await post()
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'chat:write' })
    expect(refused['provided']).not.toContain('chat:write')
    hk.scopes.delete('groups:history')
    const history = await ask('conversations.history', { channel: slack.channelId(desk, hk) })
    expect(history).toMatchObject({ error: 'missing_scope', needed: 'groups:history' })
  })

  test('when the bot is outside or the channel put away, then each has its word', async () => {
    const away = slack.addChannel({ name: 'away', teams: [hk], members: [ann], bots: [] })
    const channel = slack.channelId(away, hk)
    expect(await post({ channel })).toMatchObject({ error: 'not_in_channel' })
    desk.archived = true
    expect(await post()).toMatchObject({ error: 'is_archived' })
  })

  test('when a message is not there or of another app, then it is not changed', async () => {
    const channel = slack.channelId(shared, hk)
    const { ts } = await post({ channel })
    const theirs = { channel: slack.channelId(shared, kr), ts, text: 'b' }
    expect(await ask('chat.update', theirs, kr.botToken)).toMatchObject({
      error: 'cant_update_message',
    })
    expect(await ask('chat.update', { channel, ts: '1.1', text: 'b' })).toMatchObject({
      error: 'message_not_found',
    })
    expect(slack.messages(shared).map(({ text, edits }) => [text, edits])).toEqual([['a', 0]])
  })
})

describe('given triggers and forms', () => {
  test('when a trigger is old or spent, then no form opens', async () => {
    const listener = await hears(hk)
    const first = await trigger(listener)
    pass(3001)
    expect(await ask('views.open', { trigger_id: first, view: modal })).toMatchObject({
      error: 'expired_trigger_id',
    })
    const second = await trigger(listener)
    expect(await ask('views.open', { trigger_id: second, view: modal })).toMatchObject({ ok: true })
    expect(await ask('views.open', { trigger_id: second, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    })
    expect(slack.views(ann)).toHaveLength(1)
  })

  test('when a form changed since, then an update with the old hash is refused', async () => {
    const listener = await hears(hk)
    await ask('views.open', { trigger_id: await trigger(listener), view: modal })
    const [open] = slack.views(ann)
    const { id: view_id, hash } = open ?? {}
    expect(await ask('views.update', { view_id, hash, view: modal })).toMatchObject({ ok: true })
    expect(await ask('views.update', { view_id, hash, view: modal })).toMatchObject({
      error: 'hash_conflict',
    })
  })

  test('when forms are stacked, pressed in and closed, then the app hears of each', async () => {
    const listener = await hears(hk)
    const asks = {
      ...modal,
      notify_on_close: true,
      blocks: [
        { type: 'actions', elements: [{ type: 'button', text: plain('More'), value: 'm' }] },
      ],
    }
    await ask('views.open', { trigger_id: await trigger(listener), view: asks })
    const [first] = slack.views(ann)
    if (!first) throw new Error('no form is open')
    const pressed = slack.press(ann, first, 'More')
    const envelope = await listener.next()
    expect(envelope['payload']).toMatchObject({
      type: 'block_actions',
      view: { id: first.id },
      actions: [{ type: 'button', value: 'm' }],
    })
    await listener.ack(envelope)
    const { trigger_id } = pressed.payload
    expect(await ask('views.push', { trigger_id, view: asks })).toMatchObject({ ok: true })
    const [, second] = slack.views(ann)
    if (!second) throw new Error('no second form')
    slack.dismiss(second)
    expect((await listener.next())['payload']).toMatchObject({
      type: 'view_closed',
      view: { id: second.id, previous_view_id: first.id, root_view_id: first.id },
    })
    expect(slack.views(ann).map(({ id }) => id)).toEqual([first.id])
  })

  test('when a message is referred by its shortcut, then the form opens by that trigger', async () => {
    const listener = await hears(hk)
    const [said] = slack.say(ann, desk, 'look at this')
    await listener.ack(await listener.next())
    await said?.outcome
    const [message] = slack.messages(desk)
    const { payload } = slack.shortcut(ann, desk, message?.ts ?? '', 'refer')
    await listener.ack(await listener.next())
    expect(payload).toMatchObject({
      type: 'message_action',
      callback_id: 'refer',
      message: { text: 'look at this' },
    })
    const { trigger_id } = payload
    expect(await ask('views.open', { trigger_id, view: modal })).toMatchObject({ ok: true })
  })

  test('when a person is written to alone, then only who shares a channel can be', async () => {
    const far = slack.addUser(kr, 'far')
    expect(await ask('conversations.open', { users: far.id })).toMatchObject({
      error: 'user_not_found',
    })
    const { channel } = await ask('conversations.open', { users: ben.id })
    const id = typeof channel === 'object' && channel && 'id' in channel ? channel.id : undefined
    expect(await post({ channel: id })).toMatchObject({ ok: true, channel: id })
    const private_ = { channel: slack.channelId(desk, hk), user: ben.id, text: 'a' }
    expect(await ask('chat.postEphemeral', private_)).toMatchObject({
      error: 'user_not_in_channel',
    })
    expect(await ask('chat.postEphemeral', { ...private_, user: ann.id })).toMatchObject({
      ok: true,
    })
    expect(slack.ephemerals(ann).map(({ text }) => text)).toEqual(['a'])
    expect(slack.messages(desk)).toEqual([])
  })

  test('when a response_url is used six times or after half an hour, then it is dead', async () => {
    const listener = await hears(hk)
    const urls = []
    for (let i = 0; i < 2; i++) {
      const exchange = slack.command(ann, desk, '/referral')
      await listener.ack(await listener.next())
      urls.push(String(exchange?.payload['response_url']))
    }
    const [used = '', expired = ''] = urls
    const say = (url: string) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'later' }),
      }).then(response => response.status)
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await say(used))
    pass(30 * 60_000 + 1)
    answers.push(await say(expired))
    expect(answers).toEqual([200, 200, 200, 200, 200, 404, 404])
    expect(slack.ephemerals(ann)).toHaveLength(5)
  })
})

describe('given two workspaces in one channel', () => {
  test('when each asks, then ids differ, strangers have no locale, and their commands are none', async () => {
    expect(slack.channelId(shared, hk)).not.toBe(slack.channelId(shared, kr))
    const user = async (id: string) =>
      (await ask('users.info', { user: id, include_locale: true }))['user']
    expect(await user(ann.id)).toMatchObject({ team_id: hk.id, locale: 'zh-HK' })
    expect(await user(ben.id)).toMatchObject({ team_id: kr.id })
    expect(await user(ben.id)).not.toHaveProperty('locale')
    expect(slack.command(ben, desk, '/referral')).toBeUndefined()
    await post({ channel: slack.channelId(shared, kr) })
    expect(slack.problems()).toEqual([
      `the token of ${hk.id} was used for ${slack.channelId(shared, kr)} of another workspace`,
    ])
  })

  test('when somebody of the other side presses, then the owner hears their home workspace', async () => {
    const listener = await hears(hk)
    const actions = { type: 'actions', elements: [{ type: 'button', text: plain('Take') }] }
    const posted = await post({ channel: slack.channelId(shared, hk), blocks: [actions] })
    slack.press(ben, { channel: shared, ts: String(posted['ts']) }, 'Take')
    expect((await listener.next())['payload']).toMatchObject({
      team: { id: hk.id },
      user: { id: ben.id, team_id: kr.id },
      channel: { id: slack.channelId(shared, hk) },
    })
  })

  test('when a channel gets another id, then its side is told and the old one is nothing', async () => {
    const listener = await hears(kr)
    const old = slack.channelId(shared, kr)
    slack.changeId(shared, kr)
    const envelope = await listener.next()
    expect(envelope['payload']).toMatchObject({
      authorizations: [{ team_id: kr.id }],
      event: { old_channel_id: old, new_channel_id: slack.channelId(shared, kr) },
    })
    const args = { channel: old, text: 'a', ...calm }
    expect(await ask('chat.postMessage', args, kr.botToken)).toMatchObject({
      error: 'channel_not_found',
    })
  })
})

describe('given an app with two sockets', () => {
  test('when one is asked to come back, then all that is said goes to the other', async () => {
    const [one, two] = [await hears(hk), await hears(hk)]
    slack.command(ann, desk, '/referral 1')
    slack.command(ann, desk, '/referral 2')
    const each = [await one.next(), await two.next()]
    expect(each.map(({ payload }) => payload)).toMatchObject([{ text: '1' }, { text: '2' }])
    slack.disconnect(hk, 'warning', 0)
    expect(await one.next()).toMatchObject({ type: 'disconnect', reason: 'warning' })
    slack.command(ann, desk, '/referral 3')
    slack.command(ann, desk, '/referral 4')
    const rest = [await two.next(), await two.next()]
    expect(rest.map(({ payload }) => payload)).toMatchObject([{ text: '3' }, { text: '4' }])
    for (const envelope of [...each, ...rest]) await two.ack(envelope)
    expect(slack.problems()).toEqual([])
  })

  test('when an app posts and Slack echoes, then it hears itself with its own bot id', async () => {
    await slack.close()
    slack = await raiseSlack({ now: () => now, echo: true })
    hk = slack.team('HK')
    desk = slack.addChannel({ name: 'desk', teams: [hk], members: [slack.addUser(hk, 'ann')] })
    const listener = await hears(hk)
    const { ts } = await post()
    expect((await listener.next())['payload']).toMatchObject({
      event: { type: 'message', ts, bot_id: hk.botId, app_id: hk.appId, user: hk.botUser },
    })
  })
})

describe('given an app with bad manners', () => {
  test('when it acks too late, then the person saw an error and it is written down', async () => {
    const listener = await hears(hk)
    const exchange = slack.command(ann, desk, '/referral')
    const envelope = await listener.next()
    pass(3001)
    expect(await exchange?.outcome).toEqual({ kind: 'timeout' })
    expect(exchange?.sees()).toEqual({
      kind: 'trouble',
      words: '/referral failed with the error "operation_timeout"',
    })
    await listener.ack(envelope)
    expect(slack.problems()).toEqual([
      `command ${exchange?.id} was not acked in 3 s`,
      `command ${exchange?.id} was acked late, after 3001 ms`,
    ])
  })

  test('when it acks twice, then it is written down; when twice delivered, it is right', async () => {
    const listener = await hears(hk)
    slack.duplicateNext()
    const exchange = slack.command(ann, desk, '/referral')
    const both = [await listener.next(), await listener.next()]
    expect(new Set(both.map(({ envelope_id: id }) => id))).toEqual(new Set([exchange?.id]))
    for (const envelope of both) await listener.ack(envelope)
    expect(slack.problems()).toEqual([])
    await listener.ack(both[0] ?? {})
    expect(slack.problems()).toEqual([`command ${exchange?.id} was acked twice`])
  })

  test('when it posts fast, loud and with previews, then each is written down', async () => {
    await post({ text: 'a <!here> b' })
    pass(500)
    await post({ unfurl_links: true })
    pass(1000)
    const broadcast = { type: 'broadcast', range: 'channel' }
    const elements = [{ type: 'rich_text_section', elements: [broadcast] }]
    await post({ blocks: [{ type: 'rich_text', elements }] })
    expect(slack.problems()).toEqual([
      'chat.postMessage calls everybody: <!here>',
      'chat.postMessage leaves unfurling on',
      'chat.postMessage calls everybody: <!channel>',
      `two posts to ${slack.channelId(desk, hk)} within 500 ms`,
    ])
  })
})

describe('given troubles by script', () => {
  test('when an event is not acked, then it comes again at once, after 1 and after 5 minutes', async () => {
    const listener = await hears(hk)
    const [exchange] = slack.say(ann, desk, 'hello')
    const attempts = [await listener.next()]
    for (const ms of [3001, 3001 + 60_000, 3001 + 300_000]) {
      pass(3001)
      pass(ms - 3001)
      attempts.push(await listener.next())
    }
    expect(attempts.map(one => one['retry_attempt'])).toEqual([0, 1, 2, 3])
    expect(new Set(attempts.map(one => one['envelope_id'])).size).toBe(1)
    await listener.ack(attempts[3] ?? {})
    expect((await exchange?.outcome)?.kind).toBe('acked')
    expect(slack.problems()).toHaveLength(3)
  })

  test('when Slack is slow, then the reply comes only once the time has passed', async () => {
    slack.trouble({ method: 'chat.postMessage', fault: { kind: 'slow', ms: 5000 } })
    let done = false
    const answer = post().then(fields => {
      done = true
      return fields
    })
    // Another call that goes there and back afterwards shows that the first one still waits.
    while (slack.messages(desk).length === 0) await ask('auth.test')
    expect(done).toBe(false)
    pass(5000)
    expect(await answer).toMatchObject({ ok: true })
  })

  test('when nobody gets through for a while, then after it everybody does', async () => {
    slack.refuseConnections(40_000)
    await expect(ask('auth.test')).rejects.toThrow()
    pass(40_000)
    expect(await ask('auth.test')).toMatchObject({ ok: true })
  })

  test('when a trouble lasts for a time in one channel, then it ends with it', async () => {
    const channel = slack.channelId(desk, hk)
    const fault = { kind: 'ratelimited', retryAfterS: 2 } as const
    const struck = slack.trouble({ channel, forMs: 2000, fault })
    expect([(await post())['status'], (await post())['status']]).toEqual([429, 429])
    pass(2000)
    expect(await post()).toMatchObject({ ok: true, status: 200 })
    expect(struck.hits()).toBe(2)
    slack.trouble({ fault: { kind: 'status', status: 503 } })
    expect((await post())['status']).toBe(503)
  })

  test('when history is read, then pages, threads and metadata are as Slack gives them', async () => {
    const channel = slack.channelId(desk, hk)
    const metadata = { event_type: 'card', event_payload: { key: 'k' } }
    const { ts } = await post({ text: 'one', metadata })
    pass(1000)
    await post({ text: 'under', thread_ts: ts })
    pass(1000)
    await post({ text: 'two' })
    const texts = ({ messages }: Fields) =>
      Array.isArray(messages) ? messages.map(message => message.text) : []
    const all = await ask('conversations.history', { channel, limit: 1 })
    expect([texts(all), all['has_more']]).toEqual([['two'], true])
    const cursor = 'next:1'
    const rest = await ask('conversations.history', {
      channel,
      limit: 1,
      cursor,
      include_all_metadata: true,
    })
    expect(rest).toMatchObject({ messages: [{ text: 'one', metadata }], has_more: false })
    expect(texts(await ask('conversations.history', { channel, oldest: ts }))).toEqual(['two'])
    expect(texts(await ask('conversations.replies', { channel, ts }))).toEqual(['one', 'under'])
  })
})
