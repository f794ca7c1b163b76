import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { State } from '../../src/kit/codes.ts'
import { instant, minutes, plus } from '../../src/kit/time.ts'
import { type ReferralEvent, referralEventSchema, withText } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import { openConsent, type Referral, referralSchema, sideOf } from '../../src/referral/referral.ts'
import { anyEvent } from './any-event.ts'
import { gdf, hkc, kcs, onSide } from './desks.ts'
import { afterOf, drafted, goodValues, id, inState, start } from './sample.ts'

const by = onSide('sender').id
const short = (e: ReferralEvent): string => e.type.slice('referral.'.length)

/** The state an event leads to; the others leave it as it was. */
const leadsTo: Readonly<Record<string, State>> = {
  drafted: 'draft',
  sent: 'sent',
  acknowledged: 'acknowledged',
  accepted: 'accepted',
  info_requested: 'info_requested',
  forwarded: 'forwarded',
  returned: 'accepted',
  declined: 'declined',
  answered: 'answered',
  withdrawn: 'withdrawn',
  closed: 'closed',
  reopened: 'accepted',
  duplicate_confirmed: 'closed',
  drill_ended: 'closed',
}

/** What does not make an older card stale. */
const quiet = ['interim', 'assigned', 'noted', 'translated', 'corrected', 'escalated', 'snoozed']

const eventOf = (type: string): ReferralEvent => {
  const found = anyEvent.find(e => short(e) === type)
  if (!found) throw new Error(`no ${type}`)
  return found
}
const folding = (types: readonly string[], on: Referral | undefined): Referral => {
  const r = types
    .map(eventOf)
    .reduce<Referral | undefined>((r, event) => evolve(r, id, { event, at: start, by }), on)
  if (!r) throw new Error('no events')
  return r
}

