import fc from 'fast-check'
import { expect } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Result } from '../../src/kit/result.ts'
import { type Instant, minutes, plus } from '../../src/kit/time.ts'
import type { MatterNotice } from '../../src/matter/matter.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import type { Officer } from '../../src/roster/directory.ts'

interface Playing {
  readonly json: Json
  readonly notices: readonly MatterNotice[]
}

/** Each act with values that fit now and then. */
export type Acts = Readonly<Record<string, (which: number) => Raw>>

type Step =
  | {
      readonly act: string
      readonly desk: ContactPointId
      readonly which: number
      readonly wait: number
    }
  | { readonly wait: number }

interface StepsOf {
  /** What is tried; a name that stands twice is tried twice as often. */
  readonly acts: readonly string[]
  readonly desks: readonly ContactPointId[]
  readonly which: { readonly min: number; readonly max: number }
  /** Minutes that an act comes after what was before it, at most. */
  readonly within: number
  /** Minutes in which nothing happens but what is due. */
  readonly leaps: fc.Arbitrary<number>
  /** How often an act comes, and how often a leap. */
  readonly weights: readonly [number, number]
}

/** An act by some desk, or time that goes by. */
export const stepsOf = (of: StepsOf): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: of.weights[0],
      arbitrary: fc.record({
        act: fc.constantFrom(...of.acts),
        desk: fc.constantFrom(...of.desks),
        which: fc.integer(of.which),
        wait: fc.nat(of.within),
      }),
    },
    { weight: of.weights[1], arbitrary: fc.record({ wait: of.leaps }) },
  )

interface Calling {
  readonly name: string
  readonly desk: ContactPointId
  readonly other: ContactPointId
  readonly calls: readonly {
    readonly step: number
    readonly due: string
    readonly tell: readonly string[]
  }[]
}

const isOther = (target: string): boolean => target.startsWith('other')

/** Where a call of a clock that runs hangs, as `desk purpose`. */
export const callsOf = (clocks: readonly Calling[]): readonly string[] =>
  clocks.flatMap(c =>
    c.calls.flatMap(({ step, due, tell }) => {
      const purpose = `ping.${c.name}.${step}.${due}`
      return [
        ...(tell.some(t => !isOther(t)) ? [`${c.desk} ${purpose}`] : []),
        ...(tell.some(isOther) ? [`${c.other} ${purpose}`] : []),
      ]
    }),
  )

interface Order<P> {
  readonly seed: number
  readonly length: { readonly minLength: number; readonly maxLength: number }
  readonly steps: fc.Arbitrary<Step>
  readonly acts: Acts
  readonly start: Instant
  readonly begun: () => P
  readonly officerAt: (desk: ContactPointId) => Officer
  readonly attempt: (t: {
    readonly name: string
    readonly by: Officer
    readonly on: P
    readonly raw: Raw
    readonly now: Instant
  }) => Result<P, Refusal>
  readonly timersOf: (p: P) => readonly { readonly deadline: string; readonly due: Instant }[]
  readonly ticked: (p: P, deadline: string, now: Instant) => P | undefined
  readonly erased: (p: P, now: Instant) => P
  readonly isErased: (json: Json) => boolean
  /** Calls that still ask somebody for something, as `desk purpose`. */
  readonly standing: (p: P) => readonly string[]
  /** What holds of this kind of matter after every step, also after one that changed nothing. */
  readonly checked: (before: P, p: P) => void
  /** What holds of it when its content is gone, besides that nothing calls. */
  readonly bare?: (p: P, bare: P) => void
  /** Desks that must be told of a new call; by default all. */
  readonly mustHear?: (before: P, desk: string) => boolean
  /** Calls and deadlines that go on when the content is gone; by default none. */
  readonly outlives?: (callOrDeadline: string) => boolean
  /** What one run came to, to be summed up over all of them. */
  readonly counted: (p: P) => Readonly<Record<string, number>>
  /**
   * More than how much of each there must be in all, or the runs show nothing: of acts `made` and
   * `refused`, of an act by its name, of calls `asked` and taken `back`, and of what is `counted`.
   */
  readonly least: Readonly<Record<string, number>> & {
    readonly made: number
    readonly refused: number
  }
}

const without = (all: readonly string[], some: readonly string[]): readonly string[] =>
  all.filter(x => !some.includes(x))

/**
 * Lives through matters in which acts and time come in any order. After each step, who is asked for
 * something was told so, and whose call is over was told that; and nothing calls for erased content.
 */
export const inAnyOrder = <P extends Playing>(o: Order<P>): void => {
  const { standing, outlives = () => false, mustHear = () => true } = o
  const seen = new Map<string, number>()
  const count = (what: string, n = 1): unknown => seen.set(what, (seen.get(what) ?? 0) + n)
  const said = (p: P): readonly string[] => p.notices.map(n => `${n.desk} ${n.purpose}`)

  /** All that is due is taken, as a sweep does it. */
  const swept = (on: P, now: Instant): P =>
    o
      .timersOf(on)
      .filter(t => t.due <= now)
      .reduce((p, t) => {
        const next = o.ticked(p, t.deadline, now)
        return next ? { ...next, notices: [...(p === on ? [] : p.notices), ...next.notices] } : p
      }, on)

  const tried = (on: P, step: Step, now: Instant): P => {
    if (!('act' in step)) return swept(on, now)
    const raw = o.acts[step.act]?.(step.which) ?? {}
    const done = o.attempt({ name: step.act, by: o.officerAt(step.desk), on, raw, now })
    count(done.ok ? 'made' : 'refused')
    if (done.ok) count(step.act)
    return done.ok ? done.value : on
  }

  const told = (before: P, p: P): void => {
    const [were, are] = [standing(before), standing(p)]
    expect(new Set(are).size).toBe(are.length)
    const [fresh, gone] = [without(are, were), without(were, are)]
    const heard = fresh.filter(u => mustHear(before, u.slice(0, u.indexOf(' '))))
    expect(without([...heard, ...gone], said(p))).toEqual([])
    count('asked', fresh.length)
    count('back', gone.length)
  }

  const bared = (p: P, now: Instant): void => {
    const bare = o.erased(p, now)
    const left = standing(bare)
    const timers = o.timersOf(bare).map(t => t.deadline)
    expect(o.isErased(bare.json)).toBe(true)
    expect([...left, ...timers].filter(x => !outlives(x))).toEqual([])
    expect(without(without(standing(p), left), said(bare))).toEqual([])
    o.bare?.(p, bare)
  }

  fc.assert(
    fc.property(fc.array(o.steps, o.length), steps => {
      let now = o.start
      let p = o.begun()
      expect(standing(p)).toEqual([])
      for (const step of steps) {
        now = plus(now, minutes(step.wait))
        const before = p
        p = tried(before, step, now)
        o.checked(before, p)
        if (p !== before) told(before, p)
      }
      for (const [what, n] of Object.entries(o.counted(p))) count(what, n)
      bared(p, now)
    }),
    { seed: o.seed, numRuns: 150 },
  )
  for (const [what, n] of Object.entries(o.least))
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(n)
}
