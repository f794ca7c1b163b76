import type { ReferralId } from '../src/kit/ids.ts'
import { type Instant, minutes, plus } from '../src/kit/time.ts'
import type { Snapshot, Timer } from '../src/ports/store.ts'
import type { Desk } from './desk.ts'
import { handOver } from './hand-over.ts'

const perCommit = 500

export const burstReference = (n: number): ReferralId =>
  `HK-2999-${String(n).padStart(6, '0')}` as ReferralId

/** Copies of a referral that was just sent, immediate and so never bundled: the dearest kind to decide. */
const copiesOf = (sent: Snapshot, from: number, count: number): readonly Snapshot[] =>
  Array.from({ length: count }, (_, i) => {
    const id = burstReference(from + i)
    const state = JSON.parse(JSON.stringify(sent.state).replaceAll(sent.subject, id))
    return { ...sent, subject: id, version: 1, state }
  })

const armedIn = async ({ store }: Desk, subject: string): Promise<readonly Timer[]> => {
  const armed = (await store.watched({ max: 50 })).find(w => w.snapshot.subject === subject)?.armed
  if (!armed?.[0]) throw new Error('what was sent has no clock')
  return armed.toSorted((a, b) => a.due - b.due)
}

/** `count` referrals as one that was just sent, with as many of its timers; gives when the first is due. */
export const sendMany = async (desk: Desk, count: number, timers?: number): Promise<Instant> => {
  const { store } = desk
  const reference = await handOver(desk, 0, { last: 'send' })
  const sent = await store.load(reference as ReferralId)
  const armed = await armedIn(desk, reference)
  // What is due first is claimed, so that only the copies are left.
  const [first] = await store.claimTimers({ now: plus(desk.now(), minutes(60)), max: 1 })
  if (!sent || first?.subject !== reference) throw new Error('what was sent has no clock')
  for (let from = 0; from < count; from += perCommit) {
    const snapshots = copiesOf(sent, from, Math.min(perCommit, count - from))
    await store.commit({
      at: desk.now(),
      expect: snapshots.map(s => ({ subject: s.subject, version: 0 })),
      entries: [],
      snapshots,
      timers: snapshots.map(s => ({ subject: s.subject, armed: armed.slice(0, timers) })),
      outbox: [],
      settle: [],
    })
  }
  return first.due
}

/** `count` referrals whose first step is due now, and none before: as after a night in which all were sent. */
export const armBurst = async (desk: Desk, count: number): Promise<void> => {
  const due = await sendMany(desk, count, 1)
  desk.leap(due - desk.now() + 1)
}
