import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHub, type Hub, type Reader } from '../../adapters/console/feed.ts'
import type { ConsolePlatform } from '../../adapters/console/index.ts'
import { limits } from '../../adapters/console/limits.ts'
import type { Hello, PageMessage } from '../../adapters/console/protocol.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant, plus } from '../../src/kit/time.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import {
  consoleOptions,
  createTestEar,
  officerOf,
  pathOf,
  scratch,
  signIn,
  startConsole,
} from '../rigs/console.ts'
import { type Jar, openStream, raw, type Stream } from '../rigs/console-http.ts'

const ann = officerOf('ann')
const ben = officerOf('ben')
const shared = 'shared.hk-kr' as PlaceId
const internal = 'internal.hkc' as PlaceId

const messageOf = async (stream: Stream): Promise<PageMessage> => {
  const event = await stream.next()
  if (event?.event !== 'message') throw new Error(`not a message: ${event?.event}`)
  const message: PageMessage = JSON.parse(event.data)
  return message
}

const helloOf = async (stream: Stream): Promise<Hello> => {
  const event = await stream.next()
  if (event?.event !== 'hello') throw new Error(`not a greeting: ${event?.event}`)
  const hello: Hello = JSON.parse(event.data)
  return hello
}

describe('given a console with two officers signed in', () => {
  let clear: () => Promise<void>
  let platform: ConsolePlatform
  let jars: { readonly ann: Jar; readonly ben: Jar }
  let beat: () => void
  let at = instant(0)
  const open: Stream[] = []

  beforeEach(async () => {
    const made = await scratch()
    clear = made.clear
    at = instant(1_795_500_000_000)
    const options = {
      ...consoleOptions(made.dir),
      now: () => at,
      every: (_: number, run: () => void) => {
        beat = run
        return () => {}
      },
    }
    platform = await startConsole(options, createTestEar())
    jars = { ann: await signIn(platform, ann), ben: await signIn(platform, ben) }
  })

  afterEach(async () => {
    for (const stream of open.splice(0)) stream.leave()
    await platform.close()
    await clear()
  })

  const feed = async (who: 'ann' | 'ben', last?: string): Promise<Stream> => {
    const path = pathOf(officerOf(who), 'api/feed')
    const stream = await openStream(new URL(path, platform.url()).href, {
      cookie: jars[who].for(path),
      ...(last === undefined ? {} : { 'last-event-id': last }),
    })
    open.push(stream)
    return stream
  }
  const post = async (place: PlaceId, key: string): Promise<MessageId> => {
    const posted = await platform.post(place, outgoing(key, bareCard(key)))
    if (!posted.ok) throw new Error(posted.error.kind)
    return posted.value
  }
  const firstText = (message: PageMessage) => message.card.headline.parts[0]?.text

  test('when a feed opens, then it is greeted with what is the officer’s and nothing else', async () => {
    await post(shared, 'k1')
    await post(internal, 'k2')
    const stream = await feed('ben')
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers.get('cache-control')).toBe('no-store')
    const hello = await helloOf(stream)
    expect(hello.me).toEqual({ officer: ben, name: 'Ben "Kim"', desk: 'kcs.cyber' })
    expect(hello.language).toBe('ko')
    expect(hello.channels).toEqual([{ id: shared, name: 'HK-KR (ko)', kind: 'shared' }])
    expect(hello.messages.map(firstText)).toEqual(['k1'])
    expect(hello.messages[0]?.at).toBe('2026-11-24T06:00:00.000Z')
    expect(hello.messages[0]?.time).toBe('1795500000000 at shared.hk-kr')
    expect((await helloOf(await feed('ann'))).channels.map(c => c.id)).toEqual([shared, internal])
  })

  test('when something happens, then it comes live, once, and only to who reads the place', async () => {
    const [forAnn, forBen] = [await feed('ann'), await feed('ben')]
    await helloOf(forAnn)
    await helloOf(forBen)
    const id = await post(internal, 'k1')
    await post(internal, 'k1')
    await post(shared, 'k2')
    await platform.revise(internal, id, outgoing('k3', bareCard('k1, changed')))
    await platform.revise(internal, id, outgoing('k3', bareCard('k1, changed')))
    await platform.reply(internal, id, outgoing('k4', bareCard('under k1'), true))
    const got: PageMessage[] = []
    while (got.length < 4) got.push(await messageOf(forAnn))
    expect(got.map(m => [firstText(m), m.revision, m.thread, m.repeat])).toEqual([
      ['k1', 0, undefined, false],
      ['k2', 0, undefined, false],
      ['k1, changed', 1, undefined, false],
      ['under k1', 0, id, true],
    ])
    expect(got[2]?.id).toBe(id)
    expect(firstText(await messageOf(forBen))).toBe('k2')
    await post(shared, 'k5')
    expect(firstText(await messageOf(forBen))).toBe('k5')
  })

  test('when a page comes back, then it gets what it missed and no second greeting', async () => {
    const first = await feed('ann')
    await helloOf(first)
    await post(shared, 'k1')
    const seen = await first.next()
    first.leave()
    await post(internal, 'k2')
    await post(shared, 'k3')
    const again = await feed('ann', seen?.id)
    expect([firstText(await messageOf(again)), firstText(await messageOf(again))]).toEqual([
      'k2',
      'k3',
    ])
    await post(shared, 'k4')
    expect(firstText(await messageOf(again))).toBe('k4')
  })

  test('when a page comes back with a position that is not held, then it is greeted anew', async () => {
    const first = await feed('ann')
    const { id = '' } = (await first.next()) ?? {}
    const [epoch] = id.split('-0')
    const positions = ['x-0', `${epoch}-999`, `${epoch}`, `${epoch}--1`, 'other-run-0']
    for (const position of positions) {
      const stream = await feed('ann', position)
      expect([position, (await stream.next())?.event]).toEqual([position, 'hello'])
      stream.leave()
    }
    expect(positions).toHaveLength(5)
  })

  test('when nothing happens, then a comment comes, and the feed ends with its session', async () => {
    const [forAnn, forBen] = [await feed('ann'), await feed('ben')]
    await helloOf(forAnn)
    await helloOf(forBen)
    beat()
    expect(await forAnn.block()).toMatch(/^:/)
    await raw(platform.url(), pathOf(ann, 'sign-out'), {
      method: 'POST',
      headers: {
        cookie: jars.ann.for(pathOf(ann, '')),
        origin: new URL(platform.url()).origin,
        'content-type': 'application/json',
      },
      body: '{}',
    })
    expect(await forAnn.next()).toBeUndefined()
    expect(platform.openFeeds()).toBe(1)
    at = plus(at, limits.session)
    beat()
    expect(await forBen.next()).toBeUndefined()
    expect(platform.openFeeds()).toBe(0)
  })

  test('when a page goes away, then nothing of its feed is left', async () => {
    const streams = await Promise.all(Array.from({ length: 8 }, () => feed('ann')))
    expect(platform.openFeeds()).toBe(8)
    for (const stream of streams) stream.leave()
    await expect.poll(() => platform.openFeeds()).toBe(0)
    await post(shared, 'k1')
  })

  test('when one officer opens too many feeds, then the next is refused and the others go on', async () => {
    for (let n = 0; n < limits.feedsPerOfficer; n++) await helloOf(await feed('ann'))
    expect((await feed('ann')).status).toBe(429)
    expect((await feed('ben')).status).toBe(200)
    expect(platform.openFeeds()).toBe(limits.feedsPerOfficer + 1)
  })

  test('when a half-typed line is completed, then the ear is asked for that officer', async () => {
    const path = `${pathOf(ann, 'api/complete')}?text=${encodeURIComponent('/refer al&1')}`
    const headers = { cookie: jars.ann.for(path) }
    const answer = await raw(platform.url(), path, { headers })
    expect(JSON.parse(answer.body)).toEqual({
      completions: [{ insert: '/refer al&1!', label: ann }],
    })
    const long = `${pathOf(ann, 'api/complete')}?text=${'x'.repeat(limits.completion + 1)}`
    expect((await raw(platform.url(), long, { headers })).status).toBe(400)
  })
})

