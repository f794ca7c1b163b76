import type { ReferralId } from '../../src/kit/ids.ts'
import { hours, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Bundle } from '../../src/referral/cards/bundle.ts'
import type { Escalated } from '../../src/referral/events.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { hkc, kcs, onSide } from '../referral/desks.ts'
import { start } from '../referral/sample.ts'
import { withClock } from './calls.ts'
import { escalated, reached } from './matters.ts'

const anew = () => {
  const before: Referral = { ...withClock('ack'), id: 'HK-2026-000046' as ReferralId }
  const event = reached(before, 'ack', 5)
  const r = escalated(escalated(before, event), { ...event, step: 6 })
  return { r, item: { subject: r.id, deadline: event.deadline, step: event.step, due: event.due } }
}
const called = (['ack', 'reply', 'decision', 'consent'] as const).map((name, i) => {
  const before: Referral = { ...withClock(name), id: `HK-2026-00004${i + 2}` as ReferralId }
  const event = reached(before, name, 2)
  const { deadline, step, due } = event
  return { r: escalated(before, event), item: { subject: before.id, deadline, step, due } }
})
/** After a downtime; and where the owner's own had been told before. */
const late = (tell: Escalated['tell'], because?: Escalated['because']) => {
  const before: Referral = { ...withClock('ack'), id: 'HK-2026-000047' as ReferralId }
  const event = { ...reached(before, 'ack', 4), tell, ...(because ? { because } : {}) }
  const { deadline, step, due } = event
  return { r: escalated(before, event), item: { subject: before.id, deadline, step, due } }
}
const down = { kind: 'down', from: toRfc3339(start), to: toRfc3339(plus(start, hours(3))) } as const
const all = ['duty', 'backup', 'supervisor', 'other-desk'] as const
const again = anew()
const items = called.map(c => c.item)
const referrals = called.map(c => c.r)
const met = (r: Referral): Referral => ({ ...r, deadlines: [] })
const mentions = [onSide('receiver', 'duty').id]
const own: Bundle = { to: 'owner', desk: kcs, items }

/** One message about several deadlines: all due, one of them met, called anew, none due any more. */
export const bundlesShown = [
  { title: 'to owner', bundle: own, referrals, mentions },
  {
    title: 'to other',
    bundle: { to: 'other', desk: hkc, items } satisfies Bundle,
    referrals,
    mentions: [onSide('sender', 'duty').id],
  },
  {
    title: 'one of them met',
    bundle: own,
    referrals: referrals.map((r, i) => (i === 0 ? met(r) : r)),
    mentions,
  },
  {
    title: 'called again since',
    bundle: { ...own, items: [...items, again.item] },
    referrals: [...referrals.map(met), again.r],
    mentions,
  },
  ...(['owner', 'other'] as const).map(to => {
    const { r, item } = late([...all], down)
    const bundle: Bundle = { to, desk: to === 'owner' ? kcs : hkc, items: [item] }
    return { title: `after a downtime, to ${to}`, bundle, referrals: [r], mentions }
  }),
  ...([undefined, { kind: 'hours' }] as const).map(because => {
    const { r, item } = late(because ? ['duty'] : ['supervisor', 'other-desk'], because)
    const title = because ? 'waited for the hours' : 'not told to who is on duty'
    return { title, bundle: { ...own, items: [item] }, referrals: [r], mentions }
  }),
  { title: 'no longer due', bundle: own, referrals: referrals.map(met), mentions },
]
