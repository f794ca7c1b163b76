import { configSchema } from '../../src/config.ts'
import { defaultNotificationPolicy } from '../../src/escalation/notification.ts'
import type { ContactPointId, MatterId, OfficerId, ReferralId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Result } from '../../src/kit/result.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import { defineMatter, type MatterEvent } from '../../src/matter/define.ts'
import type { DueFacts, MatterNotice } from '../../src/matter/matter.ts'
import type { NotificationEvent } from '../../src/notification/events.ts'
import { type Notification, notificationSchema } from '../../src/notification/notification.ts'
import { notificationsUnder } from '../../src/notification/spec.ts'
import type { Content } from '../../src/ports/vault.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { createDirectory, type Directory, type Officer } from '../../src/roster/directory.ts'
import { config, gdf, hkc, kcs, languages } from '../referral/desks.ts'

export { gdf, hkc, kcs }

/** The desks of the other rules, the third of them a regional hub. */
export const directory = createDirectory(
  configSchema.parse({
    ...config,
    contactPoints: config.contactPoints.map(c => (c.id === gdf ? { ...c, hub: true } : c)),
  }),
)

/** The same with as many more desks as no entry of the log could hold the clocks of. */
export const crowded = (): { readonly among: Directory; readonly to: string } => {
  const [desk] = directory.contactPoints
  if (!desk) throw new Error('no desk')
  const more = Array.from({ length: 41 }, (_, i) => ({
    ...desk,
    id: `t${i}.cyber` as ContactPointId,
  }))
  const contactPoints = [...directory.contactPoints, ...more]
  return {
    among: createDirectory({ ...directory, contactPoints }),
    to: more.map(d => d.id).join(','),
  }
}

export const spec = notificationsUnder(defaultNotificationPolicy)
export const matter = defineMatter(spec)
export const id = 'HK-N-2026-000001' as MatterId
/** 2026-11-24, 14:00 in Hong Kong. */
export const start = instant(Date.UTC(2026, 10, 24, 6))

export const officerAt = (desk: ContactPointId, role = 'officer'): Officer =>
  directory.officer(desk.replace('.cyber', `.${role}`) as OfficerId)

/** A courier on a flight that lands three hours later. */
export const courier: Raw = {
  category: 'drugs',
  what: 'Courier with cocaine in a false bottom',
  where: 'HKG to ICN',
  conveyance: 'CX 416 on 2026-11-24',
  arrival: '2026-11-24 17:00 +08:00',
  action: 'hold-and-examine',
  contact: 'Duty room, +852 0000 0001',
  reason: 'moving-now',
  to: kcs,
}

/** A notification with what the vault has of it, and whom its last step told. */
export interface Played {
  readonly json: Json
  readonly n: Notification
  readonly contents: ReadonlyMap<string, Content>
  readonly notices: readonly MatterNotice[]
  readonly events: readonly NotificationEvent[]
}

const folded = (
  before: Played | undefined,
  events: readonly MatterEvent[],
  at: Instant,
  by: OfficerId | 'clock',
  words: Raw = {},
): Played => {
  const last = events.at(-1)
  const item = `item-${before?.contents.size ?? 0}`
  const hasWords = last !== undefined && Object.keys(words).length > 0
  const ref = { item, commit: 'c', bytes: 1 }
  const told = hasWords
    ? [...events.slice(0, -1), matter.withText(last, { language: 'en', ref })]
    : events
  const { state, notices } = matter.fold(before?.json, id, told, at, by, directory.workingTime)
  return {
    json: state,
    n: notificationSchema.parse(state),
    contents: new Map([...(before?.contents ?? []), ...(hasWords ? [[item, words] as const] : [])]),
    notices: notices.map(x => x.notice),
    events: told.map(spec.readEvent),
  }
}

export interface Try {
  readonly name: string
  readonly by: Officer
  readonly on?: Played
  readonly raw?: Raw
  readonly now?: Instant
  readonly among?: Directory
}

/** What an officer's act comes to. */
export const attempt = ({
  name,
  by,
  on,
  raw = {},
  now = start,
  among = directory,
}: Try): Result<Played, Refusal> => {
  const command = matter.commands.find(c => c.name === name)
  if (!command) throw new Error(`no command ${name}`)
  const refusal = command.against(on?.json, by)
  if (refusal) return { ok: false, error: refusal }
  const said = Object.fromEntries(
    [...(on?.contents.values() ?? [])].flatMap(c => Object.entries(c)),
  )
  const made = command.decide({
    ...(on ? { state: on.json } : {}),
    ...{ raw, now, by, directory: among, languages, said, contents: on?.contents ?? new Map() },
  })
  if (!made.ok) return made
  return { ok: true, value: folded(on, made.value.events, now, by.id, made.value.words) }
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

export const sent = (raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 'notify', by: officerAt(hkc), raw: { ...courier, ...raw }, now })

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

/** A desk made a referral of it. */
export const referred = (on: Played, by: Officer, now: Instant = start): Played =>
  folded(on, matter.referred(on.json, by, 'KR-2026-000001' as ReferralId) ?? [], now, by.id)

/** Desk and purpose of all that is told, without what stands behind a first dot. */
export const toldBy = ({ notices }: Played): readonly string[] =>
  notices.map(x => `${x.desk} ${x.purpose.split('.').slice(0, 2).join('.')}`)

/** Its content was erased, by the operator. */
export const erased = (on: Played, now: Instant): Played =>
  folded(on, [matter.erasing], now, 'clock')
