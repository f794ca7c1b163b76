import { nthMatterId } from '../../src/kit/ids.ts'
import { days, hours, instant, minutes, toRfc3339 } from '../../src/kit/time.ts'
import { type Chance, createChance } from './chance.ts'
import { type Made, textOf, yearBegins, yearOf } from './year.ts'

const said = (at: number): string => toRfc3339(instant(at))
const desks = ['hkc.cyber', 'kcs.cyber', 'gdf.cyber'] as const

const made = (at: number, subject: string, type: string, event: object): Made => ({
  ...{ at, subject, type, event: { type, ...event } },
})

const clockOf = (name: string, desk: string, other: string, at: number, due: number) => ({
  ...{ name, desk, other, since: said(at), due: said(due) },
  steps: [{ afterMinutes: 0, tell: ['duty'] }],
})

const notificationOf = (n: number, start: number, chance: Chance): readonly Made[] => {
  const id = nthMatterId('HK', 'N', 2026, n)
  const [from, ...to] = chance.odds(0.5) ? desks : (['kcs.cyber', 'hkc.cyber'] as const)
  const clocks = to.map(d => clockOf(`ack:${d}`, d, from, start, start + minutes(15)))
  const sent = {
    ...{ from, kind: 'warning', category: 'drugs', actions: [], tlp: 'amber' },
    ...{ urgency: 'moving-now', oral: false, externals: 0, clocks },
    addressees: to.map(desk => ({ desk, role: 'to' })),
  }
  let at = start
  const later = (mean: number): number => {
    at += 1 + chance.wait(mean)
    return at
  }
  return [
    made(at, id, 'notification.sent', sent),
    ...to.flatMap(desk =>
      chance.odds(0.8)
        ? [made(later(minutes(40)), id, 'notification.acknowledged', { desk, clocks: [] })]
        : [],
    ),
    ...(chance.odds(0.7)
      ? [made(later(days(6)), id, 'notification.closed', { outcome: 'success' })]
      : []),
  ]
}

const shipmentOf = (n: number, at: number, chance: Chance): readonly Made[] => {
  const id = nthMatterId('KR', 'S', 2026, n)
  const [desk, custodian] = ['kcs.cyber', 'hkc.cyber']
  const limit = said(at + days(10))
  const ended = at + hours(2) + chance.wait(days(9))
  return [
    made(at, id, 'shipment.begun', {
      ...{ leg: 1, departs: said(at), arrives: said(at + days(3)), containers: 1, desk },
      ...{ custodian, watchers: [desk], tlp: 'amber', clocks: [] },
    }),
    made(at + hours(1), id, 'shipment.held', {
      ...{ desk: custodian, hold: 1, leg: 1, since: said(at), limit, reminders: [] },
    }),
    ...(chance.odds(0.8)
      ? [
          made(ended, id, 'shipment.hold_ended', {
            ...{ desk: custodian, hold: 1, how: chance.of('released', 'seized') },
          }),
          made(ended + 1, id, 'shipment.closed', { desk, outcome: 'success' }),
        ]
      : []),
  ]
}

const stopOf = (start: number, chance: Chance): Made => {
  const at = start + minutes(2) + chance.wait(days(1))
  return chance.odds(0.3)
    ? made(at, '', 'clock.jumped', { from: said(start), jumpMs: at - start })
    : made(at, '', 'clock.resumed', { from: said(start), to: said(at) })
}

/** Referrals between desks that have no figures of their own. */
const elsewhere = (all: readonly Made[]): readonly Made[] =>
  all.map(m => ({
    ...m,
    subject: m.subject.replace('HK-', 'IT-'),
    event: { ...m.event, ...('from' in m.event ? { from: 'gdf.cyber', to: 'tst.cyber' } : {}) },
  }))

/** A year with something of every kind that is counted, as texts; the same for the same seed. */
export const busyYear = (n: number, seed: number): readonly string[] => {
  const chance = createChance(seed)
  const some = (share: number, make: (i: number, at: number) => readonly Made[]) =>
    Array.from({ length: Math.ceil(n * share) }, (_, i) =>
      make(i + 1, yearBegins + chance.below(days(364))),
    ).flat()
  return [
    ...yearOf(n, seed),
    ...elsewhere(yearOf(Math.ceil(n / 5), seed + 1)),
    ...some(0.2, (i, at) => notificationOf(i, at, chance)),
    ...some(0.1, (i, at) => shipmentOf(i, at, chance)),
    ...some(0.1, (_, at) => [stopOf(at, chance)]),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(textOf)
}
