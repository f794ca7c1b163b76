import { ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Registrable } from './commands.ts'
import type { Known } from './config.ts'
import { type Changes, differences } from './registration.ts'
import {
  type ApplicationSeen,
  type Ask,
  applicationAt,
  type ChannelSeen,
  channelAt,
  createAsk,
  guildAt,
  type RoleSeen,
  roleAt,
  type SeenGuild,
} from './seeing.ts'
import type { DiscordAccess } from './settings.ts'

/** What to look at; of each officer and channel those that are of this platform. */
export interface Examined extends DiscordAccess, Registrable {
  readonly channels: readonly { readonly id: string; readonly place: string }[]
  readonly officers: readonly { readonly id: string; readonly known: Known }[]
}

/** One thing that was looked at. `found` is what Discord says of it, or why it says nothing. */
export type DiscordFact =
  | { readonly kind: 'token'; readonly found: Result<string, Fault> }
  | { readonly kind: 'application'; readonly found: Result<ApplicationSeen, Fault> }
  | { readonly kind: 'guild'; readonly id: string; readonly found: Result<string, Fault> }
  | {
      readonly kind: 'channel'
      readonly id: string
      readonly place: string
      readonly found: Result<ChannelSeen, Fault>
    }
  | {
      readonly kind: 'role'
      readonly id: string
      readonly role: string
      readonly found: Result<RoleSeen, Fault>
    }
  | {
      readonly kind: 'officer'
      readonly id: string
      readonly user: string
      readonly found: Result<string, Fault>
    }
  | { readonly kind: 'commands'; readonly found: Result<Changes, Fault> }
  /** Its server can't be asked. */
  | { readonly kind: 'unasked'; readonly what: string; readonly guild: string }

const officerFact = async (
  ask: Ask,
  id: string,
  known: Known,
  seat: SeenGuild,
): Promise<DiscordFact> => {
  if ('role' in known)
    return { kind: 'role', id, role: known.role, found: roleAt(seat, known.role) }
  const member = await ask.member(known.guild, known.user)
  const found = member.ok ? ok(member.value.user.username) : member
  return { kind: 'officer', id, user: known.user, found }
}

/**
 * Asks Discord about everything that liaison.json says of it. Posts nothing, registers nothing and opens no
 * gateway, so that no sign-in is spent.
 */
export const examineDiscord = async (given: Examined): Promise<readonly DiscordFact[]> => {
  const ask = createAsk(given)
  const self = await ask.self()
  if (!self.ok) return [{ kind: 'token', found: self }]
  const application = await applicationAt(ask)
  const facts: DiscordFact[] = [
    { kind: 'token', found: ok(self.value.username) },
    { kind: 'application', found: application },
  ]
  const guilds: SeenGuild[] = []
  for (const id of given.guilds) {
    const found = await guildAt(ask, id, self.value.id)
    if (found.ok) guilds.push(found.value)
    facts.push({ kind: 'guild', id, found: found.ok ? ok(found.value.name) : found })
  }
  if (application.ok && guilds.length > 0) {
    const registration = { ...given, applicationId: application.value.id }
    const seen = guilds.map(g => g.guild)
    facts.push({
      kind: 'commands',
      found: await differences(ask.rest, { ...registration, guilds: seen }),
    })
  }
  for (const { id, place } of given.channels)
    facts.push({ kind: 'channel', id, place, found: await channelAt(ask, place, guilds) })
  for (const { id, known } of given.officers) {
    const seat = guilds.find(g => g.guild === known.guild)
    if (seat) facts.push(await officerFact(ask, id, known, seat))
    else facts.push({ kind: 'unasked', what: `officer ${id}`, guild: known.guild })
  }
  return facts
}
