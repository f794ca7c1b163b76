import type { Button } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { Language } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { MatterCircumstances, MatterCommand, MatterDecision } from '../matter/matter.ts'
import { caseRoles, type Raw, type Speaker } from '../referral/command.ts'
import { type Inputs, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Problem, Refusal } from '../referral/refusals.ts'
import type { ShipmentEvent } from './events.ts'
import { isOpen, type Shipment } from './shipment.ts'

export type ShipmentCommand = MatterCommand<Shipment, ShipmentEvent>

/** What the rule of a command about a shipment looks at. */
export type Given<I extends Inputs> = MatterCircumstances & {
  readonly s: Shipment
  readonly input: ValuesOf<I>
  /** The language of the officer's words. */
  readonly chosen: Language
}

interface Spec<I extends Inputs> {
  readonly name: string
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly style?: Button['style']
  readonly inputs: I
  /** Inputs as they are for this one and this officer's desk, where that differs. */
  readonly shown?: (s: Shipment) => Partial<I>
  readonly against?: (s: Shipment, by: Speaker) => Refusal | undefined
  /** What its form begins with; such a command always asks by its form. */
  readonly prefill?: (s: Shipment, by: Speaker) => Raw
  /** The first of the events takes the words. */
  readonly decide: (given: Given<I>) => Result<readonly ShipmentEvent[], Refusal>
}

export const badInput = (problems: readonly Problem[]) =>
  err({ kind: 'BadInput', problems } as const)

/** The language that was chosen for the words, else the officer's own. */
export const languageOf = (
  raw: Raw,
  { by, languages }: Pick<MatterCircumstances, 'by' | 'languages'>,
): Language => {
  const typed = (raw['language'] ?? '').trim().toLowerCase()
  return languages.find(l => l.toLowerCase() === typed) ?? by.language
}

/** Closes a declaration over the types of its own inputs. Every desk that watches may, unless `against`. */
export const act = <I extends Inputs>(spec: Spec<I>): ShipmentCommand => {
  const { name, verb, label, about, style = 'plain', inputs, shown, prefill } = spec
  return {
    ...{ name, label, about, style },
    line: `/shipment ${verb}`,
    roles: caseRoles,
    against: (s, by) => (isOpen(s) ? spec.against?.(s, by) : { kind: 'MovedOn' }),
    inputsOf: s => ({ ...inputs, ...(s && shown ? shown(s) : {}) }) as Inputs,
    ...(prefill ? { prefill: ({ state, by }) => (state ? prefill(state, by) : {}) } : {}),
    decide: ({ state: s, raw, ...c }): Result<MatterDecision<ShipmentEvent>, Refusal> => {
      if (!s) throw new Error(`${name} needs a shipment`)
      const language = languageOf(raw, c)
      const decided = spec.decide({ ...c, s, input: valuesOf(inputs, raw), chosen: language })
      return decided.ok ? ok({ events: decided.value, words: {}, wordsWith: 0, language }) : decided
    },
  }
}
