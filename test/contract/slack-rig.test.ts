import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import type { Channel, Team, User } from '../rigs/slack/world.ts'
import { httpApp, socketApp } from './slack-bolt.ts'

const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'plain_text' as const, text, emoji: false },
})
const button = (id: string, text: string) => ({
  type: 'actions' as const,
  elements: [
    {
      type: 'button' as const,
      action_id: id,
      value: `value of ${id}`,
      text: { type: 'plain_text' as const, text },
    },
  ],
})
const modal = {
  type: 'modal' as const,
  callback_id: 'new',
  title: { type: 'plain_text' as const, text: 'New referral' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'subject',
      label: { type: 'plain_text' as const, text: 'Subject' },
      element: { type: 'plain_text_input' as const, action_id: 'v', max_length: 20 },
    },
  ],
}
const calm = { unfurl_links: false, unfurl_media: false }

let slack: Slack
let hk: Team
let ann: User
let desk: Channel
let running: { readonly stop: () => Promise<void> }[] = []

const connect = async () => {
  const bolt = await socketApp(slack, hk)
  running.push(bolt)
  await bolt.app.start()
  return bolt
}

beforeEach(async () => {
  slack = await raiseSlack()
  hk = slack.team('HK')
  ann = slack.addUser(hk, 'ann', 'zh-HK')
  desk = slack.addChannel({ name: 'desk', teams: [hk], members: [ann] })
})

afterEach(async () => {
  for (const bolt of running) await bolt.stop()
  running = []
  await slack.close()
})

