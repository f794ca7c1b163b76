import { type Button, type Card, data, type Term } from '../card/card.ts'
import { printTlp, type Tlp } from '../codes/tlp.ts'
import type { ContactPointId, Language, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Timer } from '../ports/store.ts'
import type { Content } from '../ports/vault.ts'
import type { HandOver, Receipt } from '../referral/cards/receipt.ts'
import type { Raw, Speaker } from '../referral/command.ts'
import type { Times } from '../referral/deadlines.ts'
import type { TextRef } from '../referral/events.ts'
import type { Inputs } from '../referral/inputs.ts'
import { problemsOf, wordsOf } from '../referral/inputs.ts'
import type { Problem, Refusal } from '../referral/refusals.ts'
import type { Directory } from '../roster/directory.ts'
import type { CountedReferrals } from './counted.ts'
import type { MatterItem } from './item.ts'
import type {
  DueFacts,
  MatterCircumstances,
  MatterCommand,
  MatterDecision,
  MatterNotice,
  MatterRecipe,
  MatterReport,
  MatterSpec,
  PrefillFacts,
  Told,
} from './matter.ts'

/** An event as the log has it. */
export type MatterEvent = { readonly type: string } & { readonly [name: string]: Json }

/** What follows from events: all that a commit of a matter says. */
export interface Folded {
  readonly state: Json
  readonly parties: readonly ContactPointId[]
  readonly open: boolean
  readonly counts: readonly ReferralId[]
  readonly timers: readonly Timer[]
  /** By the index of the event that they tell of. */
  readonly notices: readonly { readonly entry: number; readonly notice: MatterNotice }[]
}

export interface JsonFacts {
  readonly state: Json
  readonly contents: ReadonlyMap<string, Content>
  readonly directory: Directory
  readonly now: Instant
  readonly languages?: readonly Language[]
  readonly referrals?: CountedReferrals
}

/** A command as the rest of the program sees it. */
export type MatterAsk = Pick<
  MatterCommand<never, never>,
  'name' | 'line' | 'label' | 'about' | 'roles' | 'begins' | 'style'
> & {
  /** Without a state: all that there may be. */
  readonly inputsOf: (state?: Json, raw?: Raw) => Inputs
  readonly claims: (raw: Raw) => readonly ReferralId[]
  readonly hasPrefill: boolean
  readonly prefill: (facts: PrefillFacts<Json>) => Raw
  /** `revision`: that of the button or form; undefined where somebody typed. */
  readonly against: (state: Json | undefined, by: Speaker, revision?: number) => Refusal | undefined
  readonly decide: (
    given: MatterCircumstances & { readonly state?: Json; readonly raw: Raw },
  ) => Result<MatterDecision<MatterEvent>, Refusal>
}

/** A kind of matter whose types nobody outside needs to know. States and events are JSON here. */
export interface Matter {
  readonly letter: MatterSpec<never, never>['letter']
  readonly kind: string
  readonly called: MatterSpec<never, never>['called']
  readonly commands: readonly MatterAsk[]
  readonly reports: readonly MatterReport[]
  readonly fold: (
    before: Json | undefined,
    id: MatterId,
    told: readonly MatterEvent[],
    at: Instant,
    by: OfficerId | 'clock',
    times: Times,
  ) => Folded
  /** The state after an entry of the log, and what the log alone tells of it in a sentence. */
  readonly told: (
    before: Json | undefined,
    id: MatterId,
    happened: Told<Json>,
  ) => { readonly state: Json; readonly line: Term | undefined }
  readonly withText: (event: MatterEvent, text: TextRef) => MatterEvent
  readonly revisionOf: (state: Json, desk: ContactPointId) => number
  readonly visibleTo: (state: Json, desk: ContactPointId) => boolean
  readonly partiesOf: (state: Json) => readonly ContactPointId[]
  readonly itemsOf: (state: Json, desk?: ContactPointId) => readonly string[]
  readonly timersOf: (state: Json, times: Times) => readonly Timer[]
  readonly due: (state: Json, deadline: string, facts: DueFacts) => readonly MatterEvent[]
  readonly card: (
    recipe: MatterRecipe,
    desk: ContactPointId,
    facts: JsonFacts & {
      readonly happened: () => Promise<Told<Json>>
      readonly receipt?: (what: HandOver) => Promise<Receipt>
      readonly onDuty: (desk: ContactPointId) => Promise<readonly OfficerId[]>
    },
  ) => Promise<Card>
  readonly view: (facts: JsonFacts, id: MatterId, by: Speaker) => Card
  readonly listed: (state: Json, desk: ContactPointId) => Term
  readonly item: (state: Json, id: MatterId, desk: ContactPointId) => MatterItem
  readonly senderOf: (state: Json) => ContactPointId
  readonly ends: readonly string[]
  readonly reopens: readonly string[]
  readonly steps: readonly string[]
  readonly receipts: Readonly<Record<HandOver, string>> | undefined
  readonly erasing: MatterEvent
  readonly isErased: (state: Json) => boolean
  readonly tlpOf: (state: Json) => Tlp | undefined
  readonly clocksFor: (state: Json, desk: ContactPointId) => readonly ContactPointId[]
  readonly countsOf: (state: Json) => readonly ReferralId[]
  readonly recounted: (state: Json) => readonly MatterNotice[]
  readonly referred: (
    state: Json,
    by: Speaker,
    referral: ReferralId,
  ) => readonly MatterEvent[] | undefined
}

