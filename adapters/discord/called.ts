import type { SpokenCard } from '../../src/card/spoken.ts'
import { type Known, snowflake } from './config.ts'
import { cut } from './cut.ts'
import { limits } from './limits.ts'
import { escapedLine } from './tidy.ts'

/** Whom a message makes a sound for; nothing is taken from its text. */
export interface Mentions {
  readonly parse: []
  readonly users?: string[]
  readonly roles?: string[]
}

interface Called {
  /** One line of them, or none. */
  readonly lines: readonly string[]
  readonly mentions: Mentions
}

const idOf = (known: Known): string => ('role' in known ? known.role : known.user)

const usable = (known: Known | undefined): known is Known =>
  known !== undefined && snowflake.test(idOf(known))

/** Who is called, by the mention of the person or role where Discord knows one, else by name. */
export const calledOf = (
  mentions: SpokenCard['mentions'],
  knownOf: (officer: string) => Known | undefined,
): Called => {
  const called = mentions
    .slice(0, limits.own.mentions)
    .map(({ officer, name }) => ({ name, known: knownOf(officer) }))
  const room = Math.floor(limits.own.called / Math.max(called.length, 1))
  const texts = called.map(({ name, known }) => {
    if (!usable(known)) return cut(escapedLine(name), room)
    return 'role' in known ? `<@&${known.role}>` : `<@${known.user}>`
  })
  const more = mentions.length - called.length
  const known = [...new Set(called.map(c => c.known).filter(usable))]
  const users = [...new Set(known.flatMap(k => ('user' in k ? [k.user] : [])))]
  const roles = [...new Set(known.flatMap(k => ('role' in k ? [k.role] : [])))]
  return {
    // Several officers who share one role are called once.
    lines:
      texts.length === 0 ? [] : [[...new Set(texts), ...(more > 0 ? [`+${more}`] : [])].join(' ')],
    mentions: {
      parse: [],
      ...(users.length > 0 ? { users } : {}),
      ...(roles.length > 0 ? { roles } : {}),
    },
  }
}
