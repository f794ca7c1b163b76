import type { Zone } from '../card/format.ts'
import type { Tlp } from '../codes/tlp.ts'
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
}

export interface Officer {
  readonly id: OfficerId
  readonly desk: ContactPointId
  readonly roles: readonly Role[]
  readonly language: Language
  readonly names: Names
  readonly identities: readonly Actor[]
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
  /** By platform, workspace and user; never by name. */
  readonly officerOf: (actor: Actor) => Officer | undefined
  readonly officer: (id: OfficerId) => Officer
  readonly contactPoint: (id: ContactPointId) => ContactPoint
  readonly agency: (id: AgencyId) => Agency
  readonly internalOf: (desk: ContactPointId) => readonly Channel[]
  /** The shared channels of a pair, or their internal ones where they share none. */
  readonly pairOf: (a: ContactPointId, b: ContactPointId) => readonly Channel[]
  readonly channelAt: (platform: PlatformName, place: PlaceId) => Channel | undefined
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

const keyOf = (a: Actor): string => JSON.stringify([a.platform, a.workspace, a.user])

const found = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw new Error(`not in the directory: ${id}`)
  return value
}

export const createDirectory = (roster: Roster): Directory => {
  const officersByActor = new Map(
    roster.officers.flatMap(o => o.identities.map(i => [keyOf(i), o] as const)),
  )
  const officersById = new Map(roster.officers.map(o => [o.id, o]))
  const desksById = new Map(roster.contactPoints.map(c => [c.id, c]))
  const agenciesById = new Map(roster.agencies.map(a => [a.id, a]))
  const internalOf = (desk: ContactPointId) =>
    roster.channels.filter(c => c.desks.length === 1 && c.desks[0] === desk)
  const neighbours = (desk: ContactPointId | undefined): ReadonlySet<ContactPointId> =>
    new Set(
      desk === undefined
        ? roster.contactPoints.map(c => c.id)
        : roster.channels.filter(c => c.desks.includes(desk)).flatMap(c => c.desks),
    )
  return {
    ...roster,
    officerOf: actor => officersByActor.get(keyOf(actor)),
    officer: id => found(officersById.get(id), id),
    contactPoint: id => found(desksById.get(id), id),
    agency: id => found(agenciesById.get(id), id),
    internalOf,
    pairOf: (a, b) => {
      const shared = roster.channels.filter(c => c.desks.includes(a) && c.desks.includes(b))
      return shared.length > 0 ? shared : [...internalOf(a), ...internalOf(b)]
    },
    channelAt: (platform, place) =>
      roster.channels.find(c => c.platform === platform && c.place === place),
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
