import type { MessageKey } from '../card/key.ts'
import type { EscalationPolicy } from '../escalation/policy.ts'
import type { WorkingTime } from '../escalation/working.ts'
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
  /** What a pair of desks has agreed, or the defaults. */
  readonly policyOf: (a: ContactPointId, b: ContactPointId) => EscalationPolicy
  readonly workingTime: (desk: ContactPointId) => WorkingTime
  readonly desks: readonly ContactPointId[]
  readonly languages: readonly Language[]
  /** Officers of the speaker's desk who work on cases. */
  readonly colleagues: readonly OfficerId[]
  /** Days that records last in the receiver's jurisdiction, by desk. */
  readonly evidenceDays: (desk: ContactPointId) => number
  /** Words of the referral's draft and form as far as the vault has them, where the command asks. */
  readonly said?: Raw
}

export type Raw = Readonly<Record<string, string>>

/** Events that may happen, and the officer's words that go to the vault with the last of them. */
export interface Decision {
  readonly events: readonly ReferralEvent[]
  readonly words: Raw
  readonly language: Language
  /** Words that go with the first event, where that is another than the last. */
  readonly opening?: Raw
}

type Given<I extends Inputs> = Circumstances & {
  readonly input: ValuesOf<I>
  /** All values as given, those of `more` among them, checked. */
  readonly raw: Raw
}

interface Shared {
  readonly name: string
  readonly aliases?: readonly string[]
  /** It is typed with its own name in front, not after that of the referral. */
  readonly root?: true
  /** On its button and as the title of its form. */
  readonly label: MessageKey
  /** Its line in the help. */
  readonly about: MessageKey
  /** Which side may; `new` begins a referral and makes its officer's desk the sender. */
  readonly by: Side | 'either' | 'new'
  readonly roles: readonly Role[]
  readonly from: readonly State[]
  /** States in whose card it has a button, and how that looks. */
  readonly button?: {
    readonly in: readonly State[]
    readonly style: 'primary' | 'plain' | 'danger'
  }
  /** The command whose form its officer gets at once, about what is now true. */
  readonly next?: string
  /** It begins another referral; the one it was given to stays as it was. */
  readonly begins?: true
  /** What its form begins with, from the state and from the words of the draft and its form. */
  readonly prefill?: (referral: Referral, said: Raw) => Raw
  /** A better word than "wrong state" where somebody was first. */
  readonly already?: (referral: Referral) => Refusal | undefined
  /** What else is against it, besides side, role and state; hides its button too. */
  readonly against?: (referral: Referral, by: Speaker) => Refusal | undefined
}

interface Spec<I extends Inputs> extends Shared {
  readonly inputs: I
  /** Inputs that depend on the referral and on what was given; for an unknown one all there may be. */
  readonly more?: (referral: Referral | undefined, raw?: Raw) => Inputs
  readonly decide: (
    given: Given<I> & { readonly referral: Referral },
  ) => Result<readonly ReferralEvent[], Refusal>
}

interface Beginning<I extends Inputs> extends Omit<Spec<I>, 'decide' | 'by' | 'from'> {
  readonly decide: (given: Given<I>) => Result<readonly ReferralEvent[], Refusal>
}

/** A command as the rest of the program sees it: its declaration as data, and its rule. */
export interface Command extends Shared {
  readonly inputsOf: (referral: Referral | undefined, raw?: Raw) => Inputs
  readonly decide: (
    given: Circumstances & { readonly referral?: Referral; readonly raw: Raw },
  ) => Result<Decision, Refusal>
}

const languageOf = (declared: Inputs, raw: Raw, c: Circumstances): Language | undefined => {
  const typed = declared['language'] ? (raw['language'] ?? '').trim().toLowerCase() : ''
  return typed === '' ? c.by.language : c.languages.find(l => l.toLowerCase() === typed)
}

const decisionOf = (
  declared: Inputs,
  raw: Raw,
  c: Circumstances,
  rule: () => Result<readonly ReferralEvent[], Refusal>,
): Result<Decision, Refusal> => {
  const language = languageOf(declared, raw, c)
  const found: readonly Problem[] = [
    ...problemsOf(declared, raw),
    ...(language ? [] : [{ input: 'language', reason: 'NotAChoice' } as const]),
  ]
  const problems = Object.keys(declared).flatMap(name => found.filter(p => p.input === name))
  if (!language || problems.length > 0) return err({ kind: 'BadInput', problems })
  const decided = rule()
  return decided.ok
    ? ok({ events: decided.value, words: wordsOf(declared, raw), language })
    : decided
}

const inputsOf =
  <I extends Inputs>({ inputs, more }: Pick<Spec<I>, 'inputs' | 'more'>) =>
  (referral: Referral | undefined, raw?: Raw): Inputs => ({ ...inputs, ...more?.(referral, raw) })

/** Closes a declaration over the types of its own inputs. */
export const command = <I extends Inputs>(spec: Spec<I>): Command => {
  const declared = inputsOf(spec)
  return {
    ...spec,
    inputsOf: declared,
    decide: ({ raw, referral, ...c }) => {
      if (!referral) throw new Error(`${spec.name} needs a referral`)
      return decisionOf(declared(referral, raw), raw, c, () =>
        spec.decide({ ...c, referral, raw, input: valuesOf(spec.inputs, raw) }),
      )
    },
  }
}

/** The same for a command that begins a referral. */
export const beginning = <I extends Inputs>(spec: Beginning<I>): Command => {
  const declared = inputsOf(spec)
  return {
    ...spec,
    by: 'new',
    from: [],
    inputsOf: declared,
    decide: ({ raw, referral: _, ...c }) =>
      decisionOf(declared(undefined, raw), raw, c, () =>
        spec.decide({ ...c, raw, input: valuesOf(spec.inputs, raw) }),
      ),
  }
}

/** Everybody at a desk who works on cases; auditors and administrators don't. */
export const caseRoles: readonly Role[] = ['officer', 'duty', 'supervisor', 'head']
/** Those who may decide where a second pair of eyes is needed. */
export const seniorRoles: readonly Role[] = ['supervisor', 'head']
