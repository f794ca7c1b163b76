import { describe, expect, it } from 'vitest'
import { batchOf, type Loaded } from '../../src/bot/record.ts'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import { timersOf } from '../../src/referral/deadlines.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { referralSchema } from '../../src/referral/referral.ts'
import { directory, gdf, hkc, kcs, officerAt, onSide } from '../referral/desks.ts'
import { attempt, drafted, goodValues, id, inState, start } from '../referral/sample.ts'

const record = (
  loaded: Omit<Loaded, 'id'>,
  events: readonly ReferralEvent[],
  by = onSide('sender').id,
) =>
  batchOf({
    loaded: { id, ...loaded },
    events,
    by,
    actor: by,
    cause: 'why',
    inbound: 'key',
    now: start,
    directory,
  })

const eventsOf = (name: string, raw = goodValues[name]): readonly ReferralEvent[] => {
  const decided = attempt({ name, by: onSide('sender'), raw: raw ?? {}, on: drafted() })
  if (!decided.ok) throw new Error(decided.error.kind)
  return decided.value.events
}

const owed = (batch: ReturnType<typeof record>['batch']): readonly string[] =>
  batch.outbox.map(o => {
    const { card, viewer = '', to = '' } = { ...(o.recipe as object) } as Record<string, string>
    return [o.purpose, o.place, card, viewer, to].filter(Boolean).join(' ')
  })

describe('what is committed', () => {
  it('given a new draft, then entry, snapshot, timers and outbox are in one batch of version 1', () => {
    const events = eventsOf('create')
    const { batch, after } = record({ version: 0 }, events)
    expect(batch).toEqual({
      at: start,
      inbound: 'key',
      expect: [{ subject: id, version: 0 }],
      entries: [
        {
          subject: id,
          type: 'referral.drafted',
          actor: 'hkc.officer',
          cause: 'why',
          event: events[0],
        },
      ],
      snapshots: [{ subject: id, version: 1, state: after, parties: [hkc, kcs], open: true }],
      timers: [{ subject: id, armed: [] }],
      outbox: [
        {
          platform: 'test',
          place: 'hk',
          subject: id,
          purpose: 'card',
          recipe: { card: 'referral', viewer: 'sender' },
          entry: 0,
        },
      ],
      settle: [],
    })
  })

  it('given a draft that is sent, then its deadlines are armed and all three places are told', () => {
    const { batch, after } = record({ version: 1, referral: drafted() }, eventsOf('send'))
    expect(batch.timers).toEqual([{ subject: id, armed: timersOf(after, directory.workingTime) }])
    expect(batch.timers[0]?.armed.map(t => t.due)).toEqual([
      plus(start, minutes(7)),
      plus(start, minutes(240)),
      plus(start, minutes(89 * 1440 - 7 - 30 * 1440 + 1440)),
    ])
    expect(owed(batch)).toEqual([
      'card pair referral both',
      'card hk referral sender',
      'card kr referral receiver',
      'reply pair happened',
    ])
  })

  it('given a pair without a shared channel, then each desk has one card and the lines under it', () => {
    const create = { ...goodValues['create'], to: gdf }
    const draft = record({ version: 0 }, eventsOf('create', create)).after
    const sent = record({ version: 1, referral: draft }, eventsOf('send'))
    expect(owed(sent.batch)).toEqual([
      'card hk referral sender',
      'card it referral receiver',
      'reply hk happened',
      'reply it happened',
    ])
    expect(sent.after.to).toBe('gdf.cyber' as ContactPointId)
  })

  it('given a withdrawn draft, then nothing is owed to the other side and nothing stays armed', () => {
    const { batch } = record({ version: 1, referral: drafted() }, eventsOf('withdraw'))
    expect(owed(batch)).toEqual(['card hk referral sender'])
    expect(batch.snapshots[0]).toMatchObject({ version: 2, open: false })
    expect(batch.timers[0]?.armed).toEqual([])
  })

  it('given a step of the clock, then the pings go to the desks and are not merged with the card', () => {
    const { batch, after } = batchOf({
      loaded: { id, version: 2, referral: inState('sent') },
      events: [
        {
          type: 'referral.escalated',
          deadline: 'ack',
          owner: 'receiver',
          step: 4,
          due: '2026-11-23T06:53:00.000Z',
          tell: ['supervisor', 'other-desk'],
          missed: [],
        },
      ],
      by: 'clock',
      actor: 'clock',
      now: start,
      directory,
    })
    expect(owed(batch)).toEqual([
      'card pair referral both',
      'card hk referral sender',
      'card kr referral receiver',
      'ping.ack.4.3.2026-11-23T06:53:00.000Z kr escalation owner',
      'ping.ack.4.3.2026-11-23T06:53:00.000Z hk escalation other',
    ])
    expect(batch).not.toHaveProperty('inbound')
    expect(batch.entries[0]).not.toHaveProperty('cause')
    expect(batch.timers[0]?.armed.map(t => [t.deadline, t.step])).toEqual([
      ['ack', 5],
      ['reply', 0],
      ['evidence', 0],
    ])
    expect(after.revision).toBe(inState('sent').revision)
  })

  it('given two events, then each is an entry, the card is owed once, the lines are owed for each', () => {
    const { batch, after } = record(
      { version: 2, referral: inState('sent') },
      [{ type: 'referral.acknowledged', clocks: [] }, { type: 'referral.accepted' }],
      officerAt(kcs).id,
    )
    expect(batch.entries.map(e => e.type)).toEqual(['referral.acknowledged', 'referral.accepted'])
    expect(batch.outbox.map(o => [o.purpose, o.place, o.entry])).toEqual([
      ['reply', 'pair', 0],
      ['card', 'pair', 1],
      ['card', 'hk', 1],
      ['card', 'kr', 1],
      ['reply', 'pair', 1],
    ])
    expect(after.state).toBe('accepted')
    expect(referralSchema.parse(JSON.parse(JSON.stringify(batch.snapshots[0]?.state)))).toEqual(
      after,
    )
  })

  it('given no event, then it is a bug and says so', () => {
    expect(() => record({ version: 0 }, [])).toThrow('without an event')
  })
})
