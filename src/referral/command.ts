import type { MessageKey } from '../card/key.ts'
import type { EscalationPolicy } from '../escalation/policy.ts'
import type { Role, Side, State } from '../kit/codes.ts'
import type { ContactPointId, Language, OfficerId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { ReferralEvent } from './events.ts'
import { type Inputs, problemsOf, type ValuesOf, valuesOf, wordsOf } from './inputs.ts'
import type { Referral } from './referral.ts'
import type { Problem, Refusal } from './refusals.ts'

/** The officer who acts, as the directory has them. */
export interface Speaker {
  readonly id: OfficerId
  readonly desk: ContactPointId
  readonly roles: readonly Role[]
  readonly language: Language
}

/** What every decision may look at besides state and input. */
export interface Circumstances {
  readonly now: Instant
  readonly by: Speaker
  readonly policy: EscalationPolicy
  readonly desks: readonly ContactPointId[]
  readonly languages: readonly Language[]
}

export type Raw = Readonly<Record<string, string>>

/** Events that may happen, and the officer's words that go to the vault with the first of them. */
export interface Decision {
  readonly events: readonly ReferralEvent[]
  readonly words: Raw
  readonly language: Language
}

interface Spec<I extends Inputs> {
  readonly name: string
  readonly aliases?: readonly string[]
  /** On its button and as the title of its form. */
  readonly label: MessageKey
  /** Its line in the help. */
  readonly about: MessageKey
  /** Which side may; `new` begins a referral and makes its officer's desk the sender. */
  readonly by: Side | 'new'
  readonly roles: readonly Role[]
  readonly from: readonly State[]
  readonly inputs: I
  /** States in whose card it has a button, and how that looks. */
  readonly button?: {
    readonly in: readonly State[]
    readonly style: 'primary' | 'plain' | 'danger'
  }
  /** A better word than "wrong state" where somebody was first. */
  readonly already?: (referral: Referral) => Refusal | undefined
  readonly decide: (
    given: Circumstances & { readonly referral?: Referral; readonly input: ValuesOf<I> },
  ) => Result<readonly ReferralEvent[], Refusal>
}

/** A command as the rest of the program sees it: its declaration as data, and its rule. */
export interface Command extends Omit<Spec<Inputs>, 'decide'> {
  readonly decide: (
    given: Circumstances & { readonly referral?: Referral; readonly raw: Raw },
  ) => Result<Decision, Refusal>
}

const languageOf = (inputs: Inputs, raw: Raw, c: Circumstances): Language | undefined => {
  const typed = inputs['language'] ? (raw['language'] ?? '').trim().toLowerCase() : ''
  return typed === '' ? c.by.language : c.languages.find(l => l.toLowerCase() === typed)
}

/** Closes a declaration over the types of its own inputs. */
export const command = <I extends Inputs>(spec: Spec<I>): Command => ({
  ...spec,
  decide: ({ raw, ...given }) => {
    const language = languageOf(spec.inputs, raw, given)
    const problems: readonly Problem[] = [
      ...problemsOf(spec.inputs, raw),
      ...(language ? [] : [{ input: 'language', reason: 'NotAChoice' } as const]),
    ]
    if (!language || problems.length > 0) return err({ kind: 'BadInput', problems })
    const decided = spec.decide({ ...given, input: valuesOf(spec.inputs, raw) })
    if (!decided.ok) return decided
    return ok({
      events: decided.value,
      words: wordsOf(spec.inputs, raw),
      language,
    })
  },
})

/** Everybody at a desk who works on cases; auditors and administrators don't. */
export const caseRoles: readonly Role[] = ['officer', 'duty', 'supervisor', 'head']
