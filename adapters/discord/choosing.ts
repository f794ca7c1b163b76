import type { APIApplicationCommandStringOption } from 'discord.js'
import type { DeclaredCommand, DeclaredOption } from '../../src/ports/declared.ts'
import { type Build, fitsLine, isListed, referenceName } from './options.ts'
import { sizeOf } from './size.ts'

/** Options of one command. Discord takes 25; what doesn't fit a screen is better asked by a form. */
const mostOptions = 9

export interface Member {
  readonly command: DeclaredCommand
  readonly build: Build
}

interface Candidate {
  readonly member: Member
  readonly option: DeclaredOption
  readonly rank: number
  readonly place: number
}

const rankOf = ({ name, required }: DeclaredOption): number => {
  if (name === referenceName) return 0
  return required ? 1 : 2
}

/** The reference, then what the command needs, then the rest; the first of each command before any second. */
const inTurn = (members: readonly Member[]): readonly Candidate[] =>
  members
    .flatMap(member =>
      member.command.options
        .map((option, place) => ({ member, option, rank: rankOf(option), place }))
        .filter(({ option }) => fitsLine(option)),
    )
    .sort((a, b) => a.rank - b.rank || a.place - b.place)

/**
 * Which options the commands of one root get, within so many characters for all of them. Of each rank first the
 * options themselves, then their choices; what isn't taken is asked for by a form.
 */
export const chooseOptions = (
  members: readonly Member[],
  budget: number,
): ReadonlyMap<DeclaredCommand, readonly APIApplicationCommandStringOption[]> => {
  const taken = new Map<DeclaredCommand, Map<DeclaredOption, APIApplicationCommandStringOption>>(
    members.map(({ command }) => [command, new Map()]),
  )
  const full = new Set<Member>()
  let left = budget
  const put = ({ member, option }: Candidate, listed: boolean): void => {
    const own = taken.get(member.command)
    const built = member.build(option, listed)
    const before = own?.get(option)
    const more = sizeOf(built) - (before ? sizeOf(before) : 0)
    if (!before && (full.has(member) || (own?.size ?? 0) >= mostOptions)) return
    if (more <= left) {
      left -= more
      own?.set(option, built)
      // One that happens to be shorter must not come before what was declared before it.
    } else if (!before) full.add(member)
  }
  const all = inTurn(members)
  for (const rank of [0, 1, 2]) {
    const now = all.filter(c => c.rank === rank)
    for (const candidate of now) put(candidate, false)
    for (const candidate of now)
      if (isListed(candidate.option) && taken.get(candidate.member.command)?.has(candidate.option))
        put(candidate, true)
  }
  // A Map keeps the order of taking, and with it the reference before what may be left out.
  return new Map([...taken].map(([command, own]) => [command, [...own.values()]]))
}
