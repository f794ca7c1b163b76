import type { AgencyId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import { problemsOf } from '../referral/inputs.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Officer } from '../roster/directory.ts'
import { cosignedCard } from '../witness/cards/checkpoint.ts'
import type { Answers } from './answers.ts'
import { matterFormOf } from './ask.ts'
import type { AuditRequest } from './audit-request.ts'
import { type Cosigned, isKnown, readCosigned } from './cosignature-line.ts'
import { selfChecked } from './self-checked.ts'
import { loggedActor } from './who.ts'
import { loadWitnessed, logBatchOf } from './witnessed.ts'
import type { World } from './world.ts'

/** Tries at one act while the clock acts on the log too. */
const maxTries = 8

/** Takes back the signature line of a witness that somebody brings by hand. */
export const createAudit = (world: World, answers: Answers) => {
  const { store, clock, directory, catalogue, digest, witnessing } = world

  const ask = (
    { command, raw }: AuditRequest,
    officer: Officer,
    problems: readonly Problem[] = [],
  ): Answer =>
    answers.form(
      matterFormOf(
        command,
        { revision: 0, inputs: command.inputs },
        { directory, catalogue, officer },
        raw,
        problems,
      ),
      officer,
    )

  const refused = (request: AuditRequest, officer: Officer, problem: Problem): Answer => {
    if (request.via === 'form') return ask(request, officer, [problem])
    const labels = new Map(Object.entries(request.command.inputs).map(([n, i]) => [n, i.label]))
    return answers.refusal({ kind: 'BadInput', problems: [problem] }, officer, { labels })
  }

  const done = ({ agency, size, time }: Cosigned, isNew: boolean, officer: Officer): Answer =>
    answers.card(
      cosignedCard({ agency: agency as AgencyId, size, time }, isNew, directory),
      officer,
    )

  const once = async (
    request: AuditRequest,
    officer: Officer,
    inbound: Inbound,
  ): Promise<Answer | 'again'> => {
    const loaded = await loadWitnessed(store)
    if (await store.heard(inbound.key)) return { kind: 'none' }
    if (!witnessing || !loaded.log)
      return refused(request, officer, { input: 'line', reason: 'UnknownWitness' })
    const { verifySignature, rules } = witnessing
    const read = readCosigned(request.raw['line'] ?? '', loaded.log, { digest, verifySignature })
    if (!read.ok) return refused(request, officer, { input: 'line', reason: read.error })
    if (isKnown(loaded.log, read.value)) return done(read.value, false, officer)
    const { batch } = logBatchOf({
      loaded,
      events: [read.value],
      actor: asJson(loggedActor(officer, inbound.actor)),
      cause: asJson({
        key: inbound.key,
        ...(inbound.platformTime === undefined ? {} : { at: toRfc3339(inbound.platformTime) }),
      }),
      inbound: inbound.key,
      now: clock.now(),
      directory,
      rules,
    })
    const { kind } = await store.commit(batch)
    if (kind === 'conflict') return 'again'
    return kind === 'committed' ? done(read.value, true, officer) : { kind: 'none' }
  }

  const check = (officer: Officer): Answer =>
    answers.card(selfChecked(world.selfCheck, clock.now()), officer)

  return {
    form: (request: AuditRequest, officer: Officer): Answer =>
      request.command.name === 'audit-verify' ? check(officer) : ask(request, officer),
    hear: async (request: AuditRequest, officer: Officer, inbound: Inbound): Promise<Answer> => {
      const { command, raw, via } = request
      if (command.name === 'audit-verify') return check(officer)
      const [problem] = problemsOf(command.inputs, raw)
      if (problem) return via === 'form' ? ask(request, officer, [problem]) : ask(request, officer)
      for (let tries = 0; tries < maxTries; tries++) {
        const answer = await once(request, officer, inbound)
        if (answer !== 'again') return answer
      }
      return answers.refusal({ kind: 'Busy' }, officer)
    },
  }
}
