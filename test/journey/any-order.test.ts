import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { StoreKey } from '../../adapters/index.ts'
import type { EntryBody } from '../../src/audit/entry.ts'
import type { ContactPointId, ReferralId } from '../../src/kit/ids.ts'
import { days, fromRfc3339, instant, minutes, plus } from '../../src/kit/time.ts'
import type { Act } from '../../src/ports/platform.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { referralEventSchema } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Happened, Referral } from '../../src/referral/referral.ts'
import type { Trouble } from '../rigs/paper.ts'
import { referenceOn } from '../rigs/reading.ts'
import { raiseStage, type Stage } from '../rigs/stage.ts'
import { storeKeys } from './on-every-store.ts'
import { filmCase, filmForm, newForm } from './scenes.ts'

// With this seed eight of them bring about every kind of event that thirty do; each is lived through on
// every store. What is counted below grows with the number.
const seed = 20_261_143
const runs = Number(process.env['LIAISON_RUNS'] ?? 8)
/** On a disk with much other work 25 to 60 s were seen. */
const limit = 180_000
const desks = ['hkc.cyber', 'kcs.cyber'].map(id => id as ContactPointId)
const officers = ['hkc.o1', 'hkc.o2', 'hkc.o3', 'kcs.o1', 'kcs.o2', 'kcs.o3']
const refs = ['HK-2026-000001', 'HK-2026-000002', 'KR-2026-000001'] as const

const values = {
  ...filmCase,
  reference: 'R 1',
  reason: 'duplicate',
  explanation: 'Because.',
  result: 'Found.',
  outcome: 'partial',
  note: 'Done.',
  'result-identify-operator': 'yes',
  question: 'Which port?',
  information: 'Port 6881.',
  authority: 'National Police',
  until: '2026-12-20 12:00 KST',
  of: refs[1],
  decision: 'refused',
  conditions: 'Not in open court.',
  officer: 'kcs.o2',
  ...filmForm,
  purpose: 'court',
}

const verbs = commands.filter(c => c.by !== 'new').map(c => c.name)

const acting = fc.record({
  kind: fc.constant('act' as const),
  // Most steps are by somebody who may, or hardly a referral would get anywhere.
  fitting: fc.integer({ min: 0, max: 3 }).map(n => n > 0),
  who: fc.constantFrom(...officers),
  ref: fc.constantFrom(...refs),
  verb: fc.constantFrom(...verbs),
  // Every other time what most referrals do next, so that some come to their end.
  usual: fc.boolean(),
  behind: fc.integer({ min: 0, max: 6 }).map(n => Number(n === 0)),
})
const beginning = fc.record({
  kind: fc.constant('begin' as const),
  who: fc.constantFrom(...officers),
  priority: fc.constantFrom('immediate', 'urgent', 'routine'),
})
const passing = fc.record({
  kind: fc.constantFrom('wait' as const, 'sleep' as const),
  minutes: fc.constantFrom(1, 14, 45, 200, 2000),
})
const other = fc.record({ kind: fc.constantFrom('restart' as const, 'crash' as const) })

const failing = fc.record({
  kind: fc.constant('trouble' as const),
  place: fc.constantFrom('hkc-kcs', 'hkc-desk', 'kcs-desk'),
  trouble: fc.constantFrom<Trouble>(
    { kind: 'fault', fault: { kind: 'Unreachable' } },
    { kind: 'fault', fault: { kind: 'RateLimited', retryAfterMs: minutes(3) } },
    { kind: 'shown-in-doubt' },
  ),
})

