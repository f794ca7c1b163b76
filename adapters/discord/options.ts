import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from 'discord.js'
import type { Language } from '../../src/kit/ids.ts'
import { truncate } from '../../src/kit/text.ts'
import type { DeclaredCommand, DeclaredOption } from '../../src/ports/declared.ts'
import { inBase, localise, longest, namePattern, translated } from './naming.ts'

/** Choices of one option, and what is offered while somebody types. */
const mostChoices = 25
/** The most that `max_length` may be. */
const mostTyped = 6000

/** The option that names the referral; nothing else has to be given, since a form asks for it. */
export const referenceName = 'ref'

/** Discord takes lower case only. */
export const nameOf = ({ name }: DeclaredOption): string => name.toLowerCase()

/** Whether it can be said in one line: a long text is for a form, and so are choices known only there. */
export const fitsLine = (option: DeclaredOption): boolean =>
  namePattern.test(nameOf(option)) &&
  option.widget !== 'paragraph' &&
  (option.suggested || option.choices === undefined || option.choices.length > 0)

/** One of few that everybody has the same of: Discord can list them by itself. */
export const isListed = ({ widget, choices, suggested }: DeclaredOption): boolean =>
  widget === 'choice' && !suggested && choices !== undefined && choices.length <= mostChoices

const choicesOf = (option: DeclaredOption, languages: readonly Language[]) => {
  const labels = (option.choices ?? []).map(c => inBase(c.label))
  const named = (option.choices ?? []).map((c, i) => {
    const label = labels[i] ?? ''
    const name = labels.indexOf(label) === i ? label : `${c.value}: ${label}`
    return { name: truncate(name, longest), label: c.label, value: c.value }
  })
  const names = localise(named, languages, label =>
    label === '' ? undefined : truncate(label, longest),
  )
  return named.map(({ name, value }, i) => ({
    name,
    name_localizations: names[i] ?? {},
    value,
  }))
}

/** The option as Discord shows it; `listed`: with its choices, else they are offered while one types. */
export type Build = (option: DeclaredOption, listed: boolean) => APIApplicationCommandStringOption

/** What makes the options of a command; their names differ from those of all that it declares. */
export const createBuild = (
  { options }: DeclaredCommand,
  languages: readonly Language[],
): Build => {
  const names = localise(
    options.map(o => ({ name: nameOf(o), label: o.label })),
    languages,
  )
  return (option, listed) => {
    const { hint, label, choices, suggested, max } = option
    // The label is the name already, in every language but English.
    const says = (language: Language): string =>
      hint?.get(language) ?? label.get(language) ?? inBase(label)
    const body = {
      type: ApplicationCommandOptionType.String as const,
      name: nameOf(option),
      name_localizations: names[options.indexOf(option)] ?? {},
      description: truncate(hint ? `${inBase(label)}: ${inBase(hint)}` : inBase(label), longest),
      description_localizations: translated(languages, says),
      required: option.name === referenceName,
    }
    if (listed) return { ...body, choices: choicesOf(option, languages) }
    if (suggested || choices !== undefined) return { ...body, autocomplete: true }
    return max === undefined ? body : { ...body, max_length: Math.min(max, mostTyped) }
  }
}
