import type { AutocompleteInteraction } from 'discord.js'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Ear } from '../../src/ports/platform.ts'
import { cut, oneLine } from './cut.ts'
import { actorOf } from './inbound.ts'
import { limits } from './limits.ts'
import { askedOf } from './lines.ts'
import { soon } from './soon.ts'

/** What an option may be, as Discord lists it; nothing where that fails or takes too long. */
export const choicesFor = async (
  i: AutocompleteInteraction,
  ear: Pick<Ear, 'suggest'>,
  commands: readonly DeclaredCommand[],
  patienceMs: number,
): Promise<readonly { readonly name: string; readonly value: string }[]> => {
  const asked = askedOf(i, commands)
  const found = asked ? await soon(ear.suggest(actorOf(i), asked), patienceMs, []) : []
  return (
    found
      // A cut value would be another one.
      .filter(({ value }) => value !== '' && value.length <= limits.form.option)
      .slice(0, limits.suggestions)
      .map(({ value, label }) => ({ name: cut(oneLine(label), limits.form.option), value }))
  )
}