describe('given a Bolt app over a socket', () => {
  test('when a command comes, then it is acked in time and answered once', async () => {
    const { app } = await connect()
    app.command(/.*/, ({ ack, command }) => ack(`${command.command} ${command.text}`))
    expect(slack.sockets(hk)).toBe(1)
    const exchange = slack.command(ann, desk, '/referral new "a b"')
    const outcome = await exchange?.outcome
    expect(outcome?.kind).toBe('acked')
    expect(exchange?.sees()).toEqual({ kind: 'answer', text: '/referral new "a b"' })
    expect(slack.ephemerals(ann).map(({ text }) => text)).toEqual(['/referral new "a b"'])
    expect(slack.problems()).toEqual([])
  })

  test('when a button is pressed, then the app hears who and where, and edits its message', async () => {
    const { app } = await connect()
    const done = Promise.withResolvers<void>()
    app.action(/.*/, async ({ ack, body, client, action }) => {
      await ack()
      if (body.type !== 'block_actions' || !('value' in action)) return
      await client.chat.update({
        channel: body.channel?.id ?? '',
        ts: body.message?.ts ?? '',
        text: `${action.value} by ${body.user.team_id} ${body.user.id}`,
        blocks: [section('taken')],
      })
      done.resolve()
    })
    const { ts = '' } = await app.client.chat.postMessage({
      channel: slack.channelId(desk, hk),
      text: 'a card',
      blocks: [section('a card'), button('take', 'Take it')],
      metadata: { event_type: 'card', event_payload: { key: 'k1' } },
      ...calm,
    })
    await slack.press(ann, { channel: desk, ts }, 'Take it').outcome
    await done.promise
    expect(slack.messages(desk)).toMatchObject([
      {
        text: `value of take by ${hk.id} ${ann.id}`,
        blocks: [section('taken')],
        metadata: { event_type: 'card', event_payload: { key: 'k1' } },
        edits: 1,
      },
    ])
    expect(slack.problems()).toEqual([])
  })

  test('when a form is opened, then a wrong one keeps it with its errors and a right one closes it', async () => {
    const { app } = await connect()
    const opened = Promise.withResolvers<void>()
    app.command(/.*/, async ({ ack, client, command }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: modal })
      opened.resolve()
    })
    app.view('new', async ({ ack, view }) => {
      const value = view.state.values['subject']?.['v']?.value
      if (value === 'bad') await ack({ response_action: 'errors', errors: { subject: 'Not so' } })
      else await ack()
    })
    slack.command(ann, desk, '/referral')
    await opened.promise
    const [open] = slack.views(ann)
    if (!open) throw new Error('no form is open')
    expect(() => slack.submit(open, { subject: 'x'.repeat(21) })).toThrow('too long')
    const bad = slack.submit(open, { subject: 'bad' })
    await bad.outcome
    expect(bad.sees()).toEqual({ kind: 'errors', errors: { subject: 'Not so' } })
    expect(slack.views(ann)).toHaveLength(1)
    const good = slack.submit(open, { subject: 'good' })
    await good.outcome
    expect(good.sees()).toEqual({ kind: 'closed' })
    expect(slack.views(ann)).toEqual([])
    expect(slack.problems()).toEqual([])
  })

  test('when Slack limits the rate of one channel, then only that one is refused, and with a time', async () => {
    const { app } = await connect()
    const other = slack.addChannel({ name: 'other', teams: [hk], members: [ann] })
    const channel = slack.channelId(desk, hk)
    const struck = slack.trouble({
      method: 'chat.postMessage',
      channel,
      fault: { kind: 'ratelimited', retryAfterS: 3 },
    })
    const limited = await app.client.chat.postMessage({ channel, text: 'a', ...calm }).catch(e => e)
    expect(limited).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 3 })
    const there = slack.channelId(other, hk)
    await app.client.chat.postMessage({ channel: there, text: 'b', ...calm })
    expect([slack.messages(desk).length, slack.messages(other).length, struck.hits()]).toEqual([
      0, 1, 1,
    ])
  })

  test('when the reply to a post is lost, then the post is there and is found by its metadata', async () => {
    const { app } = await connect()
    const channel = slack.channelId(desk, hk)
    slack.trouble({ method: 'chat.postMessage', fault: { kind: 'lost' } })
    const metadata = { event_type: 'card', event_payload: { key: 'k7' } }
    const lost = app.client.chat.postMessage({ channel, text: 'a', metadata, ...calm })
    await expect(lost).rejects.toThrow()
    const { messages = [] } = await app.client.conversations.history({
      channel,
      include_all_metadata: true,
    })
    expect(messages.map(message => message.metadata?.event_payload)).toEqual([{ key: 'k7' }])
    slack.trouble({ method: 'chat.postMessage', fault: { kind: 'cut' } })
    await expect(
      app.client.chat.postMessage({ channel, text: 'b', metadata, ...calm }),
    ).rejects.toThrow()
    expect(slack.messages(desk).map(({ text }) => text)).toEqual(['a'])
    expect(slack.asked('chat.postMessage').map(({ answer }) => answer)).toEqual([
      'ok, reply lost',
      'cut',
    ])
  })

  test('when Slack never answers, then the app gives up after its own time', async () => {
    const { app } = await socketApp(slack, hk, 50)
    slack.trouble({ method: 'chat.postMessage', fault: { kind: 'hang' } })
    const channel = slack.channelId(desk, hk)
    await expect(app.client.chat.postMessage({ channel, text: 'a', ...calm })).rejects.toThrow()
    expect(slack.asked('chat.postMessage').map(({ answer }) => answer)).toEqual(['hang'])
    expect(slack.messages(desk)).toEqual([])
  })

  test.each(['asked to come back', 'cut off'])(
    'when its socket is %s, then it comes back and hears again',
    async how => {
      const { app, connected } = await connect()
      app.command(/.*/, ({ ack }) => ack())
      const again = connected()
      if (how === 'cut off') slack.cutSockets(hk)
      else slack.disconnect(hk, 'refresh_requested')
      expect(slack.sockets(hk)).toBe(0)
      const deaf = slack.command(ann, desk, '/referral')
      expect(await deaf?.outcome).toEqual({ kind: 'unreachable' })
      expect(deaf?.sees()).toEqual({
        kind: 'trouble',
        words: '/referral failed with the error "dispatch_failed"',
      })
      await again
      expect((await slack.command(ann, desk, '/referral')?.outcome)?.kind).toBe('acked')
      expect(slack.problems()).toEqual([])
    },
  )

  test('when an event is delivered twice, then both come with one envelope and one event id', async () => {
    const { app } = await connect()
    const ids: string[] = []
    const both = Promise.withResolvers<void>()
    app.event('message', async ({ body, context }) => {
      ids.push(`${body.event_id} ${context.retryNum}`)
      if (ids.length === 2) both.resolve()
    })
    const [exchange] = slack.say(ann, desk, 'hello')
    if (!exchange) throw new Error('nobody was told')
    await exchange.outcome
    slack.redeliver(exchange)
    await both.promise
    const { event_id: id } = exchange.payload
    expect(ids).toEqual([`${id} 0`, `${id} 1`])
    expect(slack.problems()).toEqual([])
  })

  test('when two events are held, then they can come the other way round', async () => {
    const { app } = await connect()
    const texts: string[] = []
    app.message(/.*/, async ({ message }) => {
      texts.push('text' in message ? (message.text ?? '') : '')
    })
    slack.hold()
    const told = [...slack.say(ann, desk, 'first'), ...slack.say(ann, desk, 'second')]
    slack.release('backwards')
    for (const exchange of told) await exchange.outcome
    expect(texts).toEqual(['second', 'first'])
  })

  test('when somebody types in a long list, then the choices come from the app', async () => {
    const { app } = await connect()
    const opened = Promise.withResolvers<void>()
    const block = {
      type: 'input' as const,
      block_id: 'agency',
      label: { type: 'plain_text' as const, text: 'Agency' },
      element: { type: 'external_select' as const, action_id: 'v', min_query_length: 0 },
    }
    app.command(/.*/, async ({ ack, client, command }) => {
      await ack()
      await client.views.open({
        trigger_id: command.trigger_id,
        view: { ...modal, blocks: [block] },
      })
      opened.resolve()
    })
    app.options(/.*/, ({ ack, options }) =>
      ack({ options: [{ text: { type: 'plain_text', text: options.value }, value: 'v1' }] }),
    )
    slack.command(ann, desk, '/referral')
    await opened.promise
    const [open] = slack.views(ann)
    if (!open) throw new Error('no form is open')
    const exchange = slack.suggest(open, 'agency', 'Kor')
    await exchange.outcome
    expect(exchange.sees()).toEqual({
      kind: 'options',
      options: [{ text: { type: 'plain_text', text: 'Kor' }, value: 'v1' }],
    })
  })
})

