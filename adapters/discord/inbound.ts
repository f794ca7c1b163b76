import type { BaseInteraction, Interaction } from 'discord.js'
import { instant } from '../../src/kit/time.ts'
import type { Act, Actor, Inbound, Values } from '../../src/ports/platform.ts'
import { discordName } from './config.ts'

type Person = Pick<BaseInteraction, 'guildId' | 'user' | 'member'>

/** Ids of roles as Discord sends them with each interaction; `@everyone`, whose id is the guild's, says nothing. */
const rolesOf = ({ member, guildId }: Person): readonly string[] => {
  const { roles } = member ?? { roles: [] }
  const ids = Array.isArray(roles) ? roles : [...roles.cache.keys()]
  return ids.filter(id => id !== guildId).toSorted()
}

/** A person is known by the guild that they act in and by their roles there; in a direct message by nothing. */
export const actorOf = (i: Person): Actor => ({
  platform: discordName,
  workspace: i.guildId ?? '',
  user: i.user.id,
  groups: rolesOf(i),
})

export const languagesOf = ({ locale }: Pick<Interaction, 'locale'>): readonly string[] => [locale]

/** The same delivery twice has the same id, and so the same key. */
export const inboundOf = (
  i: Pick<Interaction, 'id' | 'createdTimestamp' | 'locale'> & Person,
  act: Act,
): Inbound => ({
  key: `${discordName}:${i.id}`,
  platformTime: instant(i.createdTimestamp),
  actor: actorOf(i),
  act,
  languages: languagesOf(i),
})

/** What a form's window says of its parts; of each kind only what our forms use. */
interface Part {
  readonly customId: string
  readonly value?: string | boolean | null
  readonly values?: readonly string[]
}

/** What was given in a step by input. An empty input is there and empty, so that it can clear what was. */
export const readGiven = (fields: Iterable<readonly [string, Part]>): Values =>
  Object.fromEntries(
    [...fields].map(([name, { value, values }]) => [
      name,
      values ? values.join(',') : typeof value === 'string' ? value : '',
    ]),
  )