const step = fc.oneof(
  { arbitrary: acting, weight: 12 },
  { arbitrary: beginning, weight: 1 },
  { arbitrary: passing, weight: 3 },
  { arbitrary: other, weight: 1 },
  { arbitrary: failing, weight: 2 },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const histories = fc.array(step, { minLength: 25, maxLength: 40, size: 'max' })

const begin = (who: string, priority: string): { who: string; act: Act } => ({
  who,
  act: {
    kind: 'form',
    data: newForm,
    values: { ...values, priority, to: who.startsWith('hkc') ? 'kcs.cyber' : 'hkc.cyber' },
  },
})

const load = async (stage: Stage, ref: string): Promise<Referral | undefined> =>
  (await stage.store().load(ref as ReferralId)) && stage.referral(ref)

/** What an act is aimed at: where it is to fit, the first command that the state allows, by its side. */
const aimed = async (stage: Stage, s: Extract<Step, { kind: 'act' }>) => {
  const referral = await load(stage, s.ref)
  const able = referral && commands.filter(c => c.from.includes(referral.state))
  const first = referral?.state !== 'draft' ? undefined : referral.marking ? 'send' : 'fill'
  const usual = able?.find(c => c.button?.in.includes(referral?.state ?? 'draft'))
  const meant = s.usual ? usual?.name : s.verb
  const fitting = able?.find(c => c.name === (first ?? meant)) ?? usual
  const command = s.fitting ? fitting : undefined
  const desk = command?.by === 'sender' ? referral?.from : referral?.to
  const who = command ? (desk === 'hkc.cyber' ? 'hkc.o1' : 'kcs.o1') : s.who
  const revision = Math.max(0, (referral?.revision ?? 1) - s.behind)
  const data = `v1:${s.ref}:${command?.name ?? s.verb}:${revision}`
  return { who, act: { kind: 'form', data, values } as const }
}

/** Longer than a history has troubles. */
const patience = 40

/** Messages that were tried and are not on record as posted. */
const postedSchema = z.object({
  key: z.string(),
  place: z.string(),
  covers: z.array(z.object({ key: z.string() })).default([]),
})

/** Place and key of each message that the log says was shown, by itself or with a newer one. */
const recorded = (entries: readonly EntryBody[]): readonly string[] =>
  entries
    .filter(e => e.type === 'delivery.posted')
    .map(e => postedSchema.parse(e.event))
    .flatMap(e => [e.key, ...e.covers.map(c => c.key)].map(key => `${e.place} ${key}`))

const unrecorded = async (stage: Stage): Promise<number> => {
  const tried = new Set(stage.paper.calls().map(c => `${c.place} ${c.outgoing.key}`))
  const done = new Set(recorded(await stage.entries()))
  return [...tried].filter(key => !done.has(key)).length
}

const live = async (stage: Stage, history: readonly Step[]): Promise<readonly string[]> => {
  const answers: string[] = []
  const act = async ({ who, act }: { who: string; act: Act }) => {
    answers.push((await stage.hear(who, act)).kind)
    await stage.pump()
  }
  for (const [who, priority] of [
    ['hkc.o1', 'immediate'],
    ['hkc.o2', 'urgent'],
    ['kcs.o1', 'routine'],
  ] as const)
    await act(begin(who, priority))
  for (const s of history) {
    if (s.kind === 'act') await act(await aimed(stage, s))
    if (s.kind === 'begin') await act(begin(s.who, s.priority))
    if (s.kind === 'wait') await stage.fastForward(minutes(s.minutes))
    if (s.kind === 'sleep') stage.jump(minutes(s.minutes))
    if (s.kind === 'trouble') stage.paper.troubleAt(s.place, s.trouble)
    if (s.kind === 'restart') await stage.restart()
    if (s.kind === 'crash') await stage.crash()
    await stage.pump()
  }
  // Long enough for what is put off to be tried again; also where a call fails at the very end of it.
  await stage.fastForward(minutes(30))
  for (let n = 0; n < patience && (await unrecorded(stage)) > 0; n += 1)
    await stage.fastForward(minutes(6))
  return answers
}

const officerSchema = z.object({ officer: z.string() })

/** The log folded anew, by referral, with the entry that sent each. */
const folded = async (stage: Stage) => {
  const states = new Map<string, Referral>()
  for (const e of await stage.entries()) {
    const event = referralEventSchema.safeParse(e.event)
    if (!event.success || !e.subject) continue
    const by = officerSchema.safeParse(e.actor)
    const happened: Happened = {
      event: event.data,
      at: fromRfc3339(e.at),
      by: by.success ? (by.data.officer as Happened['by']) : 'clock',
    }
    const id = e.subject.id as ReferralId
    states.set(id, evolve(states.get(id), id, happened))
  }
  return states
}

const placesOf = (desk: string) => [desk === 'hkc.cyber' ? 'hkc-desk' : 'kcs-desk', 'hkc-kcs']

/** Places of the receiver at which a referral was shown that never was sent. */
const leaks = (stage: Stage, states: ReadonlyMap<string, Referral>): readonly string[] =>
  stage.paper.calls().flatMap(c => {
    const r = states.get(referenceOn(c.outgoing.card))
    const told = r !== undefined && placesOf(r.to).includes(c.place)
    const sentAt = r?.acts.sent?.at
    return told && (sentAt === undefined || c.outgoing.at < sentAt) ? [`${r.id} at ${c.place}`] : []
  })

interface Ending {
  readonly answers: readonly string[]
  readonly events: readonly { readonly type: string }[]
  readonly shown: readonly string[]
}

/** Lives a history and checks what must always hold; what is left must be the same on every store. */
const endingOn = async (store: StoreKey, history: readonly Step[]): Promise<Ending> => {
  const stage = await raiseStage({ store, keepsMessages: false })
  const answers = await live(stage, history)
  const { size } = await stage.store().head()
  expect(await stage.verify()).toMatchObject({ kind: 'proven', size })

  const states = await folded(stage)
  for (const [id, state] of states) expect(await stage.referral(id)).toEqual(state)
  expect(leaks(stage, states)).toEqual([])

  const far = plus(stage.clock.now(), days(400))
  const armed = await stage.store().claimTimers({ now: far, max: 99 })
  const open = await stage.store().list({ party: desks, open: true, max: 99 })
  // When a matter is closed, what is preserved goes on being so, and consent stays to be decided.
  const outlives = ['preservation', 'consent']
  const kept = [...states].filter(([, r]) => r.deadlines.some(d => outlives.includes(d.name)))
  const running = new Set([...open.map(s => s.subject), ...kept.map(([id]) => id)])
  expect(armed.filter(t => !running.has(t.subject))).toEqual([])
  expect(armed.filter(t => t.due <= instant(stage.clock.now()))).toEqual([])

  const entries = await stage.entries()
  const owed = new Set(stage.paper.calls().map(c => `${c.place} ${c.outgoing.key}`))
  const onRecord = recorded(entries)
  expect(new Set(onRecord).size, 'each message is on record once').toBe(onRecord.length)
  expect([...owed].filter(key => !onRecord.includes(key))).toEqual([])
  expect(await stage.store().claimOutbox({ now: far, max: 9 }), 'still owed').toEqual([])
  const troubles = history.filter(s => s.kind === 'trouble').length
  expect(stage.paper.calls().length - owed.size).toBeLessThanOrEqual(troubles)

  const events = entries.map(({ at, type, actor, subject, event }) => {
    const kept = referralEventSchema.safeParse(event)
    const told = kept.success && 'text' in kept.data ? { ...kept.data, text: 'kept' } : kept.data
    return { at, type, actor, subject: subject?.id, n: subject?.n, event: told }
  })
  const shown = Object.values(stage.read()).flat()
  await stage.end()
  return { answers, events, shown: shown.toSorted() }
}

test(
  'given any acts by anybody in any order, then every store keeps one true story of them',
  async () => {
    const seen = {
      histories: 0,
      events: 0,
      refused: 0,
      escalated: 0,
      closed: 0,
      messages: 0,
      doubtful: 0,
      kinds: new Set<string>(),
    }
    await fc.assert(
      fc.asyncProperty(histories, async history => {
        const [first, ...others] = await Promise.all(storeKeys.map(s => endingOn(s, history)))
        if (!first) throw new Error('no store')
        for (const ending of others) expect(ending).toEqual(first)
        const types = JSON.stringify(first.events)
        for (const { type } of first.events) seen.kinds.add(type)
        seen.histories += 1
        seen.events += first.events.length
        seen.refused += first.answers.filter(a => a === 'refusal').length
        seen.escalated += Number(types.includes('referral.escalated'))
        seen.closed += Number(types.includes('referral.closed'))
        seen.messages += first.shown.length
        seen.doubtful += Number(JSON.stringify(history).includes('doubt'))
      }),
      { numRuns: runs, seed },
    )
    expect(storeKeys.length).toBeGreaterThanOrEqual(2)
    expect(seen.histories).toBe(runs)
    expect(seen.events).toBeGreaterThan(runs * 20)
    expect(seen.messages).toBeGreaterThan(runs * 15)
    expect(seen.refused).toBeGreaterThan(runs * 2)
    expect(seen.escalated).toBeGreaterThan(runs / 3)
    expect(seen.doubtful).toBeGreaterThan(runs / 5)
    expect(seen.closed).toBeGreaterThan(2)
    expect(seen.kinds.size).toBeGreaterThanOrEqual(21)
  },
  limit,
)