describe('given the hub of all feeds', () => {
  const message = (n: number, size = 0): PageMessage => ({
    channel: shared,
    id: `m${n}`,
    card: bareCard('x'.repeat(size)),
    at: '',
    time: '',
    revision: 0,
    repeat: false,
  })
  const reader = (last?: string): Reader => ({
    officer: ann,
    places: [shared],
    last,
    hello: () => ({
      event: 'hello',
      data: {
        me: { officer: ann, name: '', desk: '' },
        language: 'en',
        words: {},
        channels: [],
        messages: [],
      },
    }),
    alive: () => true,
  })
  const beginOf = async (hub: Hub, last: string): Promise<string> => {
    const stream = hub.open(reader(last))?.getReader()
    const { value } = (await stream?.read()) ?? {}
    await stream?.cancel()
    return new TextDecoder().decode(value)
  }

  test('when more happened than is held, then the oldest position that resumes is exact', async () => {
    const hub = createHub('run')
    for (let n = 1; n <= limits.ring + 5; n++) hub.publish(message(n))
    expect(await beginOf(hub, 'run-4')).toContain('event: hello')
    const resumed = await beginOf(hub, 'run-5')
    expect(resumed).not.toContain('event: hello')
    expect(resumed.match(/^event: message$/gm)).toHaveLength(limits.ring)
    expect(await beginOf(hub, `run-${limits.ring + 5}`)).not.toContain('event:')
    expect(hub.openFeeds()).toBe(0)
  })

  test('when a reader does not read, then it is dropped past the bound and others go on', async () => {
    const hub = createHub('run')
    const slow = hub.open(reader())?.getReader()
    const fast = hub.open(reader())?.getReader()
    await fast?.read()
    const size = 64 * 1024
    let sent = 0
    while (hub.openFeeds() === 2 && sent < 100) {
      hub.publish(message(++sent, size / 2))
      await fast?.read()
    }
    expect(hub.openFeeds()).toBe(1)
    // Each is a little over `size` on the wire.
    expect(sent).toBe(limits.queued / size)
    await expect(slow?.read()).rejects.toThrow('too slow')
    hub.publish(message(sent + 1))
    const last = await fast?.read()
    expect(new TextDecoder().decode(last?.value)).toContain(`"id":"m${sent + 1}"`)
    hub.close()
    expect(hub.openFeeds()).toBe(0)
  })
})
