import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SubjectId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Batch, OutboxJob, Settlement, Store } from '../../src/ports/store.ts'
import {
  ask,
  batch,
  entry,
  hk,
  message,
  owed,
  platform,
  portrait,
  referral,
  snapshot,
} from './store-batches.ts'
import { type Raise, raisers } from './store-rig.ts'

const commitStep = fc.record({
  kind: fc.constant('commit' as const),
  subject: fc.constantFrom<SubjectId>(referral(1), referral(2), referral(3), hk),
  stale: fc.integer({ min: 0, max: 4 }).map(n => n === 0),
  inbound: fc.option(fc.integer({ min: 0, max: 12 })),
  /** How far from the epoch now: 0 is the one that passes. */
  fence: fc.option(fc.constantFrom(0, 0, 0, -1, 1), { freq: 2 }),
  entries: fc.integer({ min: 1, max: 3 }),
  open: fc.boolean(),
  due: fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3 }),
  notices: fc.array(
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('card', 'reply', 'ping', 'summary')),
    {
      maxLength: 3,
    },
  ),
})
const settleStep = fc.record({
  kind: fc.constant('settle' as const),
  pick: fc.nat(3),
  to: fc.constantFrom('sent', 'sent', 'sent', 'later', 'doubt', 'untried', 'dead'),
  at: fc.constantFrom(10, 20, 40),
  name: fc.integer({ min: 1, max: 3 }),
})
const claimStep = fc.record({
  kind: fc.constant('claim' as const),
  now: fc.integer({ min: 0, max: 50 }),
  max: fc.integer({ min: 0, max: 3 }),
  paceMs: fc.constantFrom(0, 0, 5, 30),
})
const leaseStep = fc.record({
  kind: fc.constant('lease' as const),
  holder: fc.constantFrom('a', 'b', 'c'),
  now: fc.integer({ min: 0, max: 40_000 }),
  length: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(0)),
})
const watchedStep = fc.record({
  kind: fc.constant('watched' as const),
  after: fc.option(fc.constantFrom<SubjectId>(referral(1), referral(2), referral(3), hk)),
  max: fc.integer({ min: 0, max: 4 }),
})
const restartStep = fc.record({ kind: fc.constant('restart' as const) })
const steps = fc.array(
  fc.oneof(
    { arbitrary: commitStep, weight: 6 },
    { arbitrary: claimStep, weight: 4 },
    { arbitrary: settleStep, weight: 4 },
    { arbitrary: leaseStep, weight: 3 },
    { arbitrary: watchedStep, weight: 1 },
    { arbitrary: restartStep, weight: 2 },
  ),
  { minLength: 15, maxLength: 60, size: 'max' },
)
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never

const settlementOf = (step: Extract<Step, { kind: 'settle' }>, job: OutboxJob): Settlement => {
  const at = instant(step.at)
  const covers = job.covers?.map(c => c.id) ?? []
  const outbox = job.id
  if (step.to === 'sent')
    return { outbox, to: 'sent', message: message(`m${step.name}`), at, covers }
  if (step.to === 'dead') return { outbox, to: 'dead', covers }
  return { outbox, to: 'later', at, repeat: step.to === 'doubt', untried: step.to === 'untried' }
}

const commitOf = async (
  store: Store,
  step: Extract<Step, { kind: 'commit' }>,
  epoch: number,
): Promise<Batch> => {
  const { subject } = step
  const version = (await store.load(subject))?.version ?? 0
  return batch({
    at: instant(1_000),
    ...(step.inbound === null ? {} : { inbound: `in-${step.inbound}` }),
    ...(step.fence === null ? {} : { fence: epoch + step.fence }),
    expect: [{ subject, version: version + Number(step.stale) }],
    entries: Array.from({ length: step.entries }, () => entry(subject)),
    snapshots: [snapshot(subject, version + 1, { open: step.open })],
    timers: [
      {
        subject,
        armed: step.due.map((due, i) => ({ deadline: 'ack', step: i, due: instant(due) })),
      },
    ],
    outbox: step.notices.map(([place, purpose]) => owed(subject, place, purpose)),
  })
}

/** What a store answered to each step, and what it holds in the end. */
const live = async (raise: Raise, history: readonly Step[]) => {
  const rig = raise()
  let store = rig.open()
  let epoch = 0
  let flying: readonly OutboxJob[] = []
  const answers: unknown[] = []
  for (const step of history) {
    if (step.kind === 'commit') answers.push(await store.commit(await commitOf(store, step, epoch)))
    if (step.kind === 'lease') {
      const lease = await ask(store, step.holder, step.now, step.now + step.length)
      epoch = lease.kind === 'held' ? lease.epoch : epoch
      answers.push(lease)
    }
    if (step.kind === 'watched') {
      const after = step.after === null ? {} : { after: step.after }
      answers.push(await store.watched({ ...after, max: step.max }))
    }
    if (step.kind === 'claim') {
      const { max, paceMs } = step
      const limits = new Map([[platform('p'), { max, paceMs }]])
      const query = { now: instant(step.now), max: 9, limits }
      answers.push((await store.owedNext(query)) ?? 'nothing owed')
      const jobs = await store.claimOutbox(query)
      flying = [...flying, ...jobs]
      answers.push(jobs)
    }
    const job = step.kind === 'settle' ? flying[step.pick % Math.max(1, flying.length)] : undefined
    if (step.kind === 'settle' && job) {
      flying = flying.filter(other => other !== job)
      answers.push(await store.commit(batch({ settle: [settlementOf(step, job)] })))
    }
    if (step.kind === 'restart') {
      await store.close()
      store = rig.open()
      flying = []
    }
  }
  const end = await portrait(store)
  await store.close()
  rig.dispose()
  return { answers, end }
}

test('given any history with restarts, then both stores answer alike and hold the same log', async () => {
  const seen = {
    histories: 0,
    entries: 0,
    conflicts: 0,
    duplicates: 0,
    posted: 0,
    repeats: 0,
    fenced: 0,
    held: 0,
    taken: 0,
    watched: 0,
    covers: 0,
    doubts: 0,
  }
  await fc.assert(
    fc.asyncProperty(steps, async history => {
      const memory = await live(raisers.memory, history)
      const sqlite = await live(raisers.sqlite, history)
      expect(sqlite).toEqual(memory)
      const answers = JSON.stringify(memory.answers)
      seen.histories += 1
      seen.entries += memory.end.entries.length
      seen.posted += memory.end.posted.length
      seen.conflicts += Number(answers.includes('conflict'))
      seen.duplicates += Number(answers.includes('duplicate'))
      for (const kind of ['fenced', 'held', 'taken'] as const)
        seen[kind] += answers.split(`"${kind}"`).length - 1
      seen.watched += answers.split('"armed":[{').length - 1
      seen.covers += answers.split('"covers"').length - 1
      seen.doubts += answers.split('"doubtSince"').length - 1
      seen.repeats += Number(answers.includes('"repeat":true'))
    }),
    { numRuns: 60, seed: 20261124 },
  )
  const { histories, entries, ...kinds } = seen
  expect(histories).toBe(60)
  expect(entries).toBeGreaterThan(200)
  for (const [kind, count] of Object.entries(kinds)) expect(count, kind).toBeGreaterThan(20)
})
