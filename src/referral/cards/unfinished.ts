import { type Card, words } from '../../card/card.ts'
import type { Command, Speaker } from '../command.ts'
import { formFor } from '../forms/form.ts'
import type { Referral } from '../referral.ts'
import { allButtons } from './buttons.ts'
import { cardAbout } from './facts.ts'

/** After a form was filled in: that it is kept, and which inputs it can't be sent without. */
export const unfinishedCard = (
  r: Referral,
  missing: readonly string[],
  by: Speaker,
  commands: readonly Command[],
): Card => {
  const { inputs } = formFor(r.category, r.actions)
  return cardAbout(r, {
    name: 'unfinished',
    tone: 'attention',
    lines: [words('form.still_missing')],
    fields: missing.flatMap(name => {
      const input = inputs[name]
      return input ? [{ label: input.label, value: words('form.missing') }] : []
    }),
    buttons: allButtons(r, by, commands),
  })
}
