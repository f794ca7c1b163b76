import { describe, expect, it } from 'vitest'
import { type Role, roles, type Side, type State, states } from '../../src/kit/codes.ts'
import { instant, minutes, plus } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { gdf, kcs, officerAt, onSide } from './desks.ts'
import { afterOf, attempt, inState, start } from './sample.ts'

/** The rules as the two desks agreed them, by hand: command, side, and from where to where. */
const agreed: Readonly<
  Record<string, { readonly by: Side; readonly moves: Readonly<Partial<Record<State, State>>> }>
> = {
  send: { by: 'sender', moves: { draft: 'sent' } },
  acknowledge: { by: 'receiver', moves: { sent: 'acknowledged' } },
  accept: { by: 'receiver', moves: { acknowledged: 'accepted' } },
  decline: {
    by: 'receiver',
    moves: { sent: 'declined', acknowledged: 'declined', accepted: 'declined' },
  },
  answer: { by: 'receiver', moves: { accepted: 'answered' } },
  withdraw: {
    by: 'sender',
    moves: {
      draft: 'withdrawn',
      sent: 'withdrawn',
      acknowledged: 'withdrawn',
      accepted: 'withdrawn',
    },
  },
  close: { by: 'sender', moves: { answered: 'closed', declined: 'closed' } },
}

const may: readonly Role[] = ['officer', 'duty', 'supervisor', 'head']

const at = (minute: number): string => `2026-11-23T06:${37 + minute}:00.000Z`
const steps = (second: number) => [
  { afterMinutes: 0, tell: ['duty'] },
  { afterMinutes: second, tell: ['supervisor', 'sending-desk'] },
]

/** What each command makes happen, to the letter; all are tried at the same moment. */
const events: Readonly<Record<string, object>> = {
  send: {
    type: 'referral.sent',
    clocks: [
      { name: 'ack', due: at(15), steps: steps(30) },
      { name: 'reply', due: '2026-11-23T14:37:00.000Z', steps: steps(30) },
    ],
  },
  acknowledge: { type: 'referral.acknowledged' },
  accept: { type: 'referral.accepted' },
  decline: { type: 'referral.declined', reason: 'outside-competence' },
  answer: { type: 'referral.answered' },
  withdraw: { type: 'referral.withdrawn' },
  close: { type: 'referral.closed', outcome: 'success' },
}

const everybody = (['sender', 'receiver', 'third'] as const).flatMap(who =>
  roles.map(role => ({
    who,
    role,
    officer: who === 'third' ? officerAt(gdf, role) : onSide(who, role),
  })),
)

const acknowledgedBefore: readonly State[] = ['acknowledged', 'accepted', 'answered', 'closed']

const refusalOf = (name: string, state: State, who: string, role: Role): Refusal | undefined => {
  const rule = agreed[name]
  if (!rule) throw new Error(`${name} isn't agreed`)
  if (who !== rule.by) return { kind: 'WrongSide', needed: rule.by }
  if (!may.includes(role)) return { kind: 'WrongRole' }
  if (rule.moves[state]) return undefined
  return name === 'acknowledge' && acknowledgedBefore.includes(state)
    ? {
        kind: 'AlreadyAcknowledged',
        by: onSide('receiver').id,
        at: plus(start, minutes(2)),
      }
    : { kind: 'WrongState', state }
}

const frozen = (r: Referral): Referral => {
  for (const part of [r, r.acts, r.deadlines, r.texts, ...r.deadlines]) Object.freeze(part)
  return r
}

