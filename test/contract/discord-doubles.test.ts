import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isUntried, send, waitOf } from '../../src/bot/send.ts'
import type { MessageId, PlaceId, ReferralId } from '../../src/kit/ids.ts'
import { minutes } from '../../src/kit/time.ts'
import type { OutboxJob } from '../../src/ports/store.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import type { Fault } from '../rigs/discord/discord-type.ts'
import type { Channel } from '../rigs/discord/world-type.ts'
import { type DiscordDesk, raiseDiscordDesk } from '../rigs/discord-desk.ts'

let desk: DiscordDesk
beforeAll(async () => {
  desk = await raiseDiscordDesk({ still: true })
})
afterAll(() => desk.close())

const faults: readonly (readonly [string, Fault])[] = [
  ['502 before', { kind: 'status', status: 502, when: 'before' }],
  ['502 after', { kind: 'status', status: 502, when: 'after' }],
  ['a cut before', { kind: 'cut', when: 'before' }],
  ['a cut after', { kind: 'cut', when: 'after' }],
  ['a limit', { kind: 'ratelimited', retryAfterS: 7 }],
]

let keys = 0

interface Way {
  readonly purpose: 'card' | 'reply'
  /** Milliseconds beside what the outbox waits anyway: more than Discord remembers a nonce, or none. */
  readonly more: number
  /** The program is started anew after each try, and remembers nothing but its rows. */
  readonly restarts: boolean
}

const stand = async (purpose: Way['purpose']): Promise<{ channel: Channel; job: OutboxJob }> => {
  const channel = desk.discord.addChannel(desk.guild, `c${++keys}`)
  const place = channel.id as PlaceId
  const card = await desk.platform().post(place, outgoing(`card${keys}`, bareCard('card')))
  const job: OutboxJob = {
    id: 1,
    key: `0000${keys}.0`,
    platform: desk.platform().name,
    place,
    subject: 'HK-2026-000001' as ReferralId,
    purpose,
    recipe: {},
    seq: 1,
    attempts: 0,
    repeat: false,
    ...(purpose === 'reply' && card.ok ? { standing: card.value } : {}),
  }
  return { channel, job }
}

/** As the outbox does it: a row is tried until it is sent, with the faults one after the other. */
const deliver = async (first: OutboxJob, strikes: readonly Fault[], way: Way) => {
  let job = first
  for (let n = 0; n < 12; n++) {
    const fault = strikes[n]
    const struck = fault && desk.discord.trouble({ method: 'POST', fault, times: 2 })
    const at = desk.options.now()
    const given = { ...outgoing(job.key, bareCard('x')), at, repeat: job.repeat }
    const sent = await send(desk.platform(), job, given)
    struck?.lift()
    if (sent.ok) return sent.value
    const isDoubtful = job.repeat || sent.error.kind === 'Unknown'
    const attempts = job.attempts + (isUntried(sent.error) ? 0 : 1)
    const { doubtSince = at } = job
    job = { ...job, attempts, repeat: isDoubtful, ...(isDoubtful ? { doubtSince } : {}) }
    if (way.restarts) await desk.restart()
    desk.pass(waitOf(sent.error, attempts, true) + way.more)
  }
  throw new Error('never sent')
}

/** What stands under that channel beside the card that was there. */
const standing = (channel: Channel): readonly MessageId[] =>
  [channel, ...desk.discord.threads(channel)]
    .flatMap(where => desk.discord.messages(where))
    .map(message => message.id as MessageId)
    .slice(1)

const ways: readonly Way[] = (['card', 'reply'] as const).flatMap(purpose =>
  [
    { more: 0, restarts: false },
    { more: minutes(10), restarts: true },
  ].map(way => ({ purpose, ...way })),
)

describe.each(ways)('given a row of which %j is true', way => {
  const pairs = faults.flatMap(([one, a]) =>
    faults.map(([two, b]): [string, string, readonly Fault[]] => [one, two, [a, b]]),
  )
  test.each(pairs)('when %s and then %s strike, then one message stands', async (_, __, both) => {
    const { channel, job } = await stand(way.purpose)
    const sent = await deliver(job, both, way)
    expect(standing(channel)).toEqual([sent.message])
    const shown = JSON.stringify(desk.discord.asked('/messages').map(a => a.body))
    expect(shown).not.toContain('Possibly shown twice')
  })
})
