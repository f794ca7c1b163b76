import type { Button } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { Language } from '../kit/ids.ts'
import { ok, type Result } from '../kit/result.ts'
import { languageOf } from '../matter/language.ts'
import type { MatterCircumstances, MatterCommand, MatterDecision } from '../matter/matter.ts'
import { caseRoles, type Raw, type Speaker } from '../referral/command.ts'
import { type Inputs, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import { type Bulletin, isOpen } from './bulletin.ts'
import type { BulletinEvent } from './events.ts'

export type BulletinCommand = MatterCommand<Bulletin, BulletinEvent>

interface Spec<I extends Inputs> {
  readonly name: string
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly style?: Button['style']
  /** Which side may. */
  readonly by: 'sender' | 'addressee'
  readonly inputs: I
  readonly against?: (b: Bulletin, by: Speaker) => Refusal | undefined
  readonly prefill?: (b: Bulletin, said: Raw) => Raw
  readonly decide: (
    given: MatterCircumstances & {
      readonly b: Bulletin
      readonly input: ValuesOf<I>
      /** The language of the officer's words. */
      readonly chosen: Language
    },
  ) => Result<BulletinEvent, Refusal>
}

const sideRefusal = (by: Spec<Inputs>['by'], b: Bulletin, desk: string): Refusal | undefined => {
  const isSender = desk === b.from
  if (by === 'sender' && !isSender) return { kind: 'WrongSide', needed: 'sender' }
  if (by === 'addressee' && isSender) return { kind: 'WrongSide', needed: 'receiver' }
  return isOpen(b) ? undefined : { kind: 'MovedOn' }
}

/** Closes a declaration over the types of its own inputs. */
export const act = <I extends Inputs>(spec: Spec<I>): BulletinCommand => {
  const { name, verb, label, about, style = 'plain', inputs, prefill } = spec
  return {
    ...{ name, label, about, style },
    line: `/bulletin ${verb}`,
    roles: caseRoles,
    against: (b, by) => sideRefusal(spec.by, b, by.desk) ?? spec.against?.(b, by),
    inputsOf: () => inputs,
    ...(prefill ? { prefill: ({ state, said }) => (state ? prefill(state, said) : {}) } : {}),
    decide: ({ state: b, raw, ...c }): Result<MatterDecision<BulletinEvent>, Refusal> => {
      if (!b) throw new Error(`${name} needs a bulletin`)
      const language = languageOf(raw, c)
      const decided = spec.decide({ ...c, b, input: valuesOf(inputs, raw), chosen: language })
      return decided.ok ? ok({ events: [decided.value], words: {}, language }) : decided
    },
  }
}
