import { contactPoint, data, officer as officerTerm, type Term, words } from '../card/card.ts'
import type { Choice, Form, Input } from '../card/form.ts'
import type { MessageKey } from '../card/key.ts'
import type { ContactPointId, Language } from '../kit/ids.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { headline } from '../referral/cards/facts.ts'
import { problemWords } from '../referral/cards/refusal.ts'
import { type Command, caseRoles, type Raw } from '../referral/command.ts'
import type { Input as Declared, Inputs } from '../referral/inputs.ts'
import type { Referral } from '../referral/referral.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Directory, Officer } from '../roster/directory.ts'

interface Known {
  readonly directory: Directory
  readonly catalogue: Catalogue
  readonly officer: Officer
}

const languageChoices = (catalogue: Catalogue): readonly Choice[] =>
  catalogue.languages().map((l: Language) => ({ value: l, label: data(catalogue.info(l).label) }))

/** What it may be for that officer; undefined where anything. */
export const choicesOf = (
  declared: Declared<unknown>,
  known: Known,
): readonly Choice[] | undefined => {
  if (declared.source === 'contact-points')
    return known.directory.contactPoints
      .filter(c => c.id !== known.officer.desk)
      .map(c => ({ value: c.id, label: contactPoint(c.id) }))
  if (declared.source === 'languages') return languageChoices(known.catalogue)
  if (declared.source === 'colleagues')
    return known.directory.officers
      .filter(o => o.desk === known.officer.desk && caseRoles.some(r => o.roles.includes(r)))
      .map(o => ({ value: o.id, label: officerTerm(o.id) }))
  return declared.choices?.map(c => ({ value: c.value, label: words(c.label, c.params) }))
}

/** Whose form it is, as far as a form needs to know. */
interface Looks {
  readonly name: string
  readonly label: MessageKey
  readonly submit?: MessageKey
}

const inputOf = (
  [name, declared]: readonly [string, Declared<unknown>],
  known: Known,
  raw: Raw,
  problems: readonly Problem[],
): Input => {
  const choices = choicesOf(declared, known)
  const problem = problems.find(p => p.input === name)
  const only = choices?.length === 1 && declared.required ? choices[0]?.value : undefined
  const value =
    raw[name] ??
    only ??
    declared.preset ??
    (declared.source === 'languages' ? known.officer.language : undefined)
  return {
    name,
    label: declared.label,
    ...(declared.hint ? { hint: declared.hint } : {}),
    widget: declared.widget,
    required: declared.required || declared.needed === true,
    ...(declared.group ? { group: declared.group } : {}),
    ...(declared.max === undefined ? {} : { max: declared.max }),
    ...(choices ? { choices } : {}),
    ...(value === undefined ? {} : { value }),
    ...(problem ? { problem: problemWords(problem) } : {}),
  }
}

const inputsOf = (
  inputs: Inputs,
  known: Known,
  raw: Raw,
  problems: readonly Problem[],
): readonly Input[] => Object.entries(inputs).map(entry => inputOf(entry, known, raw, problems))

/** The form of a command, with what was given so far and what was wrong with it. */
export const formOf = (
  command: Command,
  referral: Referral | undefined,
  known: Known,
  raw: Raw = {},
  problems: readonly Problem[] = [],
): Form => {
  const about: Term | undefined = referral && headline(referral)
  return {
    command: command.name,
    ...(referral ? { subject: referral.id } : {}),
    revision: referral?.revision ?? 0,
    title: command.label,
    submit: command.by === 'new' ? 'button.submit' : command.label,
    ...(about ? { about } : {}),
    inputs: inputsOf(command.inputsOf(referral, raw), known, raw, problems),
  }
}

/** The form of a command about a matter. */
export const matterFormOf = (
  command: Looks & { readonly begins?: true },
  about: { readonly subject?: string; readonly revision: number; readonly inputs: Inputs },
  known: Known,
  raw: Raw = {},
  problems: readonly Problem[] = [],
): Form => ({
  command: command.name,
  ...(about.subject === undefined ? {} : { subject: about.subject, about: data(about.subject) }),
  revision: about.revision,
  title: command.label,
  submit: command.begins ? 'button.submit' : command.label,
  inputs: inputsOf(about.inputs, known, raw, problems),
})

/** The form of a command of a duty roster. */
export const dutyFormOf = (
  command: Looks & { readonly inputsOf: (which?: number) => Inputs },
  about: { readonly desk: ContactPointId; readonly which?: number },
  known: Known,
  raw: Raw = {},
  problems: readonly Problem[] = [],
): Form => ({
  command: command.name,
  subject: about.desk,
  revision: about.which ?? 0,
  title: command.label,
  submit: command.submit ?? command.label,
  about: contactPoint(about.desk),
  inputs: inputsOf(command.inputsOf(about.which), known, raw, problems),
})
