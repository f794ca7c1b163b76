import type { MessageKey } from '../card/key.ts'
import type { Role } from '../kit/codes.ts'
import type { Language, OfficerId } from '../kit/ids.ts'
import { err, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Raw, Speaker } from '../referral/command.ts'
import { type Inputs, problemsOf, type ValuesOf, valuesOf } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { DutyRoster } from './duty.ts'
import type { DutyEvent } from './events.ts'
import { turnNumber } from './inputs.ts'

export interface DutyCircumstances {
  readonly now: Instant
  readonly by: Speaker
  /** Of the speaker's own desk. */
  readonly roster: DutyRoster
  /** Of the desk; IANA name. */
  readonly zone: string
  /** Those of the catalogue. */
  readonly languages: readonly Language[]
  /** Officers of the desk who work on cases, the speaker among them. */
  readonly colleagues: readonly OfficerId[]
}

export type DutyDecision = Result<readonly DutyEvent[], Refusal>

/** An officer's command about the duty roster of the own desk: its declaration as data, and its rule. */
export interface DutyCommand {
  /** In buttons and forms, e.g. `duty-swap`. */
  readonly name: string
  /** As typed after `/duty`. */
  readonly verb: string
  readonly label: MessageKey
  /** On the button that sends its form, where its label names a thing and no act. */
  readonly submit?: MessageKey
  readonly about: MessageKey
  readonly roles: readonly Role[]
  /** What its number names (a button's revision, or the word after the verb), where it takes one. */
  readonly which?: 'shift' | 'turn'
  /** It is typed after that word rather than after `/duty`: `/summary schedule`. */
  readonly under?: string
  /** It is typed with its own verb in front too: `/me`. */
  readonly root?: true
  /** A line of two words that leads to one of its inputs alone, for who looks for that: `/settings language`. */
  readonly also?: {
    readonly line: string
    readonly input: string
    readonly label: MessageKey
    readonly about: MessageKey
  }
  /**
   * What its form begins with. Such a command asks by its form unless a value is typed; what a typed line
   * doesn't name stays as it is.
   */
  readonly prefill?: (roster: DutyRoster, by: Speaker) => Raw
  /** Without the number where that is known. */
  readonly inputsOf: (which?: number) => Inputs
  readonly decide: (
    given: DutyCircumstances & { readonly which?: number; readonly raw: Raw },
  ) => DutyDecision
}

interface Spec<I extends Inputs> extends Omit<DutyCommand, 'inputsOf' | 'decide' | 'which'> {
  readonly inputs: I
  readonly decide: (given: DutyCircumstances & { readonly input: ValuesOf<I> }) => DutyDecision
}

interface Numbered extends Omit<DutyCommand, 'inputsOf' | 'decide' | 'which'> {
  readonly decide: (given: DutyCircumstances & { readonly id: number }) => DutyDecision
}

interface OfShift extends Omit<DutyCommand, 'inputsOf' | 'decide' | 'which'> {
  /** `which`: the number of a shift, the present one where there is none. */
  readonly decide: (given: DutyCircumstances & { readonly which?: number }) => DutyDecision
}

const inputsProblems = (inputs: Inputs, raw: Raw): Refusal | undefined => {
  const problems = problemsOf(inputs, raw)
  return problems.length > 0 ? { kind: 'BadInput', problems } : undefined
}

const allowed = (roles: readonly Role[], by: Speaker): boolean =>
  by.roles.some(role => roles.includes(role))

/** Closes a declaration over the types of its own inputs. */
export const dutyCommand = <I extends Inputs>({ inputs, ...spec }: Spec<I>): DutyCommand => ({
  ...spec,
  inputsOf: () => inputs,
  decide: ({ raw, which: _, ...c }) => {
    if (!allowed(spec.roles, c.by)) return err({ kind: 'WrongRole' })
    const wrong = inputsProblems(inputs, raw)
    return wrong ? err(wrong) : spec.decide({ ...c, input: valuesOf(inputs, raw) })
  },
})

const numberInputs = { id: turnNumber({ label: 'form.turn_id', hint: 'form.turn_id_hint' }) }

/** The same for one that is about an override, a leave or a swap, each with its own number. */
export const numberedCommand = (spec: Numbered): DutyCommand => ({
  ...spec,
  which: 'turn',
  inputsOf: which => (which === undefined ? numberInputs : {}),
  decide: ({ raw, which, ...c }) => {
    if (!allowed(spec.roles, c.by)) return err({ kind: 'WrongRole' })
    const given = which === undefined ? raw : { id: `${which}` }
    const wrong = inputsProblems(numberInputs, given)
    return wrong ? err(wrong) : spec.decide({ ...c, id: valuesOf(numberInputs, given).id })
  },
})

/** The same for one that is about a shift. */
export const shiftCommand = (spec: OfShift): DutyCommand => ({
  ...spec,
  which: 'shift',
  inputsOf: () => ({}),
  decide: ({ raw: _, ...c }) =>
    allowed(spec.roles, c.by) ? spec.decide(c) : err({ kind: 'WrongRole' }),
})