const asEvent = (event: { readonly type: string }): MatterEvent => asJson(event) as MatterEvent

/** Checks that all commands of matters share, before their own rule. */
const inputProblems = (declared: Inputs, raw: Raw, c: MatterCircumstances): readonly Problem[] => {
  const typed = declared['language'] ? (raw['language'] ?? '').trim().toLowerCase() : ''
  const known = typed === '' || c.languages.some(l => l.toLowerCase() === typed)
  const found: readonly Problem[] = [
    ...problemsOf(declared, raw),
    ...(known ? [] : [{ input: 'language', reason: 'NotAChoice' } as const]),
  ]
  return Object.keys(declared).flatMap(name => found.filter(p => p.input === name))
}

const closed = <S, E extends { readonly type: string }>(
  spec: MatterSpec<S, E>,
  command: MatterCommand<S, E>,
): MatterAsk => {
  const read = (state: Json | undefined): S | undefined =>
    state === undefined ? undefined : spec.readState(state)
  const against: MatterAsk['against'] = (json, by, revision) => {
    if (!command.roles.some(r => by.roles.includes(r))) return { kind: 'WrongRole' }
    if (command.begins) return undefined
    const state = read(json)
    if (state === undefined || !spec.partiesOf(state).includes(by.desk))
      return { kind: 'UnknownReferral', ref: '' }
    const refusal = command.against(state, by)
    if (refusal) return refusal
    return revision !== undefined && revision !== spec.revisionOf(state, by.desk)
      ? { kind: 'MovedOn' }
      : undefined
  }
  const { name, line, label, about, roles, begins, style } = command
  return {
    ...{ name, line, label, about, roles, style },
    ...(begins ? { begins } : {}),
    inputsOf: (state, raw) => command.inputsOf(read(state), raw),
    claims: raw => command.claims?.(raw) ?? [],
    hasPrefill: command.prefill !== undefined,
    prefill: ({ state: json, ...facts }) => {
      const state = read(json)
      return command.prefill?.({ ...facts, ...(state === undefined ? {} : { state }) }) ?? {}
    },
    against,
    decide: given => {
      const state = read(given.state)
      const declared = command.inputsOf(state, given.raw)
      const problems = inputProblems(declared, given.raw, given)
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      const { state: _, ...rest } = given
      const decided = command.decide({ ...rest, ...(state === undefined ? {} : { state }) })
      if (!decided.ok) return decided
      const { events, words, ...more } = decided.value
      return ok({
        ...more,
        events: events.map(asEvent),
        words: { ...wordsOf(declared, given.raw), ...words },
      })
    },
  }
}

