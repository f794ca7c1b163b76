import { expect } from 'vitest'
import type { Side, State } from '../../src/kit/codes.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { isEscalated, isOverdue, timersOf } from '../../src/referral/deadlines.ts'
import { isOpen, type Referral, referralSchema, whoseTurn } from '../../src/referral/referral.ts'
import { directory, onSide } from './desks.ts'
import { attempt } from './sample.ts'

/** What may run in a state; `consent` and `preservation` outlive most. */
const mayRun: Readonly<Record<State, readonly string[]>> = {
  draft: [],
  sent: ['ack', 'reply', 'evidence'],
  acknowledged: ['decision', 'reply', 'evidence', 'consent'],
  accepted: ['reply', 'evidence', 'consent', 'preservation'],
  info_requested: ['info', 'decision', 'reply', 'evidence', 'consent', 'preservation'],
  forwarded: ['chase', 'reply', 'evidence', 'consent', 'preservation'],
  answered: ['feedback', 'evidence', 'consent', 'preservation'],
  declined: ['feedback', 'consent'],
  withdrawn: [],
  closed: ['consent', 'preservation'],
}

const turns: Readonly<Record<State, Side | 'nobody'>> = {
  draft: 'sender',
  sent: 'receiver',
  acknowledged: 'receiver',
  accepted: 'receiver',
  info_requested: 'sender',
  forwarded: 'receiver',
  answered: 'sender',
  declined: 'sender',
  withdrawn: 'nobody',
  closed: 'nobody',
}

const times = directory.workingTime
const sides = ['sender', 'receiver'] as const
/** Long forms are left out: they'd be filled in thousands of times. */
export const acts = commands
  .filter(c => c.by !== 'new' && c.begins !== true && c.name !== 'amend' && c.name !== 'fill')
  .map(c => c.name)

const mayAct = (side: Side, on: Referral): boolean =>
  acts.some(name => attempt({ name, by: onSide(side, 'supervisor'), on }).ok)

const pressing = ['ack', 'decision', 'reply', 'info', 'consent']

/** What holds of a referral in every state, however it came there. */
export const holds = (r: Referral) => {
  const extra = r.deadlines.map(d => d.name).filter(name => !mayRun[r.state].includes(name))
  expect(extra, r.state).toEqual([])
  // Two reminders, the call at the due time, the backup; then supervisor and the other desk.
  const pressed = r.deadlines.filter(d => pressing.includes(d.name))
  expect(isOverdue(r)).toBe(pressed.some(d => d.reached > 2))
  expect(isEscalated(r)).toBe(pressed.some(d => d.reached > 4))
  expect(whoseTurn(r)).toBe(turns[r.state])
  expect(isOpen(r)).toBe(whoseTurn(r) !== 'nobody')
  for (const side of sides)
    if (whoseTurn(r) === side) expect(mayAct(side, r), `${side} in ${r.state}`).toBe(true)
  expect(timersOf(r, times).every(t => r.deadlines.some(d => d.name === t.deadline))).toBe(true)
  expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toStrictEqual(r)
}
