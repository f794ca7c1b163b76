import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Role, type Side, states } from '../../src/kit/codes.ts'
import { instant } from '../../src/kit/time.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { filledOf, plain, red } from './fill.ts'
import { agreed } from './rules.ts'
import { afterActs, afterOf, attempt, blank, drafted, folded, inState } from './sample.ts'

const refused = (kind: string) => ({ ok: false, error: { kind } })

describe('decide', () => {
  it('given an act at another revision than the present one, then it is stale and changes nothing', () => {
    let stale = 0
    for (const state of states)
      for (const [name, rule] of Object.entries(agreed)) {
        const on = inState(state)
        const by = onSide(rule.by === 'receiver' ? 'receiver' : 'sender', 'supervisor')
        const first = name === 'acknowledge' && on.acts.acknowledged !== undefined
        for (const revision of [0, on.revision - 1, on.revision + 1]) {
          const hidden = rule.by === 'receiver' && !on.acts.sent
          const kind = hidden ? 'UnknownReferral' : first ? 'AlreadyAcknowledged' : 'Stale'
          expect(attempt({ name, by, on, revision }), name).toMatchObject(refused(kind))
          stale++
        }
        if (rule.moves[state] && rule.unless === undefined && name !== 'translate')
          expect(attempt({ name, by, on, revision: on.revision }).ok, name).toBe(true)
      }
    expect(stale).toBe(states.length * Object.keys(agreed).length * 3)
  })

  it('given two officers who acknowledge at the same moment, then the second hears who was first', () => {
    const sent = inState('sent')
    const first = onSide('receiver', 'duty')
    const on = afterOf({ name: 'acknowledge', by: first, on: sent, now: instant(7) })
    const { revision } = sent
    expect(
      attempt({ name: 'acknowledge', by: onSide('receiver', 'supervisor'), on, revision }),
    ).toEqual({ ok: false, error: { kind: 'AlreadyAcknowledged', by: first.id, at: 7 } })
  })

  it('given an immediate referral, then a supervisor declines it, and any other one anybody', () => {
    const may = (['immediate', 'urgent', 'routine', 'information'] as const).map(priority =>
      (['officer', 'duty', 'supervisor', 'head'] as const).filter(
        role =>
          attempt({
            name: 'decline',
            by: onSide('receiver', role),
            on: inState('acknowledged', { priority }),
          }).ok,
      ),
    )
    const anybody = ['officer', 'duty', 'supervisor', 'head']
    expect(may).toEqual([['supervisor', 'head'], anybody, anybody, anybody])
  })

  it('given a form that was changed after it was approved, then it must be approved anew', () => {
    const draft = drafted({}, 'officer', red)
    const approved = afterActs(draft, [['approve', 'sender', 'supervisor']])
    expect(attempt({ name: 'send', by: onSide('sender'), on: approved }).ok).toBe(true)
    const changed = folded(approved, [filledOf(approved, red)], { by: onSide('sender', 'head') })
    const again = { name: 'send', by: onSide('sender'), on: changed }
    expect(attempt(again)).toEqual(refused('NeedsApproval'))
    for (const role of ['head', 'supervisor'] as const) {
      const by = onSide('sender', role)
      const approving = attempt({ name: 'approve', by, on: changed })
      expect(approving.ok ? 'ok' : approving.error.kind).toBe(role === 'head' ? 'OwnItem' : 'ok')
    }
  })

  it('given goods that are let go on purpose, then two officers send it whatever its marking', () => {
    const on = drafted({}, 'officer', { ...plain, actions: 'controlled-delivery' })
    expect(attempt({ name: 'send', by: onSide('sender'), on })).toEqual(refused('NeedsApproval'))
    const approved = afterActs(on, [['approve', 'sender', 'head']])
    expect(attempt({ name: 'send', by: onSide('sender'), on: approved }).ok).toBe(true)
  })
})

type Move = {
  readonly side: Side
  readonly role: Role
  readonly name: string
}
const moves: fc.Arbitrary<Move> = fc.record({
  side: fc.constantFrom<Side>('sender', 'receiver'),
  role: fc.constantFrom<Role>('officer', 'duty', 'supervisor', 'head'),
  name: fc.oneof(
    fc.constantFrom('ask-consent', 'propose-consent', 'decide-consent', 'decide-consent'),
    fc.constantFrom('approve', 'send', 'fill'),
    fc.constantFrom(
      ...Object.keys(agreed).filter(
        n => !['withdraw', 'decline', 'fill', 'follow-up', 'extend-preservation'].includes(n),
      ),
    ),
  ),
})

/** Acts one after another, each by anybody; `look` sees every act that was allowed. */
const played = (
  first: Referral,
  all: readonly Move[],
  look: (on: Referral, move: Move) => void,
): void => {
  let on = first
  for (const move of all) {
    const by = onSide(move.side, move.role)
    if (move.name === 'fill') {
      if (on.state === 'draft' && move.side === 'sender')
        on = folded(on, [filledOf(on, red)], { by })
      continue
    }
    const decided = attempt({ name: move.name, by, on })
    if (!decided.ok) continue
    look(on, move)
    on = folded(on, decided.value.events, { by })
  }
}

describe('four eyes', () => {
  it('given any acts in any order, then nobody approves his own and nothing red goes out without', () => {
    const seen = { approved: 0, sent: 0, decided: 0 }
    const look = (on: Referral, { name, side, role }: Move): void => {
      const by = onSide(side, role).id
      if (name === 'approve') {
        seen.approved++
        expect(on.authors).not.toContain(by)
      }
      if (name === 'send') {
        seen.sent++
        expect(on.approved && on.authors.includes(on.approved.by)).toBe(false)
      }
      if (name === 'decide-consent') {
        const open = on.consents.find(c => c.decision === undefined)
        seen.decided++
        expect(open?.proposer).toBeDefined()
        expect(open?.proposer).not.toBe(by)
        expect(open?.by).not.toBe(side)
      }
    }
    const starts = [
      blank({}, 'officer'),
      drafted({}, 'supervisor', red),
      inState('acknowledged'),
      inState('closed'),
    ].map(on =>
      on.marking ? on : folded(on, [filledOf(on, red)], { by: onSide('sender', 'duty') }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(moves, { minLength: 20, maxLength: 40 }),
        (on, all) => played(on, all, look),
      ),
      { numRuns: 300, seed: 7 },
    )
    expect(Math.min(seen.approved, seen.sent, seen.decided)).toBeGreaterThan(20)
  })
})
