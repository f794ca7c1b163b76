import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import { doneCard, viewCard } from '../referral/cards/private.ts'
import type { Circumstances, Decision } from '../referral/command.ts'
import { against, decide } from '../referral/decide.ts'
import type { Referral } from '../referral/referral.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Officer } from '../roster/directory.ts'
import type { Answers } from './answers.ts'
import { formOf } from './ask.ts'
import { visibleTo } from './look.ts'
import { batchOf, contentsOf, type Loaded, loadReferral, withWords } from './record.ts'
import { nextReference } from './reference.ts'
import type { Request } from './request.ts'
import type { World } from './world.ts'

/** Tries at one act while others change the same referral; a desk has a handful of officers. */
const maxTries = 8

export type ActRequest = Extract<Request, { kind: 'act' }>

/** A press or a typed line that lacks what must be given gets the form instead. */
const needsForm = ({ command, via, raw }: ActRequest): boolean =>
  via !== 'form' &&
  Object.entries(command.inputs).some(([name, i]) => i.required && (raw[name] ?? '') === '')

/** Acts on a referral: asks for what is missing, decides, commits, and answers the one who asked. */
export const createAct = (world: World, answers: Answers) => {
  const { store, vault, catalogue, clock, directory, commands } = world

  const circumstances = (officer: Officer): Circumstances => ({
    now: clock.now(),
    by: officer,
    policy: world.policy,
    desks: directory.contactPoints.map(c => c.id),
    languages: catalogue.languages(),
  })

  const target = async (request: ActRequest, officer: Officer): Promise<Loaded> =>
    request.subject === undefined
      ? { id: await nextReference(store, directory, officer, clock.now()), version: 0 }
      : loadReferral(store, request.subject)

  const ask = (
    request: ActRequest,
    officer: Officer,
    referral: Referral | undefined,
    problems: readonly Problem[] = [],
  ): Answer => {
    const known = { directory, catalogue, officer }
    return answers.form(formOf(request.command, referral, known, request.raw, problems), officer)
  }

  const answerAfter = async (
    request: ActRequest,
    officer: Officer,
    after: Referral,
  ): Promise<Answer> => {
    if (request.via === 'button') return { kind: 'none' }
    const facts = { referral: after, contents: await contentsOf(vault, after) }
    const begun = request.command.by === 'new'
    return answers.card(begun ? viewCard(facts, 'sender', commands) : doneCard(facts), officer)
  }

  const commit = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
    loaded: Loaded,
    { events, words, language }: Decision,
  ): Promise<Answer | 'again'> => {
    const { batch, after } = batchOf({
      loaded,
      events: await withWords(vault, loaded.id, events, words, language),
      by: officer.id,
      actor: asJson({ officer: officer.id, desk: officer.desk, ...inbound.actor }),
      cause: asJson({
        key: inbound.key,
        ...(inbound.platformTime === undefined ? {} : { at: toRfc3339(inbound.platformTime) }),
      }),
      inbound: inbound.key,
      now: clock.now(),
      directory,
    })
    const { kind } = await store.commit(batch)
    if (kind === 'conflict') return 'again'
    return kind === 'duplicate' ? { kind: 'none' } : answerAfter(request, officer, after)
  }

  const once = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
  ): Promise<Answer | 'again'> => {
    const loaded = await target(request, officer)
    // After loading: what another delivery of the same inbound committed since then ends in `duplicate`.
    if (await store.heard(inbound.key)) return { kind: 'none' }
    const { referral } = loaded
    const { command, revision, subject } = request
    if (subject !== undefined && !visibleTo(officer, referral))
      return answers.refusal({ kind: 'UnknownReferral', ref: subject }, officer)
    const about = { command, ...(referral ? { referral } : {}) }
    const asked = { ...about, ...(revision === undefined ? {} : { revision }) }
    const given = circumstances(officer)
    if (needsForm(request)) {
      const refusal = against(asked, given)
      return refusal ? answers.refusal(refusal, officer, about) : ask(request, officer, referral)
    }
    const decided = decide(asked, given, request.raw)
    if (decided.ok) return commit(request, officer, inbound, loaded, decided.value)
    // Back into the form it came from, so that nothing typed is lost.
    return decided.error.kind === 'BadInput' && request.via === 'form'
      ? ask(request, officer, referral, decided.error.problems)
      : answers.refusal(decided.error, officer, about)
  }

  return async (request: ActRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
    for (let tries = 0; tries < maxTries; tries++) {
      const answer = await once(request, officer, inbound)
      if (answer !== 'again') return answer
    }
    return answers.refusal({ kind: 'Busy' }, officer)
  }
}
