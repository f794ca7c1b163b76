import type { Card } from '../card/card.ts'
import type { MatterId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import { matterListCard } from '../matter/cards/list.ts'
import type { MatterEvent } from '../matter/define.ts'
import type { MatterDecision } from '../matter/matter.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import type { Raw } from '../referral/command.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Officer } from '../roster/directory.ts'
import { createAgenda } from './agenda.ts'
import type { Answers } from './answers.ts'
import { matterFormOf } from './ask.ts'
import { claimOf, countedOf } from './counted.ts'
import type { MatterRequest } from './matter-request.ts'
import {
  type LoadedMatter,
  loadMatter,
  matterBatchOf,
  nextMatter,
  shelfOf,
  textsOfMatter,
} from './matters.ts'
import { seenOf } from './seen.ts'
import { loggedActor } from './who.ts'
import type { World } from './world.ts'

/** Tries at one act while others change the same matter: a broadcast is acknowledged by many at once. */
const maxTries = 32
const mostListed = 20

type ActRequest = Extract<MatterRequest, { kind: 'act' }>

const needsForm = (
  { command, via, raw }: ActRequest,
  inputs: ReturnType<ActRequest['command']['inputsOf']>,
): boolean =>
  via !== 'form' &&
  ((command.hasPrefill && Object.keys(inputs).length > 0 && Object.keys(raw).length === 0) ||
    Object.entries(inputs).some(([name, i]) => i.required && (raw[name] ?? '') === ''))