describe('given a Bolt app behind signed HTTP', () => {
  test('when it is spoken to, then commands, buttons and events arrive, and a false signature does not', async () => {
    const bolt = await httpApp(slack, hk)
    running.push(bolt)
    const { app, url } = bolt
    slack.route(hk, { kind: 'http', url })
    const heard: string[] = []
    const published = Promise.withResolvers<void>()
    app.command(/.*/, async ({ ack, command, respond }) => {
      heard.push(command.text)
      await ack()
      await respond({ text: 'later', response_type: 'ephemeral' })
    })
    app.action(/.*/, async ({ ack, action }) => {
      heard.push('value' in action ? String(action.value) : '')
      await ack()
    })
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [section('my turn')] },
      })
      heard.push(String(event.tab))
      published.resolve()
    })
    expect((await slack.command(ann, desk, '/referral list')?.outcome)?.kind).toBe('acked')
    await slack.openHome(ann).outcome
    await published.promise
    const { ts = '' } = await app.client.chat.postMessage({
      channel: slack.channelId(desk, hk),
      text: 'a card',
      blocks: [section('a card'), button('take', 'Take it')],
      ...calm,
    })
    await slack.press(ann, { channel: desk, ts }, 'take').outcome
    expect(heard.toSorted()).toEqual(['home', 'list', 'value of take'])
    expect(slack.home(ann)?.view['blocks']).toMatchObject([section('my turn')])
    expect(slack.problems()).toEqual([])

    slack.route(hk, { kind: 'http', url, secret: 'another' })
    const forged = await slack.command(ann, desk, '/referral forged')?.outcome
    expect(forged).toEqual({ kind: 'refused', status: 401 })
    slack.route(hk, { kind: 'http', url, skewS: -301 })
    const old = await slack.command(ann, desk, '/referral old')?.outcome
    expect(old).toEqual({ kind: 'refused', status: 401 })
    expect(heard).toHaveLength(3)
  })
})
