import { z } from 'zod'
import { encodeCallback } from '../card/callback.ts'
import {
  type ContactPointId,
  isDesk,
  isMatter,
  type OfficerId,
  type ReferralId,
} from '../kit/ids.ts'
import { type Instant, instant, minutes, plus } from '../kit/time.ts'
import type { Answer } from '../ports/platform.ts'
import type { Store } from '../ports/store.ts'
import type { Directory } from '../roster/directory.ts'
import type { Bot } from './bot.ts'
import { loadReferral } from './record.ts'

const step = z.strictObject({
  /** Since the scenario's first step. */
  minute: z.int().min(0),
  officer: z.custom<OfficerId>(v => typeof v === 'string'),
  command: z.string(),
  values: z.record(z.string(), z.string()),
})

/** A case told as the commands that officers gave, with what of it is on record and what is not. */
export const scenarioSchema = z.strictObject({
  name: z.string(),
  record: z.string().min(1),
  illustrative: z.string().min(1),
  /** It ran to its end in the past; else it is left running now. */
  ended: z.boolean(),
  steps: z.array(step).min(1),
})
export type Scenario = z.infer<typeof scenarioSchema>

/** A clock that a replay may set, and then lets go. */
export interface SettableClock {
  readonly set: (at: Instant) => void
}

interface Stage {
  readonly bot: Bot
  readonly store: Store
  readonly directory: Directory
  readonly clock: SettableClock
}

const settle = async (bot: Bot): Promise<void> => {
  while ((await bot.deliver()) > 0);
}

/** Lets the clock act on everything due until `until`, each at its own moment. */
const passTime = async ({ bot, store, clock }: Stage, until: Instant): Promise<void> => {
  for (;;) {
    const [next] = await store.claimTimers({ now: until, max: 1 })
    if (!next) break
    clock.set(next.due)
    await bot.sweep()
    await settle(bot)
  }
  clock.set(until)
}

const newest = async (store: Store, party: ContactPointId): Promise<ReferralId | undefined> => {
  const [open] = await store.list({ party: [party], open: true, max: 1 })
  return open && !isDesk(open.subject) && !isMatter(open.subject) ? open.subject : undefined
}

/**
 * Replays a scenario from `start` through the same door that officers use. Throws if a step is
 * refused: a scenario that the rules don't allow is a bug.
 */
export const replay = async (stage: Stage, scenario: Scenario, start: Instant): Promise<void> => {
  let subject: ReferralId | undefined
  for (const [n, s] of scenario.steps.entries()) {
    await passTime(stage, plus(start, minutes(s.minute)))
    const officer = stage.directory.officer(s.officer)
    const actor = officer.identities.find(i => 'user' in i)
    if (!actor) throw new Error(`${s.officer} has no identity`)
    const revision = subject
      ? ((await loadReferral(stage.store, subject)).referral?.revision ?? 0)
      : 0
    const answer: Answer = await stage.bot.hear({
      key: `scenario:${scenario.name}:${n}`,
      actor,
      act: {
        kind: 'form',
        data: encodeCallback({ ...(subject ? { subject } : {}), command: s.command, revision }),
        values: s.values,
      },
    })
    const flawed = answer.kind === 'form' && answer.form.inputs.some(i => i.problem !== undefined)
    if (answer.kind === 'refusal' || flawed)
      throw new Error(`${scenario.name}, step ${n}: ${JSON.stringify(answer)}`)
    subject ??= await newest(stage.store, officer.desk)
    await settle(stage.bot)
  }
}

/** When a scenario began: one that has ended ended an hour ago. */
export const startOf = (scenario: Scenario, now: Instant): Instant => {
  const last = scenario.steps.at(-1)?.minute ?? 0
  return scenario.ended ? instant(now - minutes(last + 60)) : now
}
