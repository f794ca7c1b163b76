import { deadlineNames, type Side } from '../../src/kit/codes.ts'
import { days, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import type { Happened, Referral, TextPart } from '../../src/referral/referral.ts'
import { hkc, kcs, onSide } from '../referral/desks.ts'
import { inState, start } from '../referral/sample.ts'
import { withClock } from './calls.ts'
import { textOf, words } from './contents.ts'
import { reached } from './matters.ts'

interface Happening {
  readonly title: string
  readonly r: Referral
  readonly happened: Happened
}

const when = plus(start, minutes(9))
const until = toRfc3339(plus(start, days(2)))
const marking = { tlp: 'amber', pap: 'green', handling: ['h1'], court: 'ask' as const }

const sender: readonly ReferralEvent[] = [
  {
    type: 'referral.drafted',
    from: hkc,
    to: kcs,
    category: 'tobacco',
    priority: 'routine',
    ...words('referral'),
  },
  {
    type: 'referral.filled',
    marking,
    actions: [],
    details: {},
    given: [],
    ...words('details'),
  },
  { type: 'referral.approved' },
  { type: 'referral.sent', clocks: [] },
  { type: 'referral.info_supplied', ...words('supply') },
  { type: 'referral.extension_approved', until },
  { type: 'referral.extension_rejected', ...words('extension') },
  {
    type: 'referral.amended',
    changes: {
      priority: { from: 'routine', to: 'urgent' },
      tlp: { from: 'amber-strict', to: 'amber' },
      'work-type': { from: '', to: 'film' },
    },
    clocks: [],
    ...words('details'),
  },
  { type: 'referral.withdrawn', ...words('withdrawal') },
  { type: 'referral.closed', outcome: 'success', measures: [], ...words('closing') },
  { type: 'referral.reopened', clocks: [], ...words('reopening') },
  { type: 'referral.duplicate_confirmed' },
  { type: 'referral.duplicate_denied' },
  {
    type: 'referral.assigned',
    side: 'sender',
    officer: onSide('sender', 'duty').id,
    handedOver: true,
  },
  { type: 'referral.noted', side: 'sender', ...words('note') },
  { type: 'referral.consent_proposed', decision: 'conditions', ...words('consent') },
  { type: 'referral.consent_decided', decision: 'conditions' },
  { type: 'referral.translated', of: 'answer', on: '2026-11-24', ...words('translation') },
  { type: 'referral.corrected', seq: 42, ...words('correction') },
  { type: 'referral.erased' },
]

const receiver: readonly ReferralEvent[] = [
  { type: 'referral.acknowledged', clocks: [] },
  { type: 'referral.accepted', ...words('acceptance') },
  { type: 'referral.info_requested', clocks: [], ...words('request') },
  { type: 'referral.forwarded', clocks: [], ...words('forwarding') },
  { type: 'referral.returned', ...words('return') },
  { type: 'referral.interim', clocks: [], ...words('interim') },
  { type: 'referral.extension_asked', until, ...words('extension') },
  { type: 'referral.declined', reason: 'reciprocity', clocks: [], ...words('decline') },
  { type: 'referral.answered', results: [], clocks: [], ...words('answer') },
  { type: 'referral.duplicate_proposed', of: 'HK-2026-000007', by: 'receiver' },
  {
    type: 'referral.assigned',
    side: 'receiver',
    officer: onSide('receiver', 'duty').id,
    handedOver: false,
  },
  { type: 'referral.consent_asked', by: 'receiver', purpose: 'onward', clocks: [] },
  {
    type: 'referral.snoozed',
    side: 'receiver',
    until,
    reason: 'awaiting-court',
    deadlines: ['reply'],
    ...words('snooze'),
  },
]

const parts: readonly TextPart[] = [
  'referral',
  'details',
  'acceptance',
  'request',
  'supply',
  'forwarding',
  'return',
  'interim',
  'extension',
  'decline',
  'answer',
  'withdrawal',
  'closing',
  'reopening',
  'note',
  'consent',
  'translation',
  'correction',
  'snooze',
]

const told = (side: Side, events: readonly ReferralEvent[]): readonly Happening[] =>
  events.map(event => ({
    title: `${event.type}${event.type === 'referral.assigned' ? ` at the ${event.side}` : ''}`,
    r: { ...inState('accepted'), texts: parts.map(part => textOf(part)) },
    happened: { event, at: when, by: onSide(side).id },
  }))

const late: readonly Happening[] = deadlineNames.flatMap(name => {
  const r = withClock(name)
  const due = r.deadlines[0]?.due ?? start
  const last = (r.deadlines[0]?.steps.length ?? 1) - 1
  const before = last > 0 ? [0] : []
  return [...before, last].map(step => ({
    title: `referral.escalated, ${name}, step ${step}`,
    r,
    happened: {
      event: reached(r, name, step),
      at: step === last ? due : plus(start, minutes(1)),
      by: 'clock' as const,
    },
  }))
})

/** Every event, with the words that may come with it. */
export const happenings: readonly Happening[] = [
  ...told('sender', sender),
  ...told('receiver', receiver),
  ...late,
  {
    title: 'referral.escalated, everybody told',
    r: withClock('ack'),
    happened: {
      event: {
        ...reached(withClock('ack'), 'ack', 4),
        tell: ['duty', 'backup', 'supervisor', 'head', 'other-desk', 'other-head', 'channel:watch'],
      },
      at: plus(start, days(2)),
      by: 'clock',
    },
  },
]
