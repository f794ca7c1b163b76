import { type ReferralEvent, withText } from '../../src/referral/events.ts'
import { hkc, kcs } from './desks.ts'

const ref = { item: 'abc', commit: 'def', bytes: 3 }
const text = { language: 'ko', ref }
const soon = '2026-11-23T07:00:00.000Z'
const clock = (name: 'ack' | 'reply' | 'chase', owner: 'sender' | 'receiver' = 'receiver') => ({
  name,
  owner,
  due: soon,
  since: '2026-11-23T06:00:00.000Z',
  rule: { minutes: 60 },
  snoozeMinutes: 60,
  steps: [{ afterMinutes: 0, tell: ['duty' as const] }],
})

const events: readonly ReferralEvent[] = [
  {
    type: 'referral.drafted',
    from: hkc,
    to: kcs,
    category: 'tobacco',
    priority: 'urgent',
    observedAt: '2003-04-01T00:00:00.000Z',
    parent: { id: 'HK-2026-000001', kind: 'follow-up' },
    text,
  },
  {
    type: 'referral.filled',
    marking: { tlp: 'amber', pap: 'amber', handling: ['h1', 'h2'], court: 'ask' },
    urgency: 'live-data',
    actions: ['intel-check'],
    details: { port: '443' },
    given: ['work-title'],
    text,
  },
  { type: 'referral.approved' },
  { type: 'referral.sent', clocks: [clock('ack'), clock('reply')] },
  { type: 'referral.acknowledged', clocks: [] },
  { type: 'referral.accepted', text },
  { type: 'referral.info_requested', clocks: [], text },
  { type: 'referral.info_supplied', text },
  { type: 'referral.forwarded', clocks: [{ ...clock('chase'), againMinutes: 720 }], text },
  { type: 'referral.returned', text },
  { type: 'referral.interim', clocks: [], text },
  { type: 'referral.extension_asked', until: '2026-12-01T00:00:00.000Z', text },
  { type: 'referral.extension_approved', until: '2026-12-01T00:00:00.000Z' },
  { type: 'referral.extension_rejected', text },
  {
    type: 'referral.amended',
    changes: { priority: { from: 'urgent', to: 'immediate' } },
    priority: 'immediate',
    clocks: [clock('reply')],
    marking: { tlp: 'red', pap: 'red', handling: ['h0'], court: 'no' },
    actions: ['info-only'],
    details: { port: '80' },
    given: [],
    text,
  },
  { type: 'referral.declined', reason: 'data-gone', clocks: [], text },
  {
    type: 'referral.answered',
    results: [{ action: 'intel-check', result: 'trace' }],
    preservedUntil: '2027-01-22T00:00:00.000Z',
    clocks: [],
    text,
  },
  { type: 'referral.withdrawn', text },
  {
    type: 'referral.closed',
    outcome: 'partial',
    measures: [{ kind: 'cash', value: '1500.5', unit: 'minor', currency: 'HKD', basis: 'third' }],
    text,
  },
  { type: 'referral.reopened', clocks: [clock('reply')], text },
  { type: 'referral.duplicate_proposed', of: 'HK-2026-000007', by: 'receiver' },
  { type: 'referral.duplicate_confirmed' },
  { type: 'referral.duplicate_denied' },
  { type: 'referral.assigned', side: 'receiver', officer: 'kcs.duty', handedOver: true },
  { type: 'referral.noted', side: 'sender', text },
  { type: 'referral.consent_asked', by: 'receiver', purpose: 'court', clocks: [], text },
  { type: 'referral.consent_proposed', decision: 'conditions', text },
  { type: 'referral.consent_decided', decision: 'conditions' },
  { type: 'referral.translated', of: 'abc', on: '2026-11-23', text },
  {
    type: 'referral.snoozed',
    side: 'receiver',
    until: '2026-11-23T08:00:00.000Z',
    reason: 'awaiting-court',
    deadlines: ['reply'],
    text,
  },
  { type: 'referral.corrected', seq: 7, text },
  { type: 'referral.erased' },
  { type: 'referral.drill_ended' },
  {
    type: 'referral.escalated',
    deadline: 'reply',
    owner: 'receiver',
    step: 1,
    due: soon,
    tell: ['head', 'other-head', 'channel:watch'],
    missed: [0],
    missedRounds: 2,
    because: { kind: 'down', from: '2026-11-23T05:00:00.000Z', to: soon },
    planned: '2026-11-23T06:00:00.000Z',
    called: ['kcs.head'],
    calledOther: ['hkc.head'],
    bundle: [
      { subject: 'HK-2026-000042', deadline: 'reply', step: 1, due: soon },
      { subject: 'HK-2026-000043', deadline: 'ack', step: 1, due: soon },
    ],
  },
]

/** One event of every kind, with all that it may hold; the words of each are an item of their own. */
export const anyEvent: readonly ReferralEvent[] = events.map(e =>
  'text' in e ? withText(e, { ...text, ref: { ...ref, item: `of ${e.type}` } }) : e,
)
