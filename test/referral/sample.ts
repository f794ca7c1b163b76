import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { Role, Side, State } from '../../src/kit/codes.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import type { Result } from '../../src/kit/result.ts'
import { days, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Circumstances, Command, Decision, Raw } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { against, decide } from '../../src/referral/decide.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import { knownOf } from '../../src/referral/forms/form.ts'
import { resultInputs } from '../../src/referral/forms/results.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import type { Officer } from '../../src/roster/directory.ts'
import { config, directory, kcs, languages, onSide } from './desks.ts'
import { filledOf, whole } from './fill.ts'

/** 2026-11-23 14:37 in Hong Kong, 15:37 in Korea. */
export const start = instant(Date.parse('2026-11-23T06:37:00Z'))
export const id = 'HK-2026-000042' as ReferralId

export const commandNamed = (name: string): Command => {
  const found = commands.find(c => c.name === name)
  if (!found) throw new Error(`no command ${name}`)
  return found
}

export const given = (by: Officer, now: Instant = start): Circumstances => ({
  now,
  by,
  policyOf: () => defaultPolicy,
  workingTime: desk => directory.workingTime(desk),
  desks: config.contactPoints.map(c => c.id),
  languages,
  colleagues: directory.officers
    .filter(o => o.desk === by.desk && !o.roles.some(r => r === 'auditor' || r === 'admin'))
    .map(o => o.id),
  evidenceDays: desk => (desk === kcs ? 90 : 30),
})

/** Values that each command takes without a complaint. */
export const goodValues: Readonly<Record<string, Raw>> = {
  create: {
    to: kcs,
    category: 'ipr-online',
    priority: 'immediate',
    subject: 'Film shared over peer-to-peer',
    narrative: 'Seen twice on the same evening. Please name the subscriber.',
    identifiers: '203.0.113.7:51413',
    observed: '2026-11-23 14:30 HKT',
    language: 'en',
  },
  drill: { to: kcs },
  send: {},
  acknowledge: {},
  accept: { reference: 'KCS-2026-11-0815' },
  decline: { reason: 'outside-competence', explanation: 'Not ours.', language: 'ko' },
  answer: { result: 'Subscriber identified.', language: 'ko' },
  withdraw: { explanation: 'Sent by mistake.', language: 'en' },
  close: { outcome: 'success', note: 'Thank you.', language: 'en' },
  approve: {},
  'request-info': { question: 'Which port?', language: 'ko' },
  'supply-info': { information: 'Port 51413.', language: 'en' },
  forward: { authority: 'National Police', authorityRef: 'NP-77', language: 'ko' },
  return: { note: 'They hold nothing.', language: 'ko' },
  interim: { result: 'The provider was asked.', language: 'ko' },
  extend: {
    until: '2026-12-20 12:00 KST',
    explanation: 'The provider needs two weeks.',
    language: 'ko',
  },
  'approve-extension': {},
  'reject-extension': { explanation: 'The hearing is earlier.', language: 'en' },
  reopen: { explanation: 'The account is back.', language: 'en' },
  duplicate: { of: 'HK-2026-000007' },
  'confirm-duplicate': {},
  'deny-duplicate': {},
  'ask-consent': { purpose: 'court', explanation: 'For the trial.', language: 'ko' },
  'propose-consent': { decision: 'granted', language: 'en' },
  'decide-consent': {},
  snooze: { minutes: '60', reason: 'working-on-it', explanation: 'Almost done.', language: 'en' },
  note: { note: 'Call them on Friday.', language: 'en' },
  correct: { entry: '7', correction: 'Received at 09:41, not at 09:14.', language: 'en' },
  'follow-up': {
    priority: 'routine',
    subject: 'The same seeder',
    narrative: 'Seen again.',
    language: 'en',
  },
  'extend-preservation': {},
  translate: {
    translation: '다시 보임',
    language: 'ko',
    on: '2026-11-23',
    translator: 'Han',
  },
}

/** The first result that each action may have. */
const results = (on: Referral): Raw =>
  Object.fromEntries(
    Object.entries(resultInputs(on.actions)).flatMap(([name, i]) => {
      const first = i.choices?.[0]?.value
      return first === undefined ? [] : [[name, first]]
    }),
  )

