import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant, minutes } from '../../src/kit/time.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import type { Fault } from '../rigs/discord/discord-type.ts'
import type { Channel } from '../rigs/discord/world-type.ts'
import { type DiscordDesk, raiseDiscordDesk } from '../rigs/discord-desk.ts'

// One desk for all: each test posts under keys of its own, into a channel of its own.
let desk: DiscordDesk
beforeAll(async () => {
  desk = await raiseDiscordDesk({ still: true, timing: { request: 500, drain: 400 } })
})
afterAll(() => desk.close())

let keys = 0
const newKey = (): string => `k${++keys}`
const newChannel = (): { readonly channel: Channel; readonly place: PlaceId } => {
  const channel = desk.discord.addChannel(desk.guild, `c${++keys}`)
  return { channel, place: channel.id as PlaceId }
}

const missing = (words: string) => ({ kind: 'Forbidden', missing: expect.stringContaining(words) })

const status = (code: 500 | 502 | 503 | 504, when: 'before' | 'after'): Fault => ({
  kind: 'status',
  status: code,
  when,
})
const refused = (code: number, http = 403): Fault => ({ kind: 'refused', status: http, code })
const limited = { kind: 'RateLimited', retryAfterMs: 7050 }
const unknown = { kind: 'Unknown' }

// How often Discord is asked: discord.js tries once more where a nonce or an edit makes that harmless.
const faults: readonly (readonly [string, Fault, object, number])[] = [
  ['a limit', { kind: 'ratelimited', retryAfterS: 7 }, limited, 1],
  ['the limit of all', { kind: 'ratelimited', retryAfterS: 7, scope: 'shared' }, limited, 1],
  ['an error 500', status(500, 'before'), unknown, 2],
  ['an error 502', status(502, 'before'), unknown, 2],
  ['50001', refused(50_001), missing('View Channel'), 1],
  ['50013', refused(50_013), missing('Embed Links'), 1],
  ['160005', refused(160_005), missing('open thread'), 1],
  ['50083', refused(50_083, 400), missing('open thread'), 1],
  ['401', refused(0, 401), missing('valid token'), 1],
  ['10003', refused(10_003, 404), { kind: 'Gone' }, 1],
  ['130000', refused(130_000, 403), unknown, 1],
  ['a new error', refused(99_999, 400), missing('99999'), 1],
]

const verbs = ['post', 'revise', 'reply'] as const

/** Posts, changes or adds to what stands while every such call at that place goes wrong. */
const strike = async (verb: (typeof verbs)[number], fault: Fault) => {
  const { place } = newChannel()
  const platform = desk.platform()
  const first = await platform.post(place, outgoing(newKey(), bareCard('one')))
  if (!first.ok) throw new Error(first.error.kind)
  // Else a thread that is gone is looked for once more.
  await platform.reply(place, first.value, outgoing(newKey(), bareCard('under it')))
  const method = verb === 'revise' ? 'PATCH' : 'POST'
  const channel = verb === 'reply' ? first.value : place
  const struck = desk.discord.trouble({ method, channel, fault, times: 9 })
  const message = outgoing(newKey(), bareCard('two'))
  const done =
    verb === 'post'
      ? await platform.post(place, message)
      : await platform[verb](place, first.value, message)
  struck.lift()
  return { done, hits: struck.hits() }
}

describe.each(faults)('given %s', (_, fault, expected, hits) => {
  test.each(verbs)('when it strikes %s, then it is told', async verb => {
    const struck = await strike(verb, fault)
    expect(struck.done).toEqual({ ok: false, error: expected })
    // A thread that was taken for open is opened anew, and is there.
    const isGone = verb === 'reply' && JSON.stringify(expected).includes('Gone')
    expect(struck.hits).toBe(isGone ? 2 * hits : hits)
  })
})

describe.concurrent('given no answer', () => {
  test.each(verbs)('when %s waits for it in vain, twice, then nobody knows', async verb => {
    const struck = await strike(verb, { kind: 'hang', when: 'before' })
    expect(struck).toEqual({ done: { ok: false, error: unknown }, hits: 2 })
  })
})

