import { defaultOperationPolicy } from '../../src/escalation/operation.ts'
import type {
  ContactPointId,
  Language,
  MatterId,
  OfficerId,
  ReferralId,
} from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Result } from '../../src/kit/result.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import type { CountedReferral, CountedReferrals } from '../../src/matter/counted.ts'
import { defineMatter, type MatterEvent } from '../../src/matter/define.ts'
import type { DueFacts, MatterNotice } from '../../src/matter/matter.ts'
import type { OperationEvent } from '../../src/operation/events.ts'
import { type Operation, operationSchema } from '../../src/operation/operation.ts'
import { operationsUnder } from '../../src/operation/spec.ts'
import type { Content } from '../../src/ports/vault.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { createDirectory, type Officer } from '../../src/roster/directory.ts'
import { config, gdf, hkc, kcs, languages } from '../referral/desks.ts'

export { gdf, hkc, kcs }

export const directory = createDirectory(config, [])
export const spec = operationsUnder(defaultOperationPolicy)
export const matter = defineMatter(spec)
export const id = 'HK-O-2026-000001' as MatterId
/** Tuesday, 2026-11-24, 14:00 in Hong Kong and 15:00 in Korea. */
export const start = instant(Date.UTC(2026, 10, 24, 6))
export const at = (text: string): Instant => instant(Date.parse(text))

export const officerAt = (desk: ContactPointId, role = 'officer'): Officer =>
  directory.officer(desk.replace('.cyber', `.${role}`) as OfficerId)

/** Eight weeks against cigarettes on their way round. */
export const crocodile: Raw = {
  name: 'Project Crocodile',
  from: '2026-11-23 00:00 +08:00',
  to: '2027-01-18 00:00 +08:00',
  invited: 'kcs.cyber,gdf.cyber',
  categories: 'tobacco,ipr-goods',
  targets: 'Containers that go round and are declared anew on each leg',
  language: 'en',
}

export const refs = [1, 2, 3, 4, 5].map(n => `KR-2026-00000${n}` as ReferralId)
const [first, second, open, drill, foreign] = refs as [
  ReferralId,
  ReferralId,
  ReferralId,
  ReferralId,
  ReferralId,
]

export { drill, first, foreign, open, second }

const counted = (
  ref: ReferralId,
  measures: CountedReferral['measures'],
  more: Partial<CountedReferral> = {},
): CountedReferral => ({
  ...{ id: ref, desks: [kcs, hkc], isSent: true, isDrill: false, measures },
  ...more,
})

const sticks = (amount: number, basis: 'own' | 'third' = 'own') =>
  ({ kind: 'cigarettes', unit: 'stick', basis, amount }) as const
const money = (currency: string, amount: number) =>
  ({
    ...{ kind: 'market-value', unit: 'minor', basis: 'own', amount },
    currency,
  }) as CountedReferral['measures'][number]

/** What came of some referrals: closed with results, open, an exercise, and one between others. */
export const results: CountedReferrals = new Map(
  [
    counted(first, [sticks(3_580_000), sticks(8_000_000, 'third'), money('HKD', 8_500_000_000)]),
    counted(second, [sticks(9_000_000), money('KRW', 1_200_000_000)]),
    counted(open, []),
    counted(drill, [], { isDrill: true }),
    counted(foreign, [sticks(1)], { desks: [gdf, kcs] }),
  ].map(c => [c.id, c]),
)

/** An operation with what the vault has of it, and whom its last step told. */
export interface Played {
  readonly json: Json
  readonly o: Operation
  readonly contents: ReadonlyMap<string, Content>
  readonly notices: readonly MatterNotice[]
  readonly events: readonly OperationEvent[]
}

interface Words {
  readonly words: Raw
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
  const { words = {}, language = 'en' } = said ?? {}
  const [told] = events
  const hasWords = told !== undefined && Object.keys(words).length > 0
  const ref = { item, commit: 'c', bytes: 1 }
  const all = hasWords ? [matter.withText(told, { language, ref })] : events
  const { state, notices } = matter.fold(before?.json, id, all, when, by, directory.workingTime)
  return {
    json: state,
    o: operationSchema.parse(state),
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
  readonly referrals?: CountedReferrals
  /** By which other operation referrals are counted. */
  readonly claimed?: ReadonlyMap<string, MatterId>
}

/** What an officer's act comes to. */
export const attempt = ({
  name,
  by,
  on,
  raw = {},
  now = start,
  referrals = results,
  claimed = new Map(),
}: Try): Result<Played, Refusal> => {
  const command = matter.commands.find(c => c.name === name)
  if (!command) throw new Error(`no command ${name}`)
  const refusal = command.against(on?.json, by)
  if (refusal) return { ok: false, error: refusal }
  const contents: Played['contents'] = on?.contents ?? new Map()
  const made = command.decide({
    ...(on ? { state: on.json } : {}),
    ...{ raw, now, by, directory, languages, said: {}, contents, referrals, claimed },
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

const [hk, kr] = [officerAt(hkc), officerAt(kcs)]

/** As Hong Kong begins it. */
export const begun = (raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 'o-begin', by: hk, raw: { ...crocodile, ...raw }, now })

/** Korea takes part. */
export const joined = (on: Played = begun(), by = kr): Played => afterOf({ name: 'o-join', by, on })

export const tagged = (ref: ReferralId = first, on: Played = joined(), by = kr): Played =>
  afterOf({ name: 'o-tag', by, on, raw: { referral: ref } })

/** Totals that an administration outside gave to Korea. */
export const outside: Raw = {
  administration: 'Dogane di Genova',
  'measure-1-kind': 'cigarettes',
  'measure-1-value': '8000000',
  'measure-1-basis': 'own',
  language: 'en',
}
export const proxied = (raw: Raw = {}, on: Played = tagged()): Played =>
  afterOf({ name: 'o-proxy', by: kr, on, raw: { ...outside, ...raw } })

export const reported = (
  on: Played = proxied(),
  now: Instant = start,
  referrals = results,
): Played =>
  afterOf({
    ...{ name: 'o-sitrep', by: hk, on, now, referrals },
    raw: { situation: 'Quiet so far.', language: 'en' },
  })

export const closed = (on: Played = reported(), now: Instant = start): Played =>
  afterOf({ name: 'o-close', by: hk, on, now, raw: { situation: 'Thank you.', language: 'en' } })

/** Whom the rosters would name: of each rank the officer of that role. */
const calledAt: DueFacts['calledAt'] = (desk, target) => [
  officerAt(desk, target === 'backup' ? 'officer' : target).id,
]

/** After what the clock does about that deadline at that moment; undefined where it does nothing. */
export const ticked = (on: Played, deadline: string, now: Instant): Played | undefined => {
  const events = matter.due(on.json, deadline, { now, times: directory.workingTime, calledAt })
  return events.length === 0 ? undefined : folded(on, events, now, 'clock')
}

export const mustTick = (on: Played, deadline: string, now: Instant): Played => {
  const after = ticked(on, deadline, now)
  if (!after) throw new Error(`${deadline} did nothing`)
  return after
}

/** Its content was erased, by the operator. */
export const erased = (on: Played, now: Instant): Played =>
  folded(on, [matter.erasing], now, 'clock')
