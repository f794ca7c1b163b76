import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { Role, Side, State } from '../../src/kit/codes.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import type { Result } from '../../src/kit/result.ts'
import { type Instant, instant, minutes, plus } from '../../src/kit/time.ts'
import type { Circumstances, Command, Decision, Raw } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { decide } from '../../src/referral/decide.ts'
import { evolve, type Referral } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import type { Officer } from '../../src/roster/directory.ts'
import { config, kcs, languages, onSide } from './desks.ts'

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
  policy: defaultPolicy,
  desks: config.contactPoints.map(c => c.id),
  languages,
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
  send: {},
  acknowledge: {},
  accept: { reference: 'KCS-2026-11-0815' },
  decline: { reason: 'outside-competence', explanation: 'Not ours.', language: 'ko' },
  answer: { result: 'Subscriber identified.', language: 'ko' },
  withdraw: { explanation: 'Sent by mistake.', language: 'en' },
  close: { outcome: 'success', note: 'Thank you.', language: 'en' },
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
export const attempt = (t: Try): Result<Decision, Refusal> =>
  decide(
    {
      command: commandNamed(t.name),
      ...(t.on ? { referral: t.on } : {}),
      ...(t.revision === undefined ? {} : { revision: t.revision }),
    },
    given(t.by, t.now),
    t.raw ?? goodValues[t.name] ?? {},
  )

/** What the referral is after a command that must be allowed. */
export const afterOf = (t: Try): Referral => {
  const decided = attempt(t)
  if (!decided.ok) throw new Error(`${t.name} was refused: ${decided.error.kind}`)
  const at = t.now ?? start
  const [first, ...rest] = decided.value.events.map(event => ({ event, at, by: t.by.id }))
  if (!first) throw new Error(`${t.name} made no event`)
  return rest.reduce((r, h) => evolve(r, id, h), evolve(t.on, id, first))
}

const paths: Readonly<Record<State, readonly (readonly [name: string, side: Side])[]>> = {
  draft: [],
  sent: [['send', 'sender']],
  acknowledged: [
    ['send', 'sender'],
    ['acknowledge', 'receiver'],
  ],
  accepted: [
    ['send', 'sender'],
    ['acknowledge', 'receiver'],
    ['accept', 'receiver'],
  ],
  answered: [
    ['send', 'sender'],
    ['acknowledge', 'receiver'],
    ['accept', 'receiver'],
    ['answer', 'receiver'],
  ],
  declined: [
    ['send', 'sender'],
    ['decline', 'receiver'],
  ],
  withdrawn: [['withdraw', 'sender']],
  closed: [
    ['send', 'sender'],
    ['acknowledge', 'receiver'],
    ['accept', 'receiver'],
    ['answer', 'receiver'],
    ['close', 'sender'],
  ],
}

/** A draft of Hong Kong to Korea. */
export const drafted = (raw: Raw = {}, role?: Role): Referral =>
  afterOf({
    name: 'create',
    by: onSide('sender', role),
    raw: { ...goodValues['create'], ...raw },
  })

/** A referral in that state, reached the short way, one minute an act. */
export const inState = (state: State, raw: Raw = {}): Referral =>
  paths[state].reduce(
    (on, [name, side], i) =>
      afterOf({ name, by: onSide(side), on, now: plus(start, minutes(i + 1)) }),
    drafted(raw),
  )
