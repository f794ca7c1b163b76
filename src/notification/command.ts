import type { Button } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { Language } from '../kit/ids.ts'
import { ok, type Result } from '../kit/result.ts'
import type { MatterCircumstances, MatterCommand, MatterDecision } from '../matter/matter.ts'
import { caseRoles, type Raw, type Speaker } from '../referral/command.ts'
import { type Inputs, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { NotificationEvent } from './events.ts'
import { type Addressee, addresseeAt, isOpen, type Notification } from './notification.ts'

export type NotificationCommand = MatterCommand<Notification, NotificationEvent>

/** What the rule of a command about a notification looks at. */
export type Given<I extends Inputs> = MatterCircumstances & {
  readonly n: Notification
  readonly input: ValuesOf<I>
  readonly raw: Raw
}

interface Spec<I extends Inputs> {
  readonly name: string
  readonly verb: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly style?: Button['style']
  /** Which side may. */
  readonly by: 'sender' | 'addressee' | 'either'
  readonly inputs: I
  /** Inputs as they are for this one, where that differs. */
  readonly shown?: (n: Notification) => Inputs
  readonly against?: (n: Notification, by: Speaker) => Refusal | undefined
  readonly prefill?: (n: Notification, by: Speaker, said: Raw) => Raw
  readonly decide: (given: Given<I>) => Result<readonly NotificationEvent[], Refusal>
}

/** The language that was chosen for the words, else the officer's own. */
export const languageOf = (raw: Raw, { by, languages }: MatterCircumstances): Language => {
  const typed = (raw['language'] ?? '').trim().toLowerCase()
  return languages.find(l => l.toLowerCase() === typed) ?? by.language
}

const sideRefusal = (
  by: Spec<Inputs>['by'],
  n: Notification,
  speaker: Speaker,
): Refusal | undefined => {
  const own = addresseeAt(n, speaker.desk)
  if (by === 'sender' && speaker.desk !== n.from) return { kind: 'WrongSide', needed: 'sender' }
  if (by === 'addressee' && !own) return { kind: 'WrongSide', needed: 'receiver' }
  return isOpen(n) ? undefined : { kind: 'MovedOn' }
}

/** The own part of an addressee; it was checked before that there is one. */
export const ownOf = ({ n, by }: Pick<Given<Inputs>, 'n' | 'by'>): Addressee => {
  const own = addresseeAt(n, by.desk)
  if (!own) throw new Error(`${by.desk} is no addressee of ${n.id}`)
  return own
}

/** Closes a declaration over the types of its own inputs. */
export const act = <I extends Inputs>(spec: Spec<I>): NotificationCommand => {
  const { name, verb, label, about, style = 'plain', inputs, shown, prefill } = spec
  return {
    ...{ name, label, about, style },
    line: `/notification ${verb}`,
    roles: caseRoles,
    against: (n, by) => sideRefusal(spec.by, n, by) ?? spec.against?.(n, by),
    inputsOf: n => (n && shown ? shown(n) : inputs),
    ...(prefill
      ? {
          prefill: ({ state, by, said }) => (state ? prefill(state, by, said) : {}),
        }
      : {}),
    decide: ({ state: n, raw, ...c }): Result<MatterDecision<NotificationEvent>, Refusal> => {
      if (!n) throw new Error(`${name} needs a notification`)
      const decided = spec.decide({ ...c, n, raw, input: valuesOf(inputs, raw) })
      return decided.ok
        ? ok({ events: decided.value, words: {}, language: languageOf(raw, c) })
        : decided
    },
  }
}
