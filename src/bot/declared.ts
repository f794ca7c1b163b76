import type { Params } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import { joined } from '../card/spoken.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { DeclaredCommand, DeclaredOption, Sayings } from '../ports/declared.ts'
import type { Input } from '../referral/inputs.ts'
import { candidates } from './complete.ts'
import type { Asking } from './request.ts'
import type { Speaker } from './speak.ts'

/** The option that names the referral a command is about. */
export const referenceOption = 'ref'

/** All commands in the words of every language, for a chat system that wants to know them beforehand. */
export const declaredCommands = (
  asking: Asking,
  catalogue: Catalogue,
  speaker: Speaker,
): readonly DeclaredCommand[] => {
  const say = (key: MessageKey, params?: Params): Sayings =>
    new Map(
      catalogue
        .languages()
        .map(l => [
          l,
          joined(
            speaker.term(
              { kind: 'words', key, ...(params ? { params } : {}) },
              { languages: [l], zones: [] },
            ),
          ),
        ]),
    )

  const optionOf = ([name, input]: readonly [string, Input<unknown>]): DeclaredOption => ({
    name,
    label: say(input.label),
    ...(input.hint ? { hint: say(input.hint) } : {}),
    widget: input.widget,
    required: input.required,
    ...(input.max === undefined ? {} : { max: input.max }),
    ...(input.choices
      ? { choices: input.choices.map(c => ({ value: c.value, label: say(c.label, c.params) })) }
      : {}),
    suggested: input.source !== undefined,
  })

  const reference = (): DeclaredOption => ({
    name: referenceOption,
    label: say('command.ref_label'),
    widget: 'line',
    required: true,
    suggested: true,
  })

  return candidates(asking).map(c => ({
    line: c.line,
    label: say(c.label),
    about: say(c.about),
    options: [
      ...(c.needsReference ? [reference()] : []),
      ...Object.entries(c.inputs).map(optionOf),
    ],
  }))
}
