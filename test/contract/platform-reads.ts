import type { SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import { visible } from '../../src/kit/text.ts'
import type { Act } from '../../src/ports/platform.ts'
import { textsOf, textsOfForm } from '../rigs/cards.ts'
import type { Rig } from '../rigs/rig.ts'

/** What a reader at a place gets of a card: every text of it, unless the rig puts some together. */
export const cardTexts = ({ shows }: Rig, card: SpokenCard): readonly string[] =>
  shows ? shows(card) : textsOf(card).map(visible)

/** The same for who alone reads it. */
export const privateTexts = ({ shows }: Rig, card: SpokenCard): readonly string[] =>
  shows ? shows(card, true) : textsOf(card).map(visible)

export const formTexts = ({ showsForm }: Rig, form: SpokenForm): readonly string[] =>
  showsForm ? showsForm(form) : textsOfForm(form)

/** The line in what was heard; undefined for anything else. */
export const lineOf = ({ lineIn }: Rig, act: Act): string | undefined =>
  lineIn ? lineIn(act) : act.kind === 'command' ? act.text : undefined

/** As much of a text as the chat system shows whole; what it cuts has tests of its own. */
export const within = ({ longest = Number.POSITIVE_INFINITY }: Rig, text: string): string =>
  [...text].slice(0, longest).join('')
