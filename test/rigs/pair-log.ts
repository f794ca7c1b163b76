import type { EntryBody } from '../../src/audit/entry.ts'
import type { Config } from '../../src/config.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'

/** An entry of which nothing is left that one platform has and another hasn't. */
export interface Told {
  readonly at: string
  readonly type: string
  readonly subject: string
  readonly by: string
  readonly event: unknown
  /** What was shown before the next: channel and what it was about, in no order. */
  readonly shown: readonly string[]
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** Names of what lies in the vault, and the keyed commitments to it, differ by chance. */
const withoutVault = (value: unknown): unknown => {
  if (isList(value)) return value.map(withoutVault)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'commit' || name === 'item' ? 'hidden' : withoutVault(inner),
    ]),
  )
}

/** The officer, once the entry is seen to name the identity that the settings give them, and its inbound. */
const officerOf = ({ actor, cause }: EntryBody, config: Config): string => {
  if (typeof actor === 'string') return actor
  const { officer, platform, workspace, user } = fieldsOf(actor)
  const known = config.officers.find(o => o.id === officer)
  const isKnown = known?.identities.some(
    i => 'user' in i && i.platform === platform && i.workspace === workspace && i.user === user,
  )
  if (!isKnown) throw new Error(`who is ${JSON.stringify(actor)}?`)
  const { key } = fieldsOf(cause)
  if (!String(key).startsWith(`${platform}`)) throw new Error(`${key} isn't of ${platform}`)
  return String(officer)
}

const shownBy = ({ event }: EntryBody, entries: readonly EntryBody[], config: Config): string => {
  const { platform, place, of, covers } = fieldsOf(event)
  const channel = config.channels.find(c => c.platform === platform && c.place === place)
  if (!channel) throw new Error(`where is ${platform} ${place}?`)
  const seqs = [of, ...(isList(covers) ? covers.map(c => fieldsOf(c)['of']) : [])]
  const about = seqs.map(seq => entries.find(e => e.seq === seq)?.type)
  return [channel.id, ...about.toSorted()].join(' ')
}

/** The log as it must be whatever the platforms; throws where an entry names a person or place that is none. */
export const toldIn = (entries: readonly EntryBody[], config: Config): readonly Told[] => {
  const told: (Told & { readonly shown: string[] })[] = []
  for (const entry of entries) {
    if (entry.type === 'delivery.posted') {
      told.at(-1)?.shown.push(shownBy(entry, entries, config))
      continue
    }
    told.push({
      at: entry.at,
      type: entry.type,
      subject: entry.subject?.id ?? '',
      by: officerOf(entry, config),
      event: withoutVault(entry.event),
      shown: [],
    })
  }
  return told.map(t => ({ ...t, shown: t.shown.toSorted() }))
}

/** One line of each: minute, who, what. */
export const linesOf = (told: readonly Told[]): readonly string[] =>
  told.map(({ at, type, by }) => `${at.slice(11, 16)} ${by} ${type}`)