/** Values that depend on who acts and on what: a colleague of the desk, a day after the reply. */
const valuesOf = (name: string, by: Officer, on: Referral | undefined): Raw => {
  if (name === 'assign' || name === 'hand-over')
    return { officer: by.id.replace(/\.\w+$/, by.roles.includes('duty') ? '.head' : '.duty') }
  if (on && name === 'answer') return { ...goodValues['answer'], ...results(on) }
  if (on && name === 'fill') return whole(on)
  if (on && name === 'amend') return { ...whole(on, knownOf(on)), priority: on.priority }
  if (name === 'translate') return { ...goodValues[name], of: on?.texts[0]?.ref.item ?? '' }
  const reply = on?.deadlines.find(d => d.name === 'reply')
  return name === 'extend' && reply
    ? { ...goodValues['extend'], until: toRfc3339(plus(reply.due, days(1))) }
    : (goodValues[name] ?? {})
}

interface Try {
  readonly name: string
  readonly by: Officer
  readonly on?: Referral | undefined
  readonly raw?: Raw
  readonly now?: Instant
  readonly revision?: number
}

/** Asks for a command as an officer of the pair would. */
export const attempt = (t: Try): Result<Decision, Refusal> => {
  const asked = {
    command: commandNamed(t.name),
    ...(t.on ? { referral: t.on } : {}),
    ...(t.revision === undefined ? {} : { revision: t.revision }),
  }
  const circumstances = given(t.by, t.now)
  // Forms are long: nobody fills one in for nothing.
  const raw = () => (against(asked, circumstances) ? {} : valuesOf(t.name, t.by, t.on))
  return decide(asked, circumstances, t.raw ?? raw())
}

/** After events of one officer at one moment. */
export const folded = (
  on: Referral | undefined,
  events: readonly ReferralEvent[],
  { by, at = start }: { readonly by: Officer; readonly at?: Instant },
): Referral => {
  const [first, ...rest] = events.map(event => ({ event, at, by: by.id }))
  if (!first) throw new Error('no event')
  return rest.reduce((r, h) => evolve(r, id, h), evolve(on, id, first))
}

/** What the referral is after a command that must be allowed. */
export const afterOf = (t: Try): Referral => {
  const decided = attempt(t)
  if (!decided.ok) throw new Error(`${t.name} was refused: ${JSON.stringify(decided.error)}`)
  return folded(t.on, decided.value.events, { by: t.by, ...(t.now ? { at: t.now } : {}) })
}

type Act = readonly [name: string, side: Side, role?: Role]

const send: Act = ['send', 'sender']
const acknowledge: Act = ['acknowledge', 'receiver']
const accept: Act = ['accept', 'receiver']
const answer: Act = ['answer', 'receiver']

const paths: Readonly<Record<State, readonly Act[]>> = {
  draft: [],
  sent: [send],
  acknowledged: [send, acknowledge],
  accepted: [send, acknowledge, accept],
  info_requested: [send, acknowledge, accept, ['request-info', 'receiver']],
  forwarded: [send, acknowledge, accept, ['forward', 'receiver']],
  answered: [send, acknowledge, accept, answer],
  declined: [send, ['decline', 'receiver', 'supervisor']],
  withdrawn: [['withdraw', 'sender']],
  closed: [send, acknowledge, accept, answer, ['close', 'sender']],
}

/** A draft of Hong Kong to Korea whose form is empty. */
export const blank = (raw: Raw = {}, role?: Role): Referral =>
  afterOf({
    name: 'create',
    by: onSide('sender', role),
    raw: { ...goodValues['create'], ...raw },
  })

/** A draft of Hong Kong to Korea that may be sent; `form` as its officer begins it. */
export const drafted = (raw: Raw = {}, role?: Role, form?: Raw): Referral => {
  const draft = blank(raw, role)
  return folded(draft, [filledOf(draft, form)], { by: onSide('sender', role) })
}

/** An exercise of Hong Kong with Korea, just sent. */
export const drilled = (raw: Raw = {}): Referral =>
  afterOf({
    name: 'drill',
    by: onSide('sender', 'supervisor'),
    raw: { ...goodValues['drill'], ...raw },
  })

/** A referral after these acts, one minute each. */
export const afterActs = (on: Referral, acts: readonly Act[]): Referral =>
  acts.reduce(
    (r, [name, side, role], i) =>
      afterOf({ name, by: onSide(side, role), on: r, now: plus(start, minutes(i + 1)) }),
    on,
  )

/** A referral in that state, reached the short way, one minute an act. */
export const inState = (state: State, raw: Raw = {}): Referral =>
  afterActs(drafted(raw), paths[state])
