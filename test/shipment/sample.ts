import type { Calendar } from '../../src/escalation/calendar.ts'
import { defaultShipmentPolicy } from '../../src/escalation/shipment.ts'
import type { AgencyId, ContactPointId, Language, MatterId, OfficerId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Result } from '../../src/kit/result.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import { defineMatter, type MatterEvent } from '../../src/matter/define.ts'
import type { DueFacts, MatterNotice } from '../../src/matter/matter.ts'
import type { Content } from '../../src/ports/vault.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { createDirectory, type Officer } from '../../src/roster/directory.ts'
import type { ShipmentEvent } from '../../src/shipment/events.ts'
import { type Shipment, shipmentSchema } from '../../src/shipment/shipment.ts'
import { shipmentsUnder } from '../../src/shipment/spec.ts'
import { config, gdf, hkc, kcs, languages } from '../referral/desks.ts'

export { gdf, hkc, kcs }

const dayOff = (date: string) => ({
  date,
  names: { en: 'A holiday', ko: '휴일', 'zh-HK': '假期', 'zh-CN': '假期' },
  source: 'a sample',
})

/** Hong Kong is off on the first two days of December, which it isn't. */
const calendars: readonly Calendar[] = [
  {
    agency: 'hkc' as AgencyId,
    year: 2026,
    days: [dayOff('2026-12-01'), dayOff('2026-12-02')],
  },
]

export const directory = createDirectory(config, calendars)
export const spec = shipmentsUnder(defaultShipmentPolicy)
export const matter = defineMatter(spec)
export const id = 'KR-S-2026-000001' as MatterId
/** Tuesday, 2026-11-24, 14:00 in Hong Kong and 15:00 in Korea. */
export const start = instant(Date.UTC(2026, 10, 24, 6))
export const at = (text: string): Instant => instant(Date.parse(text))

export const officerAt = (desk: ContactPointId, role = 'officer'): Officer =>
  directory.officer(desk.replace('.cyber', `.${role}`) as OfficerId)

/** Two containers from Busan to Hong Kong. */
export const busan: Raw = {
  containers: 'CSQU3054383\nMSKU6011672',
  conveyance: 'MV Example, IMO 9074729, voyage 12W',
  from: 'KRPUS',
  to: 'HKHKG',
  departs: '2026-11-24 20:00 +09:00',
  arrives: '2026-11-27 10:00 +08:00',
  goods: 'Plastic household articles',
  hs: '3924.10',
  custodian: 'hkc.cyber',
  watchers: 'hkc.cyber',
  language: 'en',
}

/** Onward to Italy, declared as before. */
export const italy: Raw = {
  from: 'HKHKG',
  to: 'ITGOA',
  departs: '2026-11-28 08:00 +08:00',
  arrives: '2026-12-20 09:00 +01:00',
  goods: 'household articles (PLASTIC)',
  hs: '392410',
  external: 'Dogane di Genova',
  language: 'en',
}

/** A shipment with what the vault has of it, and whom its last step told. */
export interface Played {
  readonly json: Json
  readonly s: Shipment
  readonly contents: ReadonlyMap<string, Content>
  readonly notices: readonly MatterNotice[]
  readonly events: readonly ShipmentEvent[]
}

interface Words {
  readonly words: Raw
  readonly wordsWith?: number
  readonly language: Language
}

const folded = (
  before: Played | undefined,
  events: readonly MatterEvent[],
  when: Instant,
  by: OfficerId | 'clock',
  said?: Words,
): Played => {
  const item = `item-${before?.contents.size ?? 0}`
  const { words = {}, wordsWith = events.length - 1, language = 'en' } = said ?? {}
  const told = events[wordsWith]
  const hasWords = told !== undefined && Object.keys(words).length > 0
  const ref = { item, commit: 'c', bytes: 1 }
  const all = hasWords ? events.with(wordsWith, matter.withText(told, { language, ref })) : events
  const { state, notices } = matter.fold(before?.json, id, all, when, by, directory.workingTime)
  return {
    json: state,
    s: shipmentSchema.parse(state),
    contents: new Map([...(before?.contents ?? []), ...(hasWords ? [[item, words] as const] : [])]),
    notices: notices.map(x => x.notice),
    events: all.map(spec.readEvent),
  }
}

export interface Try {
  readonly name: string
  readonly by: Officer
  readonly on?: Played
  readonly raw?: Raw
  readonly now?: Instant
}

/** What an officer's act comes to. */
export const attempt = ({ name, by, on, raw = {}, now = start }: Try): Result<Played, Refusal> => {
  const command = matter.commands.find(c => c.name === name)
  if (!command) throw new Error(`no command ${name}`)
  const refusal = command.against(on?.json, by)
  if (refusal) return { ok: false, error: refusal }
  const contents: Played['contents'] = on?.contents ?? new Map()
  const made = command.decide({
    ...(on ? { state: on.json } : {}),
    ...{ raw, now, by, directory, languages, said: {}, contents },
  })
  return made.ok ? { ok: true, value: folded(on, made.value.events, now, by.id, made.value) } : made
}

export const afterOf = (t: Try): Played => {
  const made = attempt(t)
  if (!made.ok) throw new Error(`${t.name}: ${JSON.stringify(made.error)}`)
  return made.value
}

export const refusalOf = (t: Try): Refusal => {
  const made = attempt(t)
  if (made.ok) throw new Error(`${t.name} was allowed`)
  return made.error
}

/** What is wrong with which input, as `input: reason`. */
export const problemsOf = (t: Try): readonly string[] => {
  const refusal = refusalOf(t)
  if (refusal.kind !== 'BadInput') throw new Error(`${t.name}: ${refusal.kind}`)
  return refusal.problems.map(p => `${p.input}: ${p.reason}`)
}

/** As Korea begins it. */
export const begun = (raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 's-begin', by: officerAt(kcs), raw: { ...busan, ...raw }, now })

/** With the leg to Italy, as Hong Kong adds it. */
export const onward = (raw: Raw = {}, on: Played = begun()): Played =>
  afterOf({ name: 's-leg', by: officerAt(hkc), on, raw: { ...italy, ...raw } })

/** Hong Kong holds the goods on the first leg. */
export const held = (raw: Raw = {}, on: Played = begun(), now: Instant = start): Played =>
  afterOf({
    name: 's-hold',
    by: officerAt(hkc),
    on,
    raw: { held: 'Both containers', leg: '1', ...raw },
    now,
  })

/** Whom the rosters would name: of each rank the officer of that role. */
const calledAt: DueFacts['calledAt'] = (desk, target) => [
  officerAt(desk, target === 'backup' ? 'officer' : target).id,
]

/** After what the clock does about that deadline at that moment; undefined where it does nothing. */
export const ticked = (
  on: Played,
  deadline: string,
  now: Instant,
  why?: DueFacts['why'],
): Played | undefined => {
  const facts = { now, times: directory.workingTime, calledAt, ...(why ? { why } : {}) }
  const events = matter.due(on.json, deadline, facts)
  return events.length === 0 ? undefined : folded(on, events, now, 'clock')
}

export const mustTick = (on: Played, deadline: string, now: Instant): Played => {
  const after = ticked(on, deadline, now)
  if (!after) throw new Error(`${deadline} did nothing`)
  return after
}

/** What changed, of each alarm, as `leg against: what`. */
export const alarmsOf = ({ s }: Played): readonly string[] =>
  s.alarms.map(a => `${a.leg} against ${a.against}: ${a.what.join('+')}`)

/** Its content was erased, by the operator. */
export const erased = (on: Played, now: Instant): Played =>
  folded(on, [matter.erasing], now, 'clock')
