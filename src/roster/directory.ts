import type { Zone } from '../card/format.ts'
import type { Tlp } from '../codes/tlp.ts'
import type { Calendar, Holiday } from '../escalation/calendar.ts'
import { createWorkingTime, type WorkingHours, type WorkingTime } from '../escalation/working.ts'
import type { Role } from '../kit/codes.ts'
import type {
  AgencyId,
  ContactPointId,
  Language,
  OfficerId,
  PlaceId,
  PlatformName,
} from '../kit/ids.ts'
import type { Actor } from '../ports/platform.ts'
import type { Rotation } from './rotation.ts'

/** A name in each language it is known in; English always. */
export type Names = Readonly<Record<string, string>>

export interface Agency {
  readonly id: AgencyId
  readonly names: Names
  /** What its references begin with, e.g. `HK`. */
  readonly prefix: string
  /** Days that records of connections last in its jurisdiction; 30 where nobody knows. */
  readonly evidenceDays: number
}

export interface ContactPoint {
  readonly id: ContactPointId
  readonly agency: AgencyId
  readonly names: Names
  readonly zone: Zone
  readonly phone?: string
  /** A regional office: a notification names it unless its officer takes it out. */
  readonly hub?: true
  /** When it works on what can wait. */
  readonly hours: WorkingHours
  /** Who takes turns, as the configuration has it; nobody does where there is none. */
  readonly duty: readonly Rotation[]
}

/** How a platform knows an officer: by the own id, or by a group that several people may be in. */
export type Identity = Pick<Actor, 'platform' | 'workspace'> &
  ({ readonly user: string } | { readonly group: string })

export interface Officer {
  readonly id: OfficerId
  readonly desk: ContactPointId
  readonly roles: readonly Role[]
  readonly language: Language
  readonly names: Names
  /** For a call by telephone; shown to the desks that share a channel with his. */
  readonly phone?: string
  readonly identities: readonly Identity[]
}

export interface Channel {
  readonly id: string
  /** A shared channel has two desks, an internal one its own. */
  readonly desks: readonly ContactPointId[]
  readonly names: Names
  readonly platform: PlatformName
  readonly place: PlaceId
  /** In the order in which its texts are joined. */
  readonly languages: readonly Language[]
  /** The strictest marking whose content may be shown in it. */
  readonly clearance: Tlp
}

export interface Roster {
  readonly agencies: readonly Agency[]
  readonly contactPoints: readonly ContactPoint[]
  readonly officers: readonly Officer[]
  readonly channels: readonly Channel[]
}

/** Who is who and where, by lookup; a missing id is a bug, since the configuration was checked. */
export interface Directory extends Roster {
  /**
   * By platform, workspace and user, else by the groups that they are in; never by name. Of several officers of
   * one desk the first of the configuration; of groups of two desks none can be told to be meant.
   */
  readonly officerOf: (actor: Actor) => Officer | 'several' | undefined
  readonly officer: (id: OfficerId) => Officer
  readonly contactPoint: (id: ContactPointId) => ContactPoint
  readonly agency: (id: AgencyId) => Agency
  readonly internalOf: (desk: ContactPointId) => readonly Channel[]
  readonly sharedBy: (a: ContactPointId, b: ContactPointId) => readonly Channel[]
  /** Desks that share a channel with it, in the order of the configuration. */
  readonly neighboursOf: (desk: ContactPointId) => readonly ContactPointId[]
  /** The shared channels of a pair, or their internal ones where they share none. */
  readonly pairOf: (a: ContactPointId, b: ContactPointId) => readonly Channel[]
  readonly channelAt: (platform: PlatformName, place: PlaceId) => Channel | undefined
  readonly workingTime: (desk: ContactPointId) => WorkingTime
  /** Holidays of the desk's agency from that day on to that day (`YYYY-MM-DD`), in order. */
  readonly holidays: (desk: ContactPointId, from: string, to: string) => readonly Holiday[]
  /** The last year whose holidays are known for the desk's agency; undefined where none are. */
  readonly calendarEnds: (desk: ContactPointId) => number | undefined
  readonly holding: (desk: ContactPointId, role: Role) => readonly OfficerId[]
  /**
   * On whose clocks a time is shown: that of `first` in front, then those of `others`, by default of
   * every desk that it shares a channel with (of all desks where there is no first).
   */
  readonly zonesFor: (
    first: ContactPointId | undefined,
    others?: readonly ContactPointId[],
  ) => readonly Zone[]
}