describe.each(['before', 'after'] as const)('given a connection that dies %s it was done', when => {
  test('when it was a post, then nobody knows, and one message stands in the end', async () => {
    const { channel, place } = newChannel()
    const since = instant(1_795_500_000_000)
    const key = newKey()
    const fault = { kind: 'cut', when } as const
    const struck = desk.discord.trouble({ method: 'POST', channel: place, fault, times: 2 })
    const message = outgoing(key, bareCard('one'))
    expect(await desk.platform().post(place, message)).toEqual({ ok: false, error: unknown })
    struck.lift()
    const stands = desk.discord.messages(channel)
    expect(stands).toHaveLength(when === 'after' ? 1 : 0)
    const found = await desk.platform().find(place, key, since)
    expect(found).toEqual({ ok: true, value: stands[0]?.id })
    // Even where nobody looked, the nonce names what stands.
    const again = await desk.platform().post(place, message)
    expect(desk.discord.messages(channel).map(m => m.id)).toEqual([again.ok && again.value])
  })
})

describe('given an answer that is lost', () => {
  test.each([
    ['an error 502', status(502, 'after')],
    ['no answer', { kind: 'hang', when: 'after' } as const],
  ])('when it is %s, then the second try names the first message', async (_, fault) => {
    const { channel, place } = newChannel()
    desk.discord.trouble({ method: 'POST', channel: place, fault })
    const done = await desk.platform().post(place, outgoing(newKey(), bareCard('one')))
    expect(done.ok).toBe(true)
    expect(desk.discord.messages(channel).map(m => m.id)).toEqual([done.ok && done.value])
  })

  test('when it was lost twice, then it is found by its receipt code, and nothing else is', async () => {
    const { channel, place } = newChannel()
    const since = instant(1_795_500_000_000)
    const key = newKey()
    await desk.platform().post(place, outgoing(newKey(), bareCard('before')))
    desk.discord.trouble({ method: 'POST', channel: place, fault: status(502, 'after'), times: 2 })
    const done = await desk.platform().post(place, outgoing(key, bareCard('lost')))
    expect(done).toEqual({ ok: false, error: unknown })
    const [, lost] = desk.discord.messages(channel)
    expect(await desk.platform().find(place, key, since)).toEqual({ ok: true, value: lost?.id })
    expect(await desk.platform().find(place, newKey(), since)).toEqual({
      ok: true,
      value: undefined,
    })
  })

  test('when it was of opening a thread, then the line was surely not said, and can be', async () => {
    const { channel, place } = newChannel()
    const card = await desk.platform().post(place, outgoing(newKey(), bareCard('card')))
    const under = card.ok ? card.value : ('' as MessageId)
    desk.discord.trouble({ route: '/threads', fault: { kind: 'cut', when: 'after' } })
    const line = outgoing(newKey(), bareCard('line'))
    const unreachable = { ok: false, error: { kind: 'Unreachable' } }
    expect(await desk.platform().reply(place, under, line)).toEqual(unreachable)
    expect((await desk.platform().reply(place, under, line)).ok).toBe(true)
    expect(desk.discord.threads(channel).map(t => desk.discord.messages(t).length)).toEqual([1])
  })

  test('when it was a thread, then nothing is lost, and there is one thread', async () => {
    const { channel, place } = newChannel()
    const card = await desk.platform().post(place, outgoing(newKey(), bareCard('card')))
    const under = card.ok ? card.value : ('' as MessageId)
    desk.discord.trouble({ route: '/threads', fault: status(502, 'after') })
    const line = outgoing(newKey(), bareCard('line'))
    expect((await desk.platform().reply(place, under, line)).ok).toBe(true)
    desk.discord.trouble({ method: 'POST', channel: under, fault: { kind: 'cut', when: 'after' } })
    const lost = outgoing(newKey(), bareCard('lost'))
    expect(await desk.platform().reply(place, under, lost)).toEqual({ ok: false, error: unknown })
    const [thread] = desk.discord.threads(channel)
    const said = thread ? desk.discord.messages(thread) : []
    expect(said).toHaveLength(2)
    const since = instant(1_795_500_000_000)
    const found = await desk.platform().find(place, lost.key, since, under)
    expect(found).toEqual({ ok: true, value: said[1]?.id })
    expect(desk.discord.threads(channel)).toHaveLength(1)
  })

  test('when it is posted again as a repeat, then it says so with the receipt code', async () => {
    const { channel, place } = newChannel()
    await desk.platform().post(place, outgoing('0123456789abcdef', bareCard('again'), true))
    const embeds = JSON.stringify(desk.discord.messages(channel)[0]?.embeds)
    expect(embeds).toContain('Possibly shown twice')
    expect(embeds).toContain('0123456789abcdef')
  })
})

