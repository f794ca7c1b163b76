import type { DeclaredCommand } from '../../src/ports/declared.ts'

/** The command in the menu of a message, by its default name. */
export const referName = 'refer'
/** The group of the sub-commands that find no place beside the others. */
export const groupName = 'more'

const mostSubcommands = 25
/** Of many sub-commands so many of the last stay beside the first: what only looks is declared last. */
const lastKept = 2

const wordsOf = ({ line }: DeclaredCommand): readonly string[] => line.replace('/', '').split(' ')

/** `/referral accept`: `referral`. */
export const rootOf = (command: DeclaredCommand): string => wordsOf(command)[0] ?? ''
/** `/referral accept`: `accept`, the default name on Discord. */
export const lastOf = (command: DeclaredCommand): string => wordsOf(command).at(-1) ?? ''
/** `/drill`: a command without sub-commands. */
export const isAlone = (command: DeclaredCommand): boolean => wordsOf(command).length === 1

/** The commands by their roots, in their order. */
export const byRoot = (
  commands: readonly DeclaredCommand[],
): ReadonlyMap<string, readonly DeclaredCommand[]> => Map.groupBy(commands, rootOf)

/**
 * The sub-commands of a root: those shown at once, and those of the group. Declarations follow the life of a
 * referral, so it is the late and rare ones between its end and what only looks that go into the group.
 */
export const shared = (
  commands: readonly DeclaredCommand[],
): { readonly direct: readonly DeclaredCommand[]; readonly more: readonly DeclaredCommand[] } => {
  if (commands.length <= mostSubcommands) return { direct: commands, more: [] }
  const first = mostSubcommands - 1 - lastKept
  return {
    direct: [...commands.slice(0, first), ...commands.slice(-lastKept)],
    more: commands.slice(first, -lastKept),
  }
}
