import type { ReferralId } from '../src/kit/ids.ts'
import { minutes, plus } from '../src/kit/time.ts'
import type { Snapshot } from '../src/ports/store.ts'
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

/** `count` referrals whose first step is due now, and none before: as after a night in which all were sent. */
export const armBurst = async (desk: Desk, count: number): Promise<void> => {
  const { store } = desk
  const reference = await handOver(desk, 0, { last: 'send' })
  const sent = await store.load(reference as ReferralId)
  const [timer] = await store.claimTimers({ now: plus(desk.now(), minutes(60)), max: 1 })
  if (!sent || timer?.subject !== reference) throw new Error('what was sent has no clock')
  for (let from = 0; from < count; from += perCommit) {
    const snapshots = copiesOf(sent, from, Math.min(perCommit, count - from))
    await store.commit({
      at: desk.now(),
      expect: snapshots.map(s => ({ subject: s.subject, version: 0 })),
      entries: [],
      snapshots,
      timers: snapshots.map(s => ({ subject: s.subject, armed: [{ ...timer }] })),
      outbox: [],
      settle: [],
    })
  }
  desk.leap(timer.due - desk.now() + 1)
}