export const nameIn = (names: Names, language: Language): string =>
  names[language] ?? names['en'] ?? ''

const keyOf = (i: Identity): string =>
  JSON.stringify([i.platform, i.workspace, 'user' in i ? i.user : { group: i.group }])

const found = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw new Error(`not in the directory: ${id}`)
  return value
}

/** Each desk's working time is made when it is first asked for. */
const createTimes = (
  desk: (id: ContactPointId) => ContactPoint,
  daysOff: (agency: AgencyId) => readonly Holiday[],
): ((id: ContactPointId) => WorkingTime) => {
  const made = new Map<ContactPointId, WorkingTime>()
  return id => {
    const known = made.get(id)
    if (known !== undefined) return known
    const { agency, hours, zone } = desk(id)
    const holidays = new Set(daysOff(agency).map(d => d.date))
    const time = createWorkingTime({ zone: zone.zone, hours, holidays })
    made.set(id, time)
    return time
  }
}

/** `calendars`: the holidays of each agency by year, in any order, each agency and year once. */
export const createDirectory = (roster: Roster, calendars: readonly Calendar[] = []): Directory => {
  const officersByIdentity = new Map(
    roster.officers.flatMap(o => o.identities.map(i => [keyOf(i), o] as const)),
  )
  const officersById = new Map(roster.officers.map(o => [o.id, o]))
  const desksById = new Map(roster.contactPoints.map(c => [c.id, c]))
  const agenciesById = new Map(roster.agencies.map(a => [a.id, a]))
  const contactPoint = (id: ContactPointId) => found(desksById.get(id), id)
  const calendarsOf = (agency: AgencyId) =>
    calendars.filter(c => c.agency === agency).sort((a, b) => a.year - b.year)
  const daysOff = (agency: AgencyId) => calendarsOf(agency).flatMap(c => c.days)
  const internalOf = (desk: ContactPointId) =>
    roster.channels.filter(c => c.desks.length === 1 && c.desks[0] === desk)
  const neighbours = (desk: ContactPointId | undefined): ReadonlySet<ContactPointId> =>
    new Set(
      desk === undefined
        ? roster.contactPoints.map(c => c.id)
        : roster.channels.filter(c => c.desks.includes(desk)).flatMap(c => c.desks),
    )
  const sharedBy = (a: ContactPointId, b: ContactPointId) =>
    roster.channels.filter(c => a !== b && c.desks.includes(a) && c.desks.includes(b))
  return {
    ...roster,
    sharedBy,
    neighboursOf: desk =>
      roster.contactPoints.map(c => c.id).filter(other => sharedBy(desk, other).length > 0),
    officerOf: ({ groups = [], ...actor }) => {
      const own = officersByIdentity.get(keyOf(actor))
      if (own) return own
      const { platform, workspace } = actor
      const shared = groups.map(group =>
        officersByIdentity.get(keyOf({ platform, workspace, group })),
      )
      const [first, ...others] = roster.officers.filter(o => shared.includes(o))
      return others.some(o => o.desk !== first?.desk) ? 'several' : first
    },
    officer: id => found(officersById.get(id), id),
    contactPoint,
    agency: id => found(agenciesById.get(id), id),
    internalOf,
    pairOf: (a, b) => {
      const shared = sharedBy(a, b)
      return shared.length > 0 ? shared : [...internalOf(a), ...internalOf(b)]
    },
    channelAt: (platform, place) =>
      roster.channels.find(c => c.platform === platform && c.place === place),
    workingTime: createTimes(contactPoint, daysOff),
    holidays: (desk, from, to) =>
      daysOff(contactPoint(desk).agency).filter(d => from <= d.date && d.date <= to),
    calendarEnds: desk => calendarsOf(contactPoint(desk).agency).at(-1)?.year,
    holding: (desk, role) =>
      roster.officers.filter(o => o.desk === desk && o.roles.includes(role)).map(o => o.id),
    zonesFor: (first, others) => {
      const near = others ?? [...neighbours(first)]
      const desks = [...(first === undefined ? [] : [first]), ...near]
      const zones = desks.flatMap(id => desksById.get(id)?.zone ?? [])
      return [...new Map(zones.map(z => [z.label, z])).values()]
    },
  }
}