describe('evolve', () => {
  it('given the union of events, then there is one of every kind here', () => {
    const declared = referralEventSchema.options.map(o => o.shape.type.value)
    expect(anyEvent.map(e => e.type).toSorted()).toEqual(declared.toSorted())
    expect(declared.length).toBeGreaterThanOrEqual(33)
  })

  it('given events of every kind in any order, then it never fails and the acts lead where they must', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...anyEvent), { maxLength: 20 }), events => {
        let r = drafted()
        for (const [i, event] of events.entries()) {
          kinds.add(event.type)
          const before = r
          r = evolve(r, id, { event, at: instant(start + i), by })
          const to =
            short(event) === 'info_supplied' ? (before.resume ?? 'acknowledged') : undefined
          expect(r.state, event.type).toBe(to ?? leadsTo[short(event)] ?? before.state)
          if (short(event) !== 'drafted')
            expect(r.revision - before.revision).toBe(quiet.includes(short(event)) ? 0 : 1)
          expect(new Set(r.deadlines.map(d => d.name)).size).toBe(r.deadlines.length)
          expect(
            r.consents.filter(c => c.decision === undefined).length < 2 || openConsent(r),
          ).toBeTruthy()
        }
        expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toEqual(r)
      }),
      { numRuns: 300 },
    )
    expect(kinds.size).toBe(anyEvent.length)
  })

  it('given each kind of event, then its schema reads back what was written, and nothing more', () => {
    for (const event of anyEvent) {
      expect(referralEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
      expect(referralEventSchema.safeParse({ ...event, more: 1 }).success).toBe(false)
    }
    expect(anyEvent.length).toBe(referralEventSchema.options.length)
  })

  it('given words, then an event takes them if its kind holds any, and else it is a bug', () => {
    const words = { language: 'en', ref: { item: 'x', commit: 'y', bytes: 1 } }
    const [holds, none] = [true, false].map(has => anyEvent.filter(e => 'text' in e === has))
    for (const event of holds ?? [])
      expect(withText(event, words)).toEqual({ ...event, text: words })
    for (const event of none ?? []) expect(() => withText(event, words)).toThrow('holds no words')
    expect([holds?.length, none?.length]).toEqual([22, 12])
  })

  it('given a time in another form than the log has, then the event is not read', () => {
    const escalated = eventOf('escalated')
    const times = ['2026-11-23T07:00:00Z', '2026-11-23T15:00:00.000+08:00', 'soon', '']
    expect(times.map(due => referralEventSchema.safeParse({ ...escalated, due }).success)).toEqual(
      times.map(() => false),
    )
  })

  it('given a first event that is no draft, then it is a bug and says so', () => {
    const others = anyEvent.filter(e => e.type !== 'referral.drafted')
    for (const event of others)
      expect(() => evolve(undefined, id, { event, at: start, by: 'clock' })).toThrow('its draft')
    expect(others).toHaveLength(anyEvent.length - 1)
  })

  it('given texts of officers, then each is named by its part, in order; a new form replaces the old', () => {
    const r = folding(anyEvent.map(short), undefined)
    expect(r.erased).toBe(true)
    expect(r.texts).toEqual([])
    const whole = folding(
      anyEvent.map(short).filter(type => type !== 'erased'),
      undefined,
    )
    expect(whole.texts.map(t => t.part)).toEqual([
      'referral',
      'acceptance',
      'request',
      'supply',
      'forwarding',
      'return',
      'interim',
      'extension',
      'extension',
      'details',
      'decline',
      'answer',
      'withdrawal',
      'closing',
      'reopening',
      'note',
      'consent',
      'consent',
      'translation',
      'snooze',
      'correction',
    ])
    expect(new Set(whole.texts.map(t => t.ref.item)).size).toBe(21)
    expect(whole.texts.find(t => t.part === 'note')?.side).toBe('sender')
    expect(whole.texts.find(t => t.part === 'translation')).toMatchObject({
      of: 'abc',
      on: '2026-11-23',
    })
  })

  it('given what an event holds, then the state has it', () => {
    const whole = folding(
      ['drafted', 'filled', 'approved', 'sent', 'assigned', 'amended', 'answered', 'closed'],
      undefined,
    )
    expect(whole).toMatchObject({
      category: 'tobacco',
      parent: { id: 'HK-2026-000001', kind: 'follow-up' },
      priority: 'immediate',
      marking: { tlp: 'red' },
      actions: ['info-only'],
      details: { port: '80' },
      given: [],
      assignees: { receiver: 'kcs.duty' },
      results: [{ action: 'intel-check', result: 'trace' }],
      outcome: 'partial',
      measures: [{ kind: 'cash', value: '1500.5', currency: 'HKD', basis: 'third' }],
      approved: { by },
      authors: [by],
    })
    const reopened = folding(['reopened'], whole)
    expect([reopened.outcome, reopened.deadlines.map(d => d.name)]).toEqual([undefined, ['reply']])
    expect(folding(['duplicate_proposed'], inState('sent')).duplicate).toEqual({
      of: 'HK-2026-000007',
      by: 'receiver',
    })
    expect(folding(['duplicate_confirmed'], inState('sent'))).toMatchObject({
      outcome: 'duplicate',
      deadlines: [],
    })
    const consented = folding(
      ['consent_asked', 'consent_proposed', 'consent_decided'],
      inState('closed'),
    )
    expect(consented.consents).toEqual([
      {
        by: 'receiver',
        purpose: 'court',
        proposed: 'conditions',
        proposer: by,
        decision: 'conditions',
        words: 'of referral.consent_proposed',
      },
    ])
  })

  it('given an act, then who and when are kept with the state it led to', () => {
    const at = (n: number, side: 'sender' | 'receiver') => ({
      by: onSide(side).id,
      at: plus(start, minutes(n)),
    })
    const r = inState('closed')
    expect(r.acts).toEqual({
      draft: at(0, 'sender'),
      sent: at(1, 'sender'),
      acknowledged: at(2, 'receiver'),
      accepted: at(3, 'receiver'),
      answered: at(4, 'receiver'),
      closed: at(5, 'sender'),
    })
    expect(r.outcome).toBe('success')
    expect(afterOf({ name: 'close', by: onSide('sender'), on: inState('declined') }).reason).toBe(
      goodValues['decline']?.['reason'],
    )
  })

  it('given an act that no officer did, then nobody is named for it', () => {
    const event: ReferralEvent = { type: 'referral.acknowledged', clocks: [] }
    const r = evolve(inState('sent'), id, { event, at: start, by: 'clock' })
    expect(r.acts).toEqual(inState('sent').acts)
  })

  it('given a desk, then it is sender, receiver or neither', () => {
    const r = inState('sent')
    expect([hkc, kcs, gdf].map(desk => sideOf(r, desk))).toEqual(['sender', 'receiver', undefined])
  })
})