/** Looks at matters, begins them and acts on them. `continueWith`: the form of a command about referrals. */
export const createMatters = (
  world: World,
  answers: Answers,
  continueWith: (command: string, raw: Raw, officer: Officer) => Promise<Answer>,
) => {
  const { store, vault, clock, directory, catalogue } = world
  const agenda = createAgenda(world, answers)

  const labelsOf = ({ command }: ActRequest) =>
    new Map(Object.entries(command.inputsOf()).map(([name, i]) => [name, i.label]))

  const factsOf = async (
    request: Extract<MatterRequest, { kind: 'view' | 'act' }>,
    state: LoadedMatter['state'],
    officer: Officer,
  ) => ({
    state: state ?? null,
    contents: await textsOfMatter(
      vault,
      state === undefined ? [] : request.matter.itemsOf(state, officer.desk),
    ),
    directory,
    now: clock.now(),
    languages: [officer.language],
    referrals: await countedOf(store, state === undefined ? [] : request.matter.countsOf(state)),
  })

  const saidOf = async (request: ActRequest, { state }: LoadedMatter, officer: Officer) => {
    const { contents, referrals } = await factsOf(request, state, officer)
    const said: Raw = Object.fromEntries([...contents.values()].flatMap(c => Object.entries(c)))
    return { said, contents, referrals }
  }

  const viewOf = async (
    request: Extract<MatterRequest, { kind: 'view' | 'act' }>,
    id: MatterId,
    state: LoadedMatter['state'],
    officer: Officer,
  ): Promise<Card> => request.matter.view(await factsOf(request, state, officer), id, officer)

  const view = async (
    request: Extract<MatterRequest, { kind: 'view' }>,
    officer: Officer,
  ): Promise<Answer> => {
    const { id, state } = await loadMatter(store, request.subject)
    if (state === undefined || !request.matter.visibleTo(state, officer.desk))
      return answers.refusal({ kind: 'UnknownReferral', ref: id }, officer)
    return answers.card(await viewOf(request, id, state, officer), officer)
  }

  const report = (
    { verb, with: named }: Extract<MatterRequest, { kind: 'report' }>,
    officer: Officer,
  ): Promise<Answer> => {
    if (verb !== 'agenda') throw new Error(`no report ${verb}`)
    return agenda(officer, named)
  }

  const list = async ({ matter }: Extract<MatterRequest, { kind: 'list' }>, officer: Officer) => {
    const found = await store.list({
      party: [shelfOf(matter.letter, officer.desk)],
      open: true,
      max: mostListed,
    })
    const items = found.map(s => ({
      id: s.subject as MatterId,
      what: matter.listed(s.state, officer.desk),
    }))
    return answers.card(matterListCard(matter.called.title, items), officer)
  }

  const target = async (
    { matter, subject }: ActRequest,
    officer: Officer,
  ): Promise<LoadedMatter> =>
    subject === undefined
      ? nextMatter(store, directory, matter.letter, officer, clock.now())
      : loadMatter(store, subject)

  const ask = async (
    request: ActRequest,
    loaded: LoadedMatter,
    officer: Officer,
    problems: readonly Problem[] = [],
  ): Promise<Answer> => {
    const { command, raw, subject } = request
    const { said } = command.hasPrefill ? await saidOf(request, loaded, officer) : { said: {} }
    const before =
      problems.length > 0
        ? {}
        : command.prefill({
            by: officer,
            said,
            directory,
            ...(loaded.state === undefined ? {} : { state: loaded.state }),
          })
    const about = {
      ...(subject === undefined ? {} : { subject }),
      revision:
        loaded.state === undefined ? 0 : request.matter.revisionOf(loaded.state, officer.desk),
      inputs: command.inputsOf(loaded.state, { ...before, ...raw }),
    }
    const known = { directory, catalogue, officer }
    return answers.form(
      matterFormOf(command, about, known, { ...before, ...raw }, problems),
      officer,
    )
  }

  const refused = (request: ActRequest, { state }: LoadedMatter, officer: Officer) => {
    const { command, subject, revision } = request
    const refusal = command.against(state, officer, revision)
    if (!refusal) return undefined
    const named = refusal.kind === 'UnknownReferral' ? { ...refusal, ref: subject ?? '' } : refusal
    return answers.refusal(named, officer, { labels: labelsOf(request) })
  }

  /** The officer's words go to the vault first, and are named in one of the events. */
  const withWords = async (
    { matter }: ActRequest,
    id: MatterId,
    { events, words, language, wordsWith = events.length - 1 }: MatterDecision<MatterEvent>,
  ): Promise<{ readonly events: readonly MatterEvent[]; readonly item?: string }> => {
    const told = events[wordsWith]
    if (!told || Object.keys(words).length === 0) return { events }
    const ref = await vault.put(id, words)
    return {
      events: events.with(wordsWith, matter.withText(told, { language, ref })),
      item: ref.item,
    }
  }

  const commit = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
    {
      loaded,
      besides,
    }: { readonly loaded: LoadedMatter; readonly besides: readonly LoadedMatter[] },
    decision: MatterDecision<MatterEvent>,
  ): Promise<Answer | 'again'> => {
    const { events, item } = await withWords(request, loaded.id, decision)
    if (events.length > 0) {
      const batch = matterBatchOf({
        matter: request.matter,
        loaded,
        besides,
        events,
        by: officer.id,
        actor: asJson(loggedActor(officer, inbound.actor)),
        cause: asJson({
          key: inbound.key,
          ...(inbound.platformTime === undefined ? {} : { at: toRfc3339(inbound.platformTime) }),
        }),
        inbound: inbound.key,
        now: clock.now(),
        directory,
      })
      const { kind } = await store.commit(batch)
      if (kind !== 'committed') {
        if (item !== undefined) await vault.discard(item)
        return kind === 'conflict' ? 'again' : { kind: 'none' }
      }
    }
    const { next } = decision
    if (next) return continueWith(next.command, next.given, officer)
    if (request.via === 'button') return { kind: 'none' }
    const { state } = await loadMatter(store, loaded.id)
    return answers.card(await viewOf(request, loaded.id, state, officer), officer)
  }

  const once = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
  ): Promise<Answer | 'again'> => {
    const loaded = await target(request, officer)
    // After loading: what another delivery of the same inbound committed since then ends in `duplicate`.
    if (await store.heard(inbound.key)) return { kind: 'none' }
    const refusal = refused(request, loaded, officer)
    if (refusal) return refusal
    const { command, raw, via, matter } = request
    if (needsForm(request, command.inputsOf(loaded.state, raw)))
      return ask(request, loaded, officer)
    const claims = await countedOf(store, command.claims(raw))
    const { claimed, besides } = await claimOf(store, matter, loaded, [...claims.values()])
    const { referrals, ...said } = await saidOf(request, loaded, officer)
    const decided = command.decide({
      now: clock.now(),
      by: officer,
      directory,
      languages: catalogue.languages(),
      ...said,
      referrals: new Map([...referrals, ...claims]),
      claimed,
      seen: await seenOf(world, officer, command.inputsOf(loaded.state, raw), raw),
      raw,
      ...(loaded.state === undefined ? {} : { state: loaded.state }),
    })
    if (decided.ok) return commit(request, officer, inbound, { loaded, besides }, decided.value)
    return decided.error.kind === 'BadInput' && via === 'form'
      ? ask(request, loaded, officer, decided.error.problems)
      : answers.refusal(decided.error, officer, { labels: labelsOf(request) })
  }

  return {
    form: async (request: ActRequest, officer: Officer): Promise<Answer> => {
      const loaded = await target(request, officer)
      return refused(request, loaded, officer) ?? ask(request, loaded, officer)
    },
    hear: async (request: MatterRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
      if (request.kind === 'list') return list(request, officer)
      if (request.kind === 'view') return view(request, officer)
      if (request.kind === 'report') return report(request, officer)
      for (let tries = 0; tries < maxTries; tries++) {
        const answer = await once(request, officer, inbound)
        if (answer !== 'again') return answer
      }
      return answers.refusal({ kind: 'Busy' }, officer)
    },
  }
}
