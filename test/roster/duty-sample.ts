import type { AgencyId, OfficerId, ReferralId } from '../../src/kit/ids.ts'
import { days, hours, type Instant, instant, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { RunningDeadline } from '../../src/referral/running.ts'
import type { DutyCardFacts } from '../../src/roster/cards/facts.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import type { DutyHappened, DutyRoster } from '../../src/roster/duty.ts'
import type { DutyEvent } from '../../src/roster/events.ts'
import { evolve } from '../../src/roster/evolve.ts'
import type { Rotation } from '../../src/roster/rotation.ts'
import { config, hkc, kcs } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'

/** Tuesday, 2026-12-22 14:37 in Hong Kong. */
export const now = instant(Date.parse('2026-12-22T06:37:00Z'))
export const later = (ms: number): Instant => plus(now, ms)
export const rfc = (ms: number): string => toRfc3339(later(ms))
export const id = (text: string) => text as OfficerId

const people: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'hkc.officer': { en: 'Li Wei', 'zh-HK': '李偉', 'zh-CN': '李伟', ko: '리웨이' },
  'hkc.supervisor': { en: 'Chan Mei-ling', 'zh-HK': '陳美玲', 'zh-CN': '陈美玲', ko: '찬메이링' },
  'hkc.head': { en: 'Lam Tai-man', 'zh-HK': '林大文', 'zh-CN': '林大文', ko: '람타이만' },
  'kcs.supervisor': { en: 'Park Seo-yeon', 'zh-HK': '朴敘妍', 'zh-CN': '朴叙妍', ko: '박서연' },
}

const phones: Readonly<Record<string, string>> = {
  'hkc.duty': '+852 0000 0011',
  'kcs.duty': '+82 00 0000 0012',
}

const day = (date: string, en: string, hk: string, cn: string, ko: string) => ({
  date,
  names: { en, 'zh-HK': hk, 'zh-CN': cn, ko },
  source: 'a sample',
})

const christmas = day('2026-12-25', 'Christmas Day', '聖誕節', '圣诞节', '성탄절')
const newYear = day('2027-01-01', "New Year's Day", '元旦', '元旦', '신정')

/** The desks of the other tests, with people to be told apart, telephones and holidays. */
export const directory = createDirectory(
  {
    ...config,
    officers: config.officers.map(o => {
      const phone = phones[o.id]
      return { ...o, names: people[o.id] ?? o.names, ...(phone === undefined ? {} : { phone }) }
    }),
  },
  ['hkc', 'kcs'].flatMap(agency => [
    { agency: agency as AgencyId, year: 2026, days: [christmas] },
    { agency: agency as AgencyId, year: 2027, days: [newYear] },
  ]),
)

const rotations: Rotation[] = [
  {
    name: 'day',
    rank: 'duty',
    officers: [id('hkc.duty'), id('hkc.officer')],
    since: '2026-12-22',
    everyDays: 1,
    at: '09:00',
  },
  {
    name: 'behind',
    rank: 'backup',
    officers: [id('hkc.head')],
    since: '2026-12-01',
    everyDays: 7,
    at: '09:00',
  },
]

const opened = evolve(undefined, hkc, {
  event: { type: 'duty.configured', rotations },
  at: later(-days(30)),
  by: 'clock',
})

/** Two officers in daily turns from 09:00, one behind them; no shift of theirs has been accepted. */
export const roster: DutyRoster = {
  ...opened,
  shift: {
    n: 7,
    since: instant(Date.parse('2026-12-22T01:00:00Z')),
    from: [id('hkc.officer')],
    to: [id('hkc.duty')],
    until: instant(Date.parse('2026-12-23T01:00:00Z')),
    told: instant(Date.parse('2026-12-22T01:00:00Z')),
    calls: [],
  },
  asked: { ...opened.asked, calls: [1] },
}

/** The roster once the note of its shift was accepted. */
export const accepted: DutyRoster = {
  ...roster,
  ...(roster.shift
    ? { shift: { ...roster.shift, accepted: { by: id('hkc.duty'), at: later(-hours(5)) } } }
    : {}),
}

export const factsOf = (more: Partial<DutyCardFacts> = {}): DutyCardFacts => ({
  roster,
  directory,
  open: [],
  matters: [],
  now,
  ...more,
})

export const happened = (event: DutyEvent, by: DutyHappened['by'] = id('hkc.duty')) => ({
  event,
  at: now,
  by,
})

const due = (ms: number): RunningDeadline[] =>
  inState('sent')
    .deadlines.slice(0, 1)
    .map(d => ({ ...d, due: later(ms), original: later(ms) }))

/** A referral that Hong Kong has sent, with its acknowledgement due after that time. */
export const sent = (n: number, dueAfter: number, more: Partial<Referral> = {}): Referral => ({
  ...inState('sent'),
  id: `HK-2026-${String(n).padStart(6, '0')}` as ReferralId,
  deadlines: due(dueAfter),
  ...more,
})

/** A draft of Hong Kong, and one of Korea. */
export const ownDraft: Referral = { ...inState('draft'), id: 'HK-2026-000901' as ReferralId }
export const othersDraft: Referral = {
  ...inState('draft'),
  id: 'KR-2026-000902' as ReferralId,
  from: kcs,
  to: hkc,
}
