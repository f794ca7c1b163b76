import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import type { Batch, Store } from '../../src/ports/store.ts'
import { ask, batch, entriesOf, entry, referral, snapshot } from './store-batches.ts'
import { type Raise, raisers } from './store-rig.ts'

const tick = fc.record({
  who: fc.constantFrom('a', 'b', 'c'),
  /** How much later than the tick before. */
  later: fc.integer({ min: 0, max: 60 }),
  /** A sweeper that slept goes on with the epoch that it last had. */
  asks: fc.integer({ min: 0, max: 3 }).map(n => n > 0),
  /** How many other ticks come between its reading and its commit. */
  slow: fc.integer({ min: 0, max: 3 }),
})
const sweepsPerRun = 50
const ticks = fc.array(tick, { minLength: sweepsPerRun, maxLength: sweepsPerRun })
type Tick = typeof ticks extends fc.Arbitrary<(infer T)[]> ? T : never

const subjects = [1, 2].map(referral)

/** Takes the step that is due, and arms the next. */
const decisionOf = async (store: Store, now: number, fence: number): Promise<Batch | undefined> => {
  const [due] = await store.claimTimers({ now: instant(now), max: 1 })
  const seen = due && (await store.load(due.subject))
  if (!due || !seen) return undefined
  const { subject, step } = due
  return batch({
    at: instant(now),
    fence,
    expect: [{ subject, version: seen.version }],
    entries: [entry(subject, `${step} by ${fence}`)],
    snapshots: [snapshot(subject, seen.version + 1)],
    timers: [{ subject, armed: [{ deadline: 'ack', step: step + 1, due: instant(due.due + 90) }] }],
  })
}

interface Decision {
  readonly who: string
  readonly fence: number
  readonly at: number
  readonly batch: Batch
}

/** Sweepers in random turn on one store; who held which epoch when is told by the answers alone. */
const sweep = async (raise: Raise, run: readonly Tick[]) => {
  const rig = raise()
  const store = rig.open()
  await store.commit(
    batch({
      entries: subjects.map(subject => entry(subject, 'begun')),
      snapshots: subjects.map(subject => snapshot(subject, 1)),
      timers: subjects.map(subject => ({
        subject,
        armed: [{ deadline: 'ack', step: 0, due: instant(1) }],
      })),
    }),
  )
  const epochs = new Map<string, number>()
  const outcomes: { readonly kind: string; readonly current: boolean }[] = []
  let waiting: readonly Decision[] = []
  let [now, newest, taken] = [0, 0, 0]
  const commitThose = async (ready: (decision: Decision) => boolean) => {
    for (const { fence, batch: decided } of waiting.filter(ready)) {
      const { kind } = await store.commit(decided)
      outcomes.push({ kind, current: fence === newest })
    }
    waiting = waiting.filter(decision => !ready(decision))
  }
  for (const [i, { who, later, asks, slow }] of run.entries()) {
    now += later
    if (asks) {
      const lease = await ask(store, who, now, now + 100)
      if (lease.kind === 'held') {
        expect(lease.epoch).toBe(newest + Number(epochs.get(who) !== newest || newest === 0))
        newest = lease.epoch
        epochs.set(who, newest)
      } else taken += 1
    }
    const fence = epochs.get(who)
    const decided = fence === undefined ? undefined : await decisionOf(store, now, fence)
    if (fence !== undefined && decided)
      waiting = [...waiting, { who, fence, at: i + slow, batch: decided }]
    await commitThose(({ at }) => at <= i)
  }
  await commitThose(() => true)
  const notes = (await entriesOf(store)).map(({ body }) => body)
  await store.close()
  rig.dispose()
  return { outcomes, notes, taken, epochs: newest }
}

test('given 1,000 sweeps by three holders in random turn, slow or asleep, then each step is decided once', async () => {
  const seen = { sweeps: 0, committed: 0, fenced: 0, conflict: 0, taken: 0, epochs: 0 }
  await fc.assert(
    fc.asyncProperty(ticks, async run => {
      for (const raise of Object.values(raisers)) {
        const { outcomes, notes, taken, epochs } = await sweep(raise, run)
        for (const { kind, current } of outcomes) expect(kind === 'fenced').toBe(!current)
        const committed = outcomes.filter(o => o.kind === 'committed').length
        const decided = subjects.map(subject =>
          notes
            .filter(note => note.includes(`"${subject}"`))
            .flatMap(note => /"(\d+) by \d+"/.exec(note)?.[1] ?? []),
        )
        for (const steps of decided) expect(steps).toEqual(steps.map((_, n) => String(n)))
        expect(decided.flat()).toHaveLength(committed)
        seen.sweeps += run.length
        seen.committed += committed
        seen.fenced += outcomes.filter(o => o.kind === 'fenced').length
        seen.conflict += outcomes.filter(o => o.kind === 'conflict').length
        seen.taken += taken
        seen.epochs += epochs
      }
    }),
    { numRuns: 10, seed: 20261124 },
  )
  expect(seen.sweeps).toBe(1_000)
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(20)
})
