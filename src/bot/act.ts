import type { Card, Term } from '../card/card.ts'
import type { ReferralId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import type { Vault } from '../ports/vault.ts'
import { doneCard, viewCard } from '../referral/cards/private.ts'
import { unfinishedCard } from '../referral/cards/unfinished.ts'
import { type Circumstances, caseRoles, type Decision, type Raw } from '../referral/command.ts'
import { against, decide } from '../referral/decide.ts'
import type { ReferralEvent } from '../referral/events.ts'
import { missingOf } from '../referral/forms/form.ts'
import type { Referral } from '../referral/referral.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Officer } from '../roster/directory.ts'
import type { Answers } from './answers.ts'
import { formOf } from './ask.ts'
import { mergedBatch } from './batches.ts'
import { recountedBy } from './counted.ts'
import { createDeconflict, type Noticed } from './deconflict.ts'
import { createLink } from './link.ts'
import { visibleTo } from './look.ts'
import { correctsOwn } from './own-entry.ts'
import { batchOf, contentsOf, itemsIn, type Loaded, loadReferral, withWords } from './record.ts'
import { nextReference } from './reference.ts'
import type { Request } from './request.ts'
import { loggedActor } from './who.ts'
import type { World } from './world.ts'

/** Tries at one act while others change the same referral; a desk has a handful of officers. */
const maxTries = 8

export type ActRequest = Extract<Request, { kind: 'act' }>

/**
 * A press or a typed line that lacks what must be given gets the form instead; and so does one whose
 * form is prefilled, as the few values of a line would else replace all that was there.
 */
const needsForm = ({ command, via, raw }: ActRequest, referral: Referral | undefined): boolean => {
  const inputs = Object.entries(command.inputsOf(referral, raw))
  const lacks = inputs.some(([name, i]) => i.required && (raw[name] ?? '') === '')
  return via !== 'form' && (lacks || (command.prefill !== undefined && inputs.length > 0))
}

/** Words of the draft and of its form by input name, as far as the vault has them. */
const saidOf = async (vault: Vault, { texts }: Referral): Promise<Raw> => {
  const own = texts.filter(t => t.part === 'referral' || t.part === 'details')
  const contents = await Promise.all(own.map(t => vault.get(t.ref.item)))
  return Object.fromEntries(contents.flatMap(c => Object.entries(c ?? {})))
}

/** Acts on a referral: asks for what is missing, decides, commits, and answers the one who asked. */
export const createAct = (world: World, answers: Answers) => {
  const { store, vault, catalogue, clock, directory, commands } = world
  const deconflict = createDeconflict(world)
  const linkOf = createLink(world)

  const circumstances = (officer: Officer): Circumstances => ({
    now: clock.now(),
    by: officer,
    policyOf: world.policyOf,
    workingTime: directory.workingTime,
    desks: directory.contactPoints.map(c => c.id),
    languages: catalogue.languages(),
    colleagues: directory.officers
      .filter(o => o.desk === officer.desk && caseRoles.some(r => o.roles.includes(r)))
      .map(o => o.id),
    evidenceDays: desk => directory.agency(directory.contactPoint(desk).agency).evidenceDays,
  })

  const unborn = async (officer: Officer): Promise<Loaded> => ({
    id: await nextReference(store, directory, officer, clock.now()),
    version: 0,
  })

  const target = (request: ActRequest, officer: Officer): Promise<Loaded> =>
    request.subject === undefined ? unborn(officer) : loadReferral(store, request.subject)

  const ask = async (
    request: Pick<ActRequest, 'command' | 'raw'>,
    officer: Officer,
    referral: Referral | undefined,
    problems: readonly Problem[] = [],
  ): Promise<Answer> => {
    const known = { directory, catalogue, officer }
    const { command, raw } = request
    const before =
      referral && command.prefill && problems.length === 0
        ? command.prefill(referral, await saidOf(vault, referral))
        : {}
    return answers.form(formOf(command, referral, known, { ...before, ...raw }, problems), officer)
  }

  const answerAfter = async (
    { command, via }: ActRequest,
    officer: Officer,
    after: Referral,
    { matches, remarks }: Noticed,
  ): Promise<Answer> => {
    // A match is told at once; what is off is told again when the form is filled in.
    const next = matches.length > 0 ? undefined : commands.find(c => c.name === command.next)
    if (next) return ask({ command: next, raw: {} }, officer, after)
    const tell = (c: Card, ...lines: readonly Term[]): Answer =>
      answers.card({ ...c, lines: [...c.lines, ...matches, ...lines] }, officer)
    if (command.by === 'new' || command.begins) {
      const facts = { referral: after, contents: await contentsOf(vault, after) }
      return tell(viewCard(facts, officer, commands))
    }
    if (via === 'button') return { kind: 'none' }
    const missing = after.state === 'draft' ? missingOf(after) : []
    return tell(
      missing.length > 0 ? unfinishedCard(after, missing, officer, commands) : doneCard(after),
      ...remarks,
    )
  }

  /** Words in the vault, each named in the event that they belong to. */
  const wordsIn = async (
    id: ReferralId,
    { events, words, language, opening }: Decision,
  ): Promise<readonly ReferralEvent[]> => {
    if (!opening) return withWords(vault, id, events, words, language)
    return [
      ...(await withWords(vault, id, events.slice(0, 1), opening, language)),
      ...(await withWords(vault, id, events.slice(1), words, language)),
    ]
  }

  const commit = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
    onto: Loaded,
    decision: Decision,
  ): Promise<Answer | 'again'> => {
    const loaded = request.command.begins ? await unborn(officer) : onto
    const events = await wordsIn(loaded.id, decision)
    const cause = {
      actor: asJson(loggedActor(officer, inbound.actor)),
      cause: asJson({
        key: inbound.key,
        ...(inbound.platformTime === undefined ? {} : { at: toRfc3339(inbound.platformTime) }),
      }),
      now: clock.now(),
    }
    const { batch, after } = batchOf({
      ...cause,
      loaded,
      events,
      by: officer.id,
      inbound: inbound.key,
      directory,
    })
    const forget = async (): Promise<void> => {
      for (const item of itemsIn(events)) await vault.discard(item)
    }
    if (!(await correctsOwn(store, loaded.id, events))) {
      await forget()
      const problems = [{ input: 'entry', reason: 'NotAnEntry' }] as const
      return request.via === 'form'
        ? ask(request, officer, onto.referral, problems)
        : answers.refusal({ kind: 'BadInput', problems }, officer, { command: request.command })
    }
    const link = await linkOf(events, loaded.id, officer, cause)
    if (link === 'unknown') {
      await forget()
      const problems = [{ input: 'notification', reason: 'NotAReference' }] as const
      return ask(request, officer, undefined, problems)
    }
    const noticed = await deconflict(after, events, officer)
    const closing = events.findIndex(e => e.type === 'referral.closed')
    const recounted = closing < 0 ? [] : await recountedBy(world, loaded.id, closing)
    const told = { ...batch, outbox: [...batch.outbox, ...recounted] }
    const { kind } = await store.commit(
      link ? { ...mergedBatch([told, link], batch.at), inbound: inbound.key } : told,
    )
    if (kind === 'committed') return answerAfter(request, officer, after, noticed)
    await forget()
    return kind === 'conflict' ? 'again' : { kind: 'none' }
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
    if (needsForm(request, referral)) {
      const refusal = against(asked, given)
      return refusal ? answers.refusal(refusal, officer, about) : ask(request, officer, referral)
    }
    const said = referral && command.prefill ? { said: await saidOf(vault, referral) } : {}
    const decided = decide(asked, { ...given, ...said }, request.raw)
    if (decided.ok) return commit(request, officer, inbound, loaded, decided.value)
    // Back into the form it came from, so that nothing typed is lost.
    return decided.error.kind === 'BadInput' && request.via === 'form'
      ? ask(request, officer, referral, decided.error.problems)
      : answers.refusal(decided.error, officer, about)
  }

  /** Its form with what is given so far, or why there is none any more. */
  const form = async (request: ActRequest, officer: Officer): Promise<Answer> => {
    const { referral } = await target(request, officer)
    const { command, subject, revision } = request
    if (subject !== undefined && !visibleTo(officer, referral))
      return answers.refusal({ kind: 'UnknownReferral', ref: subject }, officer)
    const about = { command, ...(referral ? { referral } : {}) }
    const asked = { ...about, ...(revision === undefined ? {} : { revision }) }
    const refusal = against(asked, circumstances(officer))
    return refusal ? answers.refusal(refusal, officer, about) : ask(request, officer, referral)
  }

  return {
    form,
    hear: async (request: ActRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
      for (let tries = 0; tries < maxTries; tries++) {
        const answer = await once(request, officer, inbound)
        if (answer !== 'again') return answer
      }
      return answers.refusal({ kind: 'Busy' }, officer)
    },
  }
}
