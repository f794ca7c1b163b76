import type { Button } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { ReferralId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { languageOf } from '../matter/language.ts'
import type { MatterCircumstances, MatterCommand, MatterDecision } from '../matter/matter.ts'
import { caseRoles, type Raw, type Speaker } from '../referral/command.ts'
import { type Inputs, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Problem, Refusal } from '../referral/refusals.ts'
import type { OperationEvent } from './events.ts'
import { isOpen, type Operation, takesPart } from './operation.ts'

export type OperationCommand = MatterCommand<Operation, OperationEvent>

interface Spec<I extends Inputs> {
  readonly name: string
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly style?: Button['style']
  readonly inputs: I
  /** Inputs as they are for this one, where that differs. */
  readonly shown?: (o: Operation) => Partial<I>
  /** Every participant may, unless this says who. */
  readonly against?: (o: Operation, by: Speaker) => Refusal | undefined
  /** It asks by its form, though nothing of it alone must be given. */
  readonly asks?: true
  readonly claims?: (raw: Raw) => readonly ReferralId[]
  readonly decide: (
    given: MatterCircumstances & {
      readonly o: Operation
      readonly input: ValuesOf<I>
      readonly raw: Raw
    },
  ) => Result<OperationEvent, Refusal>
}

export const badInput = (problems: readonly Problem[]) =>
  err({ kind: 'BadInput', problems } as const)

export const unlessLead = (o: Operation, by: Speaker): Refusal | undefined =>
  by.desk === o.from ? undefined : { kind: 'NotLead' }

const unlessParticipant = (o: Operation, by: Speaker): Refusal | undefined =>
  takesPart(o, by.desk) ? undefined : { kind: 'NotJoined' }

/** Closes a declaration over the types of its own inputs. */
export const act = <I extends Inputs>(spec: Spec<I>): OperationCommand => {
  const { name, verb, label, about, style = 'plain', inputs, shown, claims } = spec
  const against = spec.against ?? unlessParticipant
  return {
    ...{ name, label, about, style },
    line: `/operation ${verb}`,
    roles: caseRoles,
    ...(claims ? { claims } : {}),
    ...(spec.asks ? { prefill: () => ({}) } : {}),
    against: (o, by) => (isOpen(o) ? against(o, by) : { kind: 'MovedOn' }),
    inputsOf: o => ({ ...inputs, ...(o && shown ? shown(o) : {}) }) as Inputs,
    decide: ({ state: o, raw, ...c }): Result<MatterDecision<OperationEvent>, Refusal> => {
      if (!o) throw new Error(`${name} needs an operation`)
      const decided = spec.decide({ ...c, o, raw, input: valuesOf(inputs, raw) })
      return decided.ok
        ? ok({ events: [decided.value], words: {}, language: languageOf(raw, c) })
        : decided
    },
  }
}
