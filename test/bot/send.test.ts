import { describe, expect, test } from 'vitest'
import { send } from '../../src/bot/send.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { MessageId, PlaceId, PlatformName, ReferralId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { instant, minutes, plus, seconds } from '../../src/kit/time.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import type { OutboxJob } from '../../src/ports/store.ts'

type Look = Result<MessageId | undefined, Fault>

const card = 'card-1' as MessageId
const first = instant(1_795_500_000_000)
const nowhere: Look = ok(undefined)
const failed = (fault: Fault): Look => err(fault)

const line: OutboxJob = {
  id: 1,
  key: 'k1',
  platform: 'fake' as PlatformName,
  place: 'p' as PlaceId,
  subject: 'HK-2026-000001' as ReferralId,
  purpose: 'reply',
  recipe: {},
  seq: 1,
  attempts: 1,
  repeat: true,
  doubtSince: first,
  standing: card,
}

/** Sends one job to a platform whose looks end as told, in order; what was asked of it. */
const sendTo = async (looks: readonly Look[], job = line, after = minutes(1)) => {
  const asked: string[] = []
  const left = [...looks]
  const noted =
    (verb: string) =>
    async (...given: readonly unknown[]): Promise<Result<MessageId, Fault>> => {
      const last = given.at(-1)
      const marked = typeof last === 'object' && last !== null && 'repeat' in last && last.repeat
      asked.push(marked === true ? `${verb}, marked` : verb)
      return ok('new-1' as MessageId)
    }
  const platform: Platform = {
    name: 'fake' as PlatformName,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: 3,
      keepsMessages: true,
      paceMs: 0,
    },
    start: async () => ok(undefined),
    restore: () => {},
    post: noted('post'),
    revise: noted('revise'),
    reply: noted('reply'),
    find: async (_, key, since, thread) => {
      asked.push(`find ${key} ${first - since} ${thread ?? 'anywhere'}`)
      return left.shift() ?? nowhere
    },
    close: async () => {},
  }
  const outgoing: Outgoing = {
    key: job.key,
    card: {} as SpokenCard,
    at: plus(first, after),
    repeat: job.repeat,
  }
  const sent = await send(platform, job, outgoing)
  return { asked, sent }
}

const inThread = 'find k1 60000 card-1'
const anywhere = 'find k1 60000 anywhere'

describe('given a line under a card that may have arrived', () => {
  test('when it is under the card, then it is looked for there alone, and counts as sent', async () => {
    const { asked, sent } = await sendTo([ok('old-1' as MessageId)])
    expect(asked).toEqual([inThread])
    expect(sent).toEqual(ok({ message: 'old-1', how: 'found' }))
  })

  test('when it is not there, then it goes under the card, without a mark', async () => {
    expect((await sendTo([nowhere])).asked).toEqual([inThread, 'reply'])
  })

  test('when the card is gone, then the place is looked through, where it went instead', async () => {
    const { asked, sent } = await sendTo([failed({ kind: 'Gone' }), ok('old-1' as MessageId)])
    expect(asked).toEqual([inThread, anywhere])
    expect(sent).toEqual(ok({ message: 'old-1', how: 'found' }))
  })

  test('when it is too early to look, then nothing is asked', async () => {
    const { asked, sent } = await sendTo([], line, seconds(14))
    expect(asked).toEqual([])
    expect(sent).toEqual(err({ kind: 'Unsettled', waitMs: seconds(1) }))
  })
})

test('given a card that may have arrived, when it is looked for, then in no thread', async () => {
  const { standing: _, ...alone } = line
  expect((await sendTo([], { ...alone, purpose: 'card' })).asked).toEqual([anywhere, 'post'])
})

test('given a change that may have arrived, then it is made again in place, without a mark', async () => {
  expect((await sendTo([], { ...line, purpose: 'card' })).asked).toEqual(['revise'])
})

describe('given a look that comes to nothing', () => {
  test.each<[string, readonly Look[], number, readonly string[]]>([
    [
      'nobody may look',
      [failed({ kind: 'Forbidden', missing: 'a scope' })],
      minutes(1),
      [inThread, 'reply, marked'],
    ],
    [
      'the whole place is gone',
      [failed({ kind: 'Gone' }), failed({ kind: 'Gone' })],
      minutes(1),
      [inThread, anywhere, 'reply, marked'],
    ],
    [
      'there has been too much to read for more than an hour',
      [failed({ kind: 'Unknown' })],
      minutes(61),
      [inThread, 'reply, marked'],
    ],
  ])('when %s, then it is sent again with the mark', async (_, looks, after, asked) => {
    expect((await sendTo(looks, line, after)).asked).toEqual(asked)
  })

  test.each<[string, Fault, number]>([
    ['no answer comes', { kind: 'Unknown' }, minutes(1)],
    ['the chat system is away, however long', { kind: 'Unreachable' }, minutes(600)],
    ['it asks to wait', { kind: 'RateLimited', retryAfterMs: seconds(90) }, minutes(600)],
  ])('when %s, then nothing is sent, and it is looked for later', async (_, fault, after) => {
    const { asked, sent } = await sendTo([failed(fault)], line, after)
    expect(asked).toEqual([inThread])
    expect(sent).toMatchObject({ ok: false, error: { kind: 'Unsettled' } })
  })
})
