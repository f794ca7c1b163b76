import { days, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral, TextPart } from '../../src/referral/referral.ts'
import { onSide } from '../referral/desks.ts'
import { folded, id, inState, start } from '../referral/sample.ts'
import { textOf } from './contents.ts'

const later = plus(start, days(2))

/** A step of a deadline that the referral has, as the clock reaches it. */
export const reached = (
  r: Referral,
  name: Escalated['deadline'],
  step: number,
  missed: readonly number[] = [],
): Escalated => {
  const d = r.deadlines.find(x => x.name === name)
  if (!d) throw new Error(`no deadline ${name}`)
  return {
    type: 'referral.escalated',
    deadline: name,
    owner: d.owner,
    step,
    due: toRfc3339(d.due),
    tell: [...(d.steps[step]?.tell ?? [])],
    missed: [...missed],
    planned: toRfc3339(plus(d.due, minutes(d.steps[step]?.afterMinutes ?? 0))),
  }
}

export const escalated = (r: Referral, event: Escalated): Referral =>
  evolve(r, id, { event, at: plus(start, minutes(20)), by: 'clock' })

const late = (r: Referral, name: Escalated['deadline'], step: number): Referral =>
  escalated(r, reached(r, name, step))

export const flagged: readonly (readonly [string, Referral])[] = [
  ['sent, overdue', late(inState('sent'), 'ack', 2)],
  ['sent, reminded', late(inState('sent'), 'ack', 0)],
  ['sent, escalated', late(inState('sent'), 'ack', 4)],
  ['accepted, overdue', late(inState('accepted'), 'reply', 2)],
]

const by = (r: Referral, side: 'sender' | 'receiver', ...events: readonly ReferralEvent[]) =>
  folded(r, events, { by: onSide(side), at: plus(start, minutes(12)) })

export const red: Referral = {
  ...inState('sent'),
  marking: { tlp: 'red', pap: 'red', handling: ['h1', 'h2'], court: 'no' },
}

/** What waits for somebody's word. */
export const cases: readonly (readonly [string, Referral])[] = [
  ['draft to be approved', { ...red, state: 'draft', deadlines: [] }],
  [
    'more time asked for',
    by(inState('accepted'), 'receiver', {
      type: 'referral.extension_asked',
      until: toRfc3339(later),
    }),
  ],
  [
    'duplicate proposed',
    by(inState('accepted'), 'receiver', {
      type: 'referral.duplicate_proposed',
      of: 'HK-2026-000007',
      by: 'receiver',
    }),
  ],
  [
    'consent asked',
    by(inState('answered'), 'receiver', {
      type: 'referral.consent_asked',
      by: 'receiver',
      purpose: 'onward',
      clocks: [],
    }),
  ],
  [
    'assigned',
    by(inState('accepted'), 'receiver', {
      type: 'referral.assigned',
      side: 'receiver',
      officer: onSide('receiver').id,
      handedOver: false,
    }),
  ],
]

const every: readonly TextPart[] = [
  'referral',
  'details',
  'acceptance',
  'request',
  'supply',
  'interim',
  'answer',
]

const closed = inState('closed')

/** A referral with all that a private view may have to show. */
export const full: Referral = {
  ...closed,
  parent: { id: 'HK-2026-000007' as Referral['id'], kind: 'extension' },
  urgency: 'preservation',
  actions: ['preserve-data', 'intel-check'],
  details: { 'work-type': 'film', 'observed-at': toRfc3339(start), proceedings: 'court' },
  approved: { by: onSide('sender', 'supervisor').id, at: start },
  assignees: { sender: onSide('sender').id, receiver: onSide('receiver').id },
  extensions: 1,
  consents: [{ by: 'receiver', purpose: 'court', proposed: 'conditions', decision: 'conditions' }],
  results: [
    { action: 'preserve-data', result: 'partly' },
    { action: 'intel-check', result: 'found' },
  ],
  measures: [
    { kind: 'cigarettes', value: '8350000', unit: 'stick', basis: 'third' },
    { kind: 'cash', value: '123450', unit: 'minor', currency: 'HKD', basis: 'own' },
  ],
  deadlines: [
    ...inState('accepted')
      .deadlines.filter(d => d.name === 'reply')
      .map(d => ({
        ...d,
        due: later,
        pausedAt: plus(start, minutes(30)),
        snoozedUntil: plus(start, minutes(90)),
      })),
    ...(['evidence', 'preservation'] as const).map(name => ({
      name,
      owner: 'sender' as const,
      ...(name === 'preservation' ? { since: start, rule: { workingDays: 60 } } : {}),
      due: plus(start, days(60)),
      original: plus(start, days(60)),
      steps: [],
      reached: 0,
      calls: [],
    })),
  ],
  texts: [
    ...every.map(part => textOf(part)),
    textOf('translation', { of: 'answer', on: '2026-11-24' }),
    textOf('note', { side: 'sender' }),
    textOf('consent'),
  ],
}
