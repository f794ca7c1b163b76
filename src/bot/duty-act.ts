import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import { caseRoles, type Raw } from '../referral/command.ts'
import type { Problem } from '../referral/refusals.ts'
import { dutyDoneCard } from '../roster/cards/done.ts'
import { nowCard } from '../roster/cards/now.ts'
import { weekCard } from '../roster/cards/week.ts'
import type { Officer } from '../roster/directory.ts'
import type { DutyHappened, DutyRoster } from '../roster/duty.ts'
import type { DutyEvent } from '../roster/events.ts'
import { asSet } from '../roster/own.ts'
import type { Answers } from './answers.ts'
import { dutyFormOf } from './ask.ts'
import type { DutyRequest } from './duty-request.ts'
import { dutyBatchOf, type LoadedRoster, loadRoster } from './rosters.ts'
import { loggedActor } from './who.ts'
import type { World } from './world.ts'

/** Tries at one act while others change the same roster. */
const maxTries = 8

type ActRequest = Extract<DutyRequest, { kind: 'act' }>

/** A press or a typed line that lacks what must be given gets the form instead. */
const needsForm = ({ command, via, raw, which }: ActRequest): boolean =>
  via !== 'form' &&
  ((command.prefill !== undefined && Object.keys(raw).length === 0) ||
    Object.entries(command.inputsOf(which)).some(
      ([name, i]) => i.required && (raw[name] ?? '') === '',
    ))

const labelsOf = ({ command, which }: ActRequest) =>
  new Map(Object.entries(command.inputsOf(which)).map(([name, i]) => [name, i.label]))

const opened = ({ desk, roster }: LoadedRoster): DutyRoster => {
  if (!roster) throw new Error(`the roster of ${desk} was never opened`)
  return roster
}

/** Looks at a duty roster, or changes that of the officer's own desk. */
export const createDuty = (world: World, answers: Answers) => {
  const { store, clock, directory, catalogue } = world

  const now = async (officer: Officer): Promise<Answer> => {
    const desks = [
      officer.desk,
      ...directory.channels.filter(c => c.desks.includes(officer.desk)).flatMap(c => c.desks),
    ]
    const each = [...new Set(desks)]
    const rosters = new Map(
      await Promise.all(each.map(async d => [d, (await loadRoster(store, d)).roster] as const)),
    )
    const facts = { directory, rosterOf: (d: Officer['desk']) => rosters.get(d), now: clock.now() }
    return answers.card(nowCard(each, facts), officer)
  }

  const week = async (officer: Officer): Promise<Answer> => {
    const roster = opened(await loadRoster(store, officer.desk))
    return answers.card(weekCard({ roster, directory, now: clock.now() }), officer)
  }

  const ask = (
    { command, raw, which }: ActRequest,
    officer: Officer,
    problems: readonly Problem[] = [],
  ) =>
    answers.form(
      dutyFormOf(
        command,
        { desk: officer.desk, ...(which === undefined ? {} : { which }) },
        { directory, catalogue, officer },
        raw,
        problems,
      ),
      officer,
    )

  const given = (officer: Officer, loaded: LoadedRoster, raw: Raw, which: number | undefined) => ({
    now: clock.now(),
    by: officer,
    roster: opened(loaded),
    zone: directory.contactPoint(officer.desk).zone.zone,
    languages: catalogue.languages(),
    colleagues: directory.officers
      .filter(o => o.desk === officer.desk && caseRoles.some(r => o.roles.includes(r)))
      .map(o => o.id),
    ...(which === undefined ? {} : { which }),
    raw,
  })

  const barred = ({ desk, command }: ActRequest, officer: Officer): Answer | undefined => {
    if (desk !== undefined && desk !== officer.desk)
      return answers.refusal({ kind: 'NoSuchTurn' }, officer)
    return command.roles.some(r => officer.roles.includes(r))
      ? undefined
      : answers.refusal({ kind: 'WrongRole' }, officer)
  }

  const commit = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
    loaded: LoadedRoster,
    events: readonly DutyEvent[],
  ): Promise<Answer | 'again'> => {
    const at = clock.now()
    const { batch, after } = dutyBatchOf({
      loaded,
      events,
      by: officer.id,
      actor: asJson(loggedActor(officer, inbound.actor)),
      cause: asJson({
        key: inbound.key,
        ...(inbound.platformTime === undefined ? {} : { at: toRfc3339(inbound.platformTime) }),
      }),
      inbound: inbound.key,
      now: at,
      directory,
    })
    const { kind } = await store.commit(batch)
    if (kind === 'conflict') return 'again'
    if (kind !== 'committed' || request.via === 'button') return { kind: 'none' }
    const done = events.map((event): DutyHappened => ({ event, at, by: officer.id }))
    const card = dutyDoneCard(done, { roster: after, directory, now: at })
    // Who has just chosen another language is answered in it.
    return answers.card(card, asSet(directory.officer(officer.id), after))
  }

  const once = async (
    request: ActRequest,
    officer: Officer,
    inbound: Inbound,
  ): Promise<Answer | 'again'> => {
    const loaded = await loadRoster(store, officer.desk)
    // After loading: what another delivery of the same inbound committed since then ends in `duplicate`.
    if (await store.heard(inbound.key)) return { kind: 'none' }
    const { command, raw, which, via } = request
    const bar = barred(request, officer)
    if (bar) return bar
    const before = via === 'form' ? {} : (command.prefill?.(opened(loaded), officer) ?? {})
    const whole = { ...request, raw: { ...before, ...raw } }
    if (needsForm(request)) return ask(whole, officer)
    const decided = command.decide(given(officer, loaded, whole.raw, which))
    if (decided.ok) return commit(request, officer, inbound, loaded, decided.value)
    return decided.error.kind === 'BadInput' && via === 'form'
      ? ask(request, officer, decided.error.problems)
      : answers.refusal(decided.error, officer, { labels: labelsOf(request) })
  }

  const act = async (request: ActRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
    for (let tries = 0; tries < maxTries; tries++) {
      const answer = await once(request, officer, inbound)
      if (answer !== 'again') return answer
    }
    return answers.refusal({ kind: 'Busy' }, officer)
  }

  return {
    /** Its form with what is given so far, or why there is none for them. */
    form: async (request: ActRequest, officer: Officer): Promise<Answer> => {
      const { roster } = await loadRoster(store, officer.desk)
      const before = (roster && request.command.prefill?.(roster, officer)) ?? {}
      const { raw } = request
      return barred(request, officer) ?? ask({ ...request, raw: { ...before, ...raw } }, officer)
    },
    hear: (request: DutyRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
      if (request.kind === 'now') return now(officer)
      if (request.kind === 'week') return week(officer)
      return act(request, officer, inbound)
    },
  }
}