describe('the commands of a referral', () => {
  it('given every command, state, side and role, then exactly the agreed ones are allowed', () => {
    let allowed = 0
    let refused = 0
    for (const state of states)
      for (const name of Object.keys(agreed))
        for (const { who, role, officer } of everybody) {
          const on = frozen(inState(state))
          const before = JSON.stringify(on)
          const decided = attempt({ name, by: officer, on })
          const refusal = refusalOf(name, state, who, role)
          const about = `${name} from ${state} by ${who} ${role}`
          if (refusal) {
            expect(decided, about).toEqual({ ok: false, error: refusal })
            refused++
          } else {
            expect(decided.ok && decided.value.events, about).toEqual([events[name]])
            const next = afterOf({ name, by: officer, on })
            expect(next.state, about).toBe(agreed[name]?.moves[state])
            expect(next.revision, about).toBe(on.revision + 1)
            expect(next.acts[next.state], about).toEqual({ by: officer.id, at: start })
            allowed++
          }
          expect(JSON.stringify(on), about).toBe(before)
        }
    expect({ allowed, refused }).toEqual({ allowed: 13 * 4, refused: 7 * 8 * 18 - 13 * 4 })
  })

  it('given every desk and role, then those of cases begin a draft of their own desk', () => {
    let begun = 0
    let refused = 0
    for (const state of [undefined, ...states])
      for (const { who, role, officer } of everybody) {
        const to = officer.desk === kcs ? gdf : kcs
        const raw = {
          to,
          category: 'tobacco',
          priority: 'routine',
          subject: 'Container',
          narrative: 'Two containers.',
        }
        const on = state && frozen(inState(state))
        const decided = attempt({ name: 'create', by: officer, raw, on })
        const about = `create by ${who} ${role}`
        if (may.includes(role)) {
          expect(decided.ok && decided.value.events, about).toEqual([
            {
              type: 'referral.drafted',
              from: officer.desk,
              to,
              category: 'tobacco',
              priority: 'routine',
            },
          ])
          begun++
        } else {
          expect(decided, about).toEqual({ ok: false, error: { kind: 'WrongRole' } })
          refused++
        }
      }
    expect({ begun, refused }).toEqual({ begun: 9 * 12, refused: 9 * 6 })
  })

  it('given the declarations, then they are the agreed commands and no others', () => {
    expect(commands.map(c => c.name)).toEqual(['create', ...Object.keys(agreed)])
  })

  it('given a draft, when commands follow one another, then all eight states are reached', () => {
    const seen = new Map<State, Referral>()
    const waiting: Referral[] = [inState('draft')]
    for (let r = waiting.pop(); r; r = waiting.pop()) {
      if (seen.has(r.state)) continue
      seen.set(r.state, r)
      for (const name of Object.keys(agreed))
        for (const side of ['sender', 'receiver'] as const)
          if (attempt({ name, by: onSide(side), on: r }).ok)
            waiting.push(afterOf({ name, by: onSide(side), on: r }))
    }
    expect([...seen.keys()].toSorted()).toEqual([...states].toSorted())
    expect(seen.size).toBe(8)
  })

  it('given an act at another revision than the present one, then it is stale and changes nothing', () => {
    let stale = 0
    for (const state of states)
      for (const [name, rule] of Object.entries(agreed)) {
        const on = inState(state)
        const by = onSide(rule.by)
        for (const revision of [0, on.revision - 1, on.revision + 1]) {
          const first = name === 'acknowledge' && acknowledgedBefore.includes(state)
          expect(attempt({ name, by, on, revision })).toEqual({
            ok: false,
            error: first ? refusalOf(name, state, 'receiver', 'duty') : { kind: 'Stale', state },
          })
          stale++
        }
        if (rule.moves[state])
          expect(attempt({ name, by, on, revision: on.revision }).ok, name).toBe(true)
      }
    expect(stale).toBe(8 * 7 * 3)
  })

  it('given two officers who acknowledge at the same moment, then the second hears who was first', () => {
    const sent = inState('sent')
    const first = onSide('receiver', 'duty')
    const on = afterOf({ name: 'acknowledge', by: first, on: sent, now: instant(start + 1) })
    const second = attempt({
      name: 'acknowledge',
      by: onSide('receiver', 'supervisor'),
      on,
      revision: sent.revision,
    })
    expect(second).toEqual({
      ok: false,
      error: { kind: 'AlreadyAcknowledged', by: first.id, at: start + 1 },
    })
  })

  it('given no referral, then every command but the first asks for one', () => {
    const refusals = Object.entries(agreed).map(([name, { by }]) =>
      attempt({ name, by: onSide(by) }),
    )
    expect(refusals).toEqual(
      refusals.map(() => ({ ok: false, error: { kind: 'UnknownReferral', ref: '' } })),
    )
    expect(refusals).toHaveLength(7)
  })
})