/** Closes a kind of matter over its own types. */
export const defineMatter = <S, E extends { readonly type: string }>(
  spec: MatterSpec<S, E>,
): Matter => ({
  letter: spec.letter,
  kind: spec.kind,
  called: spec.called,
  commands: spec.commands.map(c => closed(spec, c)),
  reports: spec.reports ?? [],
  fold: (before, id, told, at, by, times) => {
    let state = before === undefined ? undefined : spec.readState(before)
    const notices: { entry: number; notice: MatterNotice }[] = []
    for (const [entry, json] of told.entries()) {
      const happened = { event: spec.readEvent(json), at, by }
      const next = spec.evolve(state, id, happened)
      for (const notice of spec.effects(state, next, happened)) notices.push({ entry, notice })
      state = next
    }
    if (state === undefined) throw new Error('a commit without an event')
    return {
      state: asJson(state),
      parties: spec.partiesOf(state),
      open: spec.isOpen(state),
      counts: spec.counts?.(state) ?? [],
      timers: spec.timersOf(state, times),
      notices,
    }
  },
  told: (before, id, { event, at, by }) => {
    const happened = { event: spec.readEvent(event), at, by }
    const known = before === undefined ? undefined : spec.readState(before)
    const state = spec.evolve(known, id, happened)
    if (state === undefined || state === null) throw new Error('an event without a state')
    return { state: asJson(state), line: spec.lineOf(state, happened) }
  },
  withText: (event, text) => asEvent(spec.withText(spec.readEvent(event), text)),
  revisionOf: (state, desk) => spec.revisionOf(spec.readState(state), desk),
  visibleTo: (state, desk) => spec.partiesOf(spec.readState(state)).includes(desk),
  partiesOf: state => spec.partiesOf(spec.readState(state)),
  itemsOf: (state, desk) => spec.itemsOf(spec.readState(state), desk),
  timersOf: (state, times) => spec.timersOf(spec.readState(state), times),
  due: (state, deadline, facts) => spec.due(spec.readState(state), deadline, facts).map(asEvent),
  card: (recipe, desk, facts) =>
    spec.card(recipe, desk, {
      ...facts,
      state: spec.readState(facts.state),
      happened: async () => {
        const told = await facts.happened()
        return { ...told, event: spec.readEvent(told.event) }
      },
    }),
  view: (facts, id, by) => {
    const state = spec.readState(facts.state)
    const card = spec.view({ ...facts, state }, by)
    return { ...card, buttons: [...card.buttons, ...buttonsOf(spec, id, state, by)] }
  },
  listed: (state, desk) => spec.listed(spec.readState(state), desk),
  item: (json, id, desk) => {
    const state = spec.readState(json)
    const tlp = spec.tlpOf?.(state)
    return {
      id,
      what: spec.listed(state, desk),
      isTurn: spec.isTurnOf(state, desk),
      owed: spec.owed(state, desk),
      ...(tlp === undefined ? {} : { marking: [data(printTlp(tlp))] }),
    }
  },
  senderOf: state => spec.senderOf(spec.readState(state)),
  ends: spec.ends,
  reopens: spec.reopens ?? [],
  steps: spec.steps,
  receipts: spec.receipts,
  erasing: asEvent(spec.erasing),
  isErased: state => spec.isErased(spec.readState(state)),
  tlpOf: state => spec.tlpOf?.(spec.readState(state)),
  clocksFor: (json, desk) => {
    const state = spec.readState(json)
    return spec.clocksFor?.(state, desk) ?? spec.partiesOf(state)
  },
  countsOf: state => spec.counts?.(spec.readState(state)) ?? [],
  recounted: state => spec.recounted?.(spec.readState(state)) ?? [],
  referred: (state, by, referral) =>
    spec.referred?.(spec.readState(state), by, referral)?.map(asEvent),
})

/** Everything that somebody may do about it now. */
export const buttonsOf = <S, E extends { readonly type: string }>(
  spec: Pick<MatterSpec<S, E>, 'commands' | 'revisionOf'>,
  id: MatterId,
  state: S,
  by: Speaker,
): readonly Button[] =>
  spec.commands
    .filter(c => !c.begins && c.roles.some(r => by.roles.includes(r)) && !c.against(state, by))
    .map(c => ({
      command: c.name,
      subject: id,
      revision: spec.revisionOf(state, by.desk),
      label: c.label,
      style: c.style,
    }))
