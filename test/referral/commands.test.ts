import { describe, expect, it } from 'vitest'
import { type Role, roles, type State, states } from '../../src/kit/codes.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { type Referral, referralSchema } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import type { Officer } from '../../src/roster/directory.ts'
import { gdf, kcs, officerAt, onSide } from './desks.ts'
import { holds } from './holds.ts'
import { kindForForms, kindOf, reached } from './reached.ts'
import { agreed, caseworkers, type Rule, seniors } from './rules.ts'
import { attempt, folded, inState } from './sample.ts'

const everybody = (['sender', 'receiver', 'third'] as const).flatMap(who =>
  roles.map(role => ({
    who,
    role,
    officer: who === 'third' ? officerAt(gdf, role) : onSide(who, role),
  })),
)
type Somebody = (typeof everybody)[number]

/** Why not, as the desks agreed it; undefined where it may be. */
const refusalOf = (
  name: string,
  { by, senior, moves, unless }: Rule,
  on: Referral,
  { who, role, officer }: Somebody,
): Refusal['kind'] | undefined => {
  // What was never sent isn't there for the other side.
  if (who === 'third' || (who === 'receiver' && !on.acts.sent)) return 'UnknownReferral'
  if (by !== 'either' && by !== who) return 'WrongSide'
  if (!(senior ? seniors : caseworkers).includes(role)) return 'WrongRole'
  if (moves[on.state]) return unless?.(on, who, officer.id)
  return name === 'acknowledge' && on.acts.acknowledged ? 'AlreadyAcknowledged' : 'WrongState'
}

const frozen = <T>(part: T): T => {
  if (typeof part !== 'object' || part === null) return part
  for (const inner of Object.values(part)) frozen(inner)
  return Object.freeze(part)
}

const moved = (rule: Rule, on: Referral): State | undefined => {
  const to = rule.moves[on.state]
  return to === 'same' ? on.state : to === 'back' ? on.resume : to
}

/** Tries one act and holds what came of it against the agreement. */
const tried = (name: string, rule: Rule, on: Referral, somebody: Somebody): string => {
  const { who, role, officer } = somebody
  const about = `${name} in ${on.state} by ${who} ${role}`
  const wanted = refusalOf(name, rule, on, somebody)
  const decided = attempt({ name, by: officer, on })
  if (wanted !== (decided.ok ? undefined : decided.error.kind))
    throw new Error(`${about}: ${JSON.stringify(decided)}, agreed was ${wanted ?? 'that it may'}`)
  if (!decided.ok) return decided.error.kind
  const after = folded(on, decided.value.events, { by: officer })
  if (after.state !== moved(rule, on)) throw new Error(`${about} led to ${after.state}`)
  return 'allowed'
}

/** Its form takes so long that it is filled in on fewer kinds, which differ in all that it could show. */
const isLong = (name: string): boolean => name === 'amend' || name === 'fill'

const found = reached().map(frozen)
/** One of each kind that the rules can tell apart, but for that of silence, which sees more. */
const told = [...new Map(found.map(r => [kindOf(r), r])).values()]
const forForms = [...new Map(told.map(r => [kindForForms(r), r])).values()]
const lookedAt = (name: string): readonly Referral[] =>
  name === 'snooze' ? found : isLong(name) ? forForms : told

describe('the commands of a referral', () => {
  it('given the declarations, then they are the agreed commands and no others', () => {
    expect(commands.map(c => c.name).toSorted()).toEqual(
      ['create', 'drill', ...Object.keys(agreed)].toSorted(),
    )
    expect(Object.keys(agreed).length).toBeGreaterThanOrEqual(26)
  })

  it('given drafts, when commands follow one another, then all ten states are reached', () => {
    expect([...new Set(found.map(r => r.state))].toSorted()).toEqual([...states].toSorted())
    expect(found.length).toBeGreaterThan(400)
    for (const r of found)
      expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toStrictEqual(r)
  })

  it('given what is reached, then every sixtieth of each state keeps the rules of every step', () => {
    const every = Map.groupBy(found, r => r.state)
    const some = [...every.values()].flatMap(rs => rs.filter((_, n) => n % 60 === 0))
    for (const r of some) holds(r)
    expect(some.length).toBeGreaterThan(20)
    expect([...new Set(some.map(r => r.state))].toSorted()).toEqual([...states].toSorted())
    expect(some.filter(r => r.marking?.tlp === 'red').length).toBeGreaterThan(0)
  })

  it('given every reached kind of referral, command, side and role, then exactly the agreed may be', () => {
    const seen = new Map<string, number>()
    const allowed = new Set<string>()
    for (const [name, rule] of Object.entries(agreed))
      for (const on of lookedAt(name))
        for (const somebody of everybody) {
          const result = tried(name, rule, on, somebody)
          seen.set(result, (seen.get(result) ?? 0) + 1)
          if (result === 'allowed') allowed.add(`${name} ${on.state}`)
        }
    const moves = Object.entries(agreed).flatMap(([name, { moves }]) =>
      Object.keys(moves).map(state => `${name} ${state}`),
    )
    expect([...allowed].toSorted()).toEqual(moves.toSorted())
    expect([...seen.keys()].toSorted()).toEqual(
      [
        'allowed',
        'AlreadyAcknowledged',
        'AlreadyAsked',
        'Incomplete',
        'NeedsApproval',
        'NoMoreExtensions',
        'NothingAsked',
        'NotSnoozable',
        'OwnItem',
        'UnknownReferral',
        'WrongRole',
        'WrongSide',
        'WrongState',
      ].toSorted(),
    )
    const total = [...seen.values()].reduce((a, b) => a + b, 0)
    const tries = Object.keys(agreed).map(n => lookedAt(n).length * everybody.length)
    expect(total).toBe(tries.reduce((a, b) => a + b, 0))
    expect(forForms.length).toBeGreaterThan(150)
    expect(told.length).toBeGreaterThan(2000)
    expect(found.length).toBeGreaterThan(told.length)
  })

  it('given every desk and role, then those of cases begin a draft of their own desk', () => {
    const begin = (officer: Officer, role: Role, on?: Referral) => {
      const to = officer.desk === kcs ? gdf : kcs
      const category = 'tobacco'
      const raw = { to, category, priority: 'routine', subject: 'Box', narrative: 'Two of them.' }
      const decided = attempt({ name: 'create', by: officer, raw, on })
      if (!caseworkers.includes(role))
        expect(decided).toEqual({ ok: false, error: { kind: 'WrongRole' } })
      else
        expect(decided.ok && decided.value.events).toEqual([
          { type: 'referral.drafted', from: officer.desk, to, category, priority: 'routine' },
        ])
      return decided.ok
    }
    const begun = [undefined, ...states].flatMap(state =>
      everybody.map(({ officer, role }) => begin(officer, role, state && inState(state))),
    )
    expect([begun.filter(b => b).length, begun.length]).toEqual([11 * 12, 11 * 18])
  })

  it('given no referral, then every command but the first asks for one', () => {
    const refusals = Object.entries(agreed).map(([name, { by }]) =>
      attempt({ name, by: onSide(by === 'receiver' ? by : 'sender', 'supervisor') }),
    )
    expect(refusals).toEqual(
      refusals.map(() => ({ ok: false, error: { kind: 'UnknownReferral', ref: '' } })),
    )
  })
})