describe('given what somebody took away', () => {
  test('when the thread is deleted, then a line says that it is gone, for the core to say elsewhere', async () => {
    const { channel, place } = newChannel()
    const card = await desk.platform().post(place, outgoing(newKey(), bareCard('card')))
    const under = card.ok ? card.value : ('' as MessageId)
    await desk.platform().reply(place, under, outgoing(newKey(), bareCard('one')))
    const [thread] = desk.discord.threads(channel)
    if (thread) desk.discord.deleteChannel(thread)
    // Discord lets nobody open a second thread under one message.
    const done = await desk.platform().reply(place, under, outgoing(newKey(), bareCard('two')))
    expect(done).toEqual({ ok: false, error: { kind: 'Gone' } })
  })

  test('when the card is deleted, then a line under it and a look for one say that it is gone', async () => {
    const { channel, place } = newChannel()
    const card = await desk.platform().post(place, outgoing(newKey(), bareCard('card')))
    const under = card.ok ? card.value : ('' as MessageId)
    for (const message of desk.discord.messages(channel)) desk.discord.deleteMessage(message)
    const gone = { ok: false, error: { kind: 'Gone' } }
    const line = outgoing(newKey(), bareCard('line'))
    expect(await desk.platform().reply(place, under, line)).toEqual(gone)
    expect(await desk.platform().find(place, line.key, instant(0), under)).toEqual(gone)
  })

  test('when no thread is there yet, then a look under the card finds nothing', async () => {
    const { place } = newChannel()
    const card = await desk.platform().post(place, outgoing(newKey(), bareCard('card')))
    const under = card.ok ? card.value : ('' as MessageId)
    const found = await desk.platform().find(place, newKey(), instant(0), under)
    expect(found).toEqual({ ok: true, value: undefined })
  })
})

describe('given a permission that the app lacks', () => {
  const viewChannel = 1n << 10n
  const sendMessages = 1n << 11n
  const readHistory = 1n << 16n
  const without = (deny: bigint) => {
    const overwrites = { [desk.discord.botRole(desk.guild).id]: { deny } }
    const channel = desk.discord.addChannel(desk.guild, `c${++keys}`, { overwrites })
    return channel.id as PlaceId
  }

  test.each([
    ['View Channel', viewChannel],
    ['Send Messages', sendMessages],
  ])('when it is %s, then a post is forbidden, and its name is told', async (name, bit) => {
    const done = await desk.platform().post(without(bit), outgoing(newKey(), bareCard('one')))
    expect(done).toEqual({ ok: false, error: missing(name) })
  })

  test('when it is to read the past, then nobody says that something is not there', async () => {
    const place = without(readHistory)
    const key = newKey()
    expect(await desk.platform().find(place, key, instant(0))).toEqual({
      ok: true,
      value: undefined,
    })
    await desk.platform().post(place, outgoing(key, bareCard('one')))
    const found = await desk.platform().find(place, key, instant(0))
    expect(found).toEqual({ ok: false, error: missing('Read Message History') })
  })
})

test('given a message that somebody deletes at once, when it is tried again, then nobody knows until its nonce is forgotten', async () => {
  const { channel, place } = newChannel()
  const message = outgoing(newKey(), bareCard('one'))
  const fault = { kind: 'cut', when: 'after' } as const
  const struck = desk.discord.trouble({ method: 'POST', channel: place, fault, times: 2 })
  await desk.platform().post(place, message)
  struck.lift()
  for (const posted of desk.discord.messages(channel)) desk.discord.deleteMessage(posted)
  expect(await desk.platform().post(place, message)).toEqual({ ok: false, error: unknown })
  desk.pass(minutes(10))
  expect((await desk.platform().post(place, message)).ok).toBe(true)
  expect(desk.discord.messages(channel)).toHaveLength(1)
})

test('given a channel with more than can be read, when it is looked through, then nobody says', async () => {
  const { channel, place } = newChannel()
  for (let i = 0; i < 1001; i++) desk.discord.say(desk.ann, channel, 'talk')
  const key = newKey()
  await desk.platform().post(place, outgoing(key, bareCard('last')))
  const since = instant(1_795_500_000_000)
  expect(await desk.platform().find(place, key, since)).toEqual({ ok: false, error: unknown })
})

test('given answers of Discord, when its time is asked, then it is theirs moved on', () => {
  const before = desk.platform().time?.()
  if (before === undefined) throw new Error('Discord was heard at the start')
  desk.pass(90_000)
  expect(desk.platform().time?.()).toBe(before + 90_000)
})
