import type { Button } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import { ok, type Result } from '../kit/result.ts'
import { languageOf } from '../matter/language.ts'
import type { MatterCircumstances, MatterCommand, MatterDecision } from '../matter/matter.ts'
import { caseRoles, type Speaker } from '../referral/command.ts'
import { type Inputs, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import { type Action, isOpen } from './action.ts'
import type { ActionEvent } from './events.ts'

export type ActionCommand = MatterCommand<Action, ActionEvent>

interface Spec<I extends Inputs> {
  readonly name: string
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly style?: Button['style']
  readonly inputs: I
  /** On an item that is over rather than on one that is open. */
  readonly over?: true
  readonly against?: (a: Action, by: Speaker) => Refusal | undefined
  readonly decide: (
    given: MatterCircumstances & { readonly a: Action; readonly input: ValuesOf<I> },
  ) => Result<ActionEvent, Refusal>
}

/** Closes a declaration over the types of its own inputs. Either desk may, unless `against`. */
export const act = <I extends Inputs>(spec: Spec<I>): ActionCommand => {
  const { name, verb, label, about, style = 'plain', inputs } = spec
  return {
    ...{ name, label, about, style },
    line: `/action ${verb}`,
    roles: caseRoles,
    against: (a, by) =>
      isOpen(a) === (spec.over === true) ? { kind: 'MovedOn' } : spec.against?.(a, by),
    inputsOf: () => inputs,
    decide: ({ state: a, raw, ...c }): Result<MatterDecision<ActionEvent>, Refusal> => {
      if (!a) throw new Error(`${name} needs an action item`)
      const decided = spec.decide({ ...c, a, input: valuesOf(inputs, raw) })
      return decided.ok
        ? ok({ events: [decided.value], words: {}, language: languageOf(raw, c) })
        : decided
    },
  }
}
