import { digest } from '../../adapters/keys/index.ts'
import { canonical } from '../../src/audit/canonical.ts'
import { tlps } from '../../src/codes/tlp.ts'
import { toBase64, utf8 } from '../../src/kit/bytes.ts'
import { categories, outcomes, priorities } from '../../src/kit/codes.ts'
import { nthReferralId } from '../../src/kit/ids.ts'
import { days, hours, instant, minutes, toRfc3339 } from '../../src/kit/time.ts'
import { type Chance, createChance } from './chance.ts'

/** Something that happened to a referral, before it has its place in the log. */
export interface Made {
  readonly at: number
  readonly subject: string
  readonly type: string
  readonly event: object
}

export const yearBegins = Date.UTC(2026, 0, 1)

const said = (at: number): string => toRfc3339(instant(at))
const limits = { immediate: [15, 240], urgent: [60, 1440], routine: [1440, 7200] } as const

const clock = (name: string, owner: 'sender' | 'receiver', due: number) => ({
  ...{ name, owner, due: said(due), steps: [{ afterMinutes: 0, tell: ['duty'] }] },
})

const measureOf = (chance: Chance) =>
  chance.of(
    { kind: 'cigarettes', value: String(chance.below(90_000)), unit: 'stick', basis: 'own' },
    { kind: 'tobacco', value: `${chance.below(900)}.125`, unit: 'kg', basis: 'own' },
    { kind: 'cash', value: '5000', unit: 'minor', currency: chance.of('HKD', 'KRW'), basis: 'own' },
    { kind: 'links-removed', value: '3', unit: 'item', basis: chance.of('own', 'third') },
  )

const marked = (tlp: string) => ({
  marking: { tlp, pap: 'amber', handling: [], court: 'ask' },
})

/** One referral from its draft to where it came to; the `n`th says how it is marked. */
const lifeOf = (subject: string, start: number, chance: Chance, n: number): readonly Made[] => {
  const made: Made[] = []
  let at = start
  const add = (type: string, event: object = {}): void => {
    made.push({
      at,
      subject,
      type: `referral.${type}`,
      event: { type: `referral.${type}`, ...event },
    })
  }
  const later = (ms: number): void => {
    at += Math.max(1, ms)
  }
  const [from, to] = chance.odds(0.5) ? ['hkc.cyber', 'kcs.cyber'] : ['kcs.cyber', 'hkc.cyber']
  const priority = chance.of(...priorities)
  const drill = chance.odds(0.04) ? { drill: true } : {}
  add('drafted', { from, to, category: chance.of(...categories), priority, ...drill })
  const tlp = tlps[n % tlps.length] ?? 'amber'
  add('filled', { ...marked(tlp), actions: [], details: {}, given: [] })
  later(chance.below(minutes(40)))
  if (chance.odds(0.05)) {
    if (chance.odds(0.5)) add('withdrawn')
    return made
  }
  const [ack, reply] = priority === 'information' ? [] : limits[priority]
  const sentAt = at
  add('sent', {
    clocks:
      ack === undefined
        ? []
        : [
            clock('ack', 'receiver', at + minutes(ack)),
            clock('reply', 'receiver', at + minutes(reply ?? 0)),
          ],
  })
  if (chance.odds(0.03)) return made
  later(chance.wait(minutes(50)))
  for (let step = 0; at > sentAt + minutes(ack ?? 1e9) && step < chance.below(9); step++) {
    const due = said(sentAt + minutes(ack ?? 0))
    const owner = 'receiver'
    add('escalated', { deadline: 'ack', owner, step, due, tell: ['duty'], missed: [] })
    later(chance.wait(minutes(5)))
  }
  if (chance.odds(0.03)) {
    add('withdrawn')
    return made
  }
  add('acknowledged', { clocks: [] })
  if ('drill' in drill) {
    add('drill_ended')
    return made
  }
  later(chance.wait(hours(2)))
  add('accepted')
  if (n % 7 === 0)
    add('amended', { changes: { tlp: { from: tlp, to: 'green' } }, ...marked('green'), clocks: [] })
  if (chance.odds(0.15)) {
    add('info_requested', { clocks: [clock('info', 'sender', at + days(2))] })
    if (chance.odds(0.1)) return made
    later(chance.wait(days(1)))
    add('info_supplied')
    later(chance.wait(hours(5)))
  }
  if (chance.odds(0.15)) {
    add('extension_asked', { until: said(at + days(9)) })
    later(chance.wait(hours(9)))
    if (chance.odds(0.6)) add('extension_approved', { until: said(at + days(9)) })
    else add('extension_rejected')
  }
  if (chance.odds(0.05)) return made
  later(chance.wait(days(3)))
  const feedback = clock('feedback', 'sender', at + days(30))
  if (chance.odds(0.1)) add('declined', { reason: 'no-legal-basis', clocks: [feedback] })
  else add('answered', { results: [], clocks: [feedback] })
  if (chance.odds(0.08)) return made
  later(chance.wait(days(12)))
  const measures = chance.odds(0.4) ? [measureOf(chance)] : []
  add('closed', { outcome: chance.of(...outcomes), measures })
  if (chance.odds(0.04)) {
    later(chance.wait(days(9)))
    add('reopened', { clocks: [clock('reply', 'receiver', at + days(5))] })
    later(chance.wait(days(4)))
    add('answered', { results: [], clocks: [] })
    later(chance.wait(days(2)))
    add('closed', { outcome: 'success', measures })
  }
  return made
}

/** A year of `n` referrals of two desks, in the order of the log; the same for the same seed. */
export const yearOf = (n: number, seed: number): readonly Made[] => {
  const chance = createChance(seed)
  return Array.from({ length: n }, (_, i) =>
    lifeOf(nthReferralId('HK', 2026, i + 1), yearBegins + chance.below(days(364)), chance, i),
  )
    .flat()
    .toSorted((a, b) => a.at - b.at)
}

const actor = { officer: 'hkc.o1', platform: 'paper', user: 'U1', workspace: 'W1' }

const linkedText = (
  { at, subject, type, event }: Made,
  seq: number,
  link: { readonly n: number; readonly prev?: string },
): string =>
  canonical({
    ...{
      v: 1,
      log: 'test.example/log',
      seq,
      at: said(at),
      type,
      salt: 'A'.repeat(22),
      sw: '0.0.0',
    },
    ...{
      subject: { id: subject, ...link },
      actor,
      cause: { at: said(at), key: `in-${seq}` },
      event,
    },
  })

/** The text of an entry as the log holds it, but for its link to the one before of its subject. */
export const textOf = (made: Made, seq: number): string => linkedText(made, seq, { n: 1 })

/** With the links, and with the hash of each by which it is found. */
export const linked = (all: readonly Made[]) => {
  const last = new Map<string, { readonly n: number; readonly leaf: Uint8Array }>()
  return all.map((made, seq) => {
    const before = last.get(made.subject)
    const body = linkedText(made, seq, {
      n: (before?.n ?? 0) + 1,
      ...(before ? { prev: toBase64(before.leaf) } : {}),
    })
    const leaf = digest(utf8(body))
    last.set(made.subject, { n: (before?.n ?? 0) + 1, leaf })
    return { seq, body, leaf }
  })
}
