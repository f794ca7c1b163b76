import { z } from 'zod'
import { encodeCallback } from '../card/callback.ts'
import {
  isDesk,
  isLog,
  isMatter,
  type MatterId,
  type OfficerId,
  type ReferralId,
} from '../kit/ids.ts'
import { type Instant, instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import type { Matter, MatterAsk } from '../matter/define.ts'
import { matters } from '../matter/index.ts'
import type { Answer } from '../ports/platform.ts'
import type { Store } from '../ports/store.ts'
import type { Raw } from '../referral/command.ts'
import type { Directory, Officer } from '../roster/directory.ts'
import type { Bot } from './bot.ts'
import { loadMatter, shelfOf } from './matters.ts'
import { loadReferral } from './record.ts'

const step = z.strictObject({
  /** Since the scenario's first step. */
  minute: z.int().min(0),
  officer: z.custom<OfficerId>(v => typeof v === 'string'),
  /** About the referral of the scenario, or about the matter of its kind that the scenario began. */
  command: z.string(),
  /**
   * `{referral}`, `{notification}` or another kind in braces is the reference of what was begun before;
   * `{+60}` or `{-60}` the moment so many minutes after or before the first step.
   */
  values: z.record(z.string(), z.string()),
})

/** A case told as the commands that officers gave, with what of it is on record and what is not. */
export const scenarioSchema = z.strictObject({
  name: z.string(),
  record: z.string().min(1),
  illustrative: z.string().min(1),
  /** It ran to its end in the past; else it is left running now. */
  ended: z.boolean(),
  /** So many minutes before now it ended; an hour where not given. */
  ago: z.int().min(0).exactOptional(),
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

/** What a scenario has begun so far. */
interface Begun {
  readonly referral?: ReferralId
  /** By kind. */
  readonly matters?: Readonly<Record<string, MatterId>>
}

interface About {
  readonly matter: Matter
  readonly ask: MatterAsk
}

/** The kind of matter that a command is about; undefined for one about a referral. */
const aboutMatter = (name: string): About | undefined =>
  matters.flatMap(matter =>
    matter.commands.flatMap(ask => (ask.name === name ? { matter, ask } : [])),
  )[0]

/** What the officer's desk began last. */
const newest = async (
  store: Store,
  { desk }: Officer,
  about: About | undefined,
): Promise<Begun> => {
  const party = about ? shelfOf(about.matter.letter, desk) : desk
  const [open] = await store.list({ party: [party], open: true, max: 1 })
  if (!open || isDesk(open.subject) || isLog(open.subject)) return {}
  if (!isMatter(open.subject)) return { referral: open.subject }
  return about ? { matters: { [about.matter.kind]: open.subject } } : {}
}

const callbackOf = async (
  { store }: Stage,
  { command }: Scenario['steps'][number],
  { desk }: Officer,
  begun: Begun,
): Promise<string> => {
  const about = aboutMatter(command)
  const id = about ? begun.matters?.[about.matter.kind] : undefined
  if (about && id && !about.ask.begins) {
    const { state } = await loadMatter(store, id)
    const revision = state === undefined ? 0 : about.matter.revisionOf(state, desk)
    return encodeCallback({ subject: id, command, revision })
  }
  const subject = about ? undefined : begun.referral
  const loaded = subject ? await loadReferral(store, subject) : undefined
  const revision = loaded?.referral?.revision ?? 0
  return encodeCallback({ ...(subject ? { subject } : {}), command, revision })
}

const named = (values: Raw, begun: Begun, start: Instant): Raw =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const offset = /^\{([+-]\d+)\}$/.exec(value)?.[1]
      if (offset !== undefined) return [name, toRfc3339(plus(start, minutes(Number(offset))))]
      const kind = /^\{([a-z]+)\}$/.exec(value)?.[1] ?? ''
      const id = kind === 'referral' ? begun.referral : begun.matters?.[kind]
      return [name, id ?? value]
    }),
  )

/**
 * Replays a scenario from `start` through the same door that officers use. Throws if a step is
 * refused: a scenario that the rules don't allow is a bug.
 */
export const replay = async (stage: Stage, scenario: Scenario, start: Instant): Promise<void> => {
  let begun: Begun = {}
  for (const [n, s] of scenario.steps.entries()) {
    await passTime(stage, plus(start, minutes(s.minute)))
    const officer = stage.directory.officer(s.officer)
    const actor = officer.identities.find(i => 'user' in i)
    if (!actor) throw new Error(`${s.officer} has no identity`)
    const answer: Answer = await stage.bot.hear({
      key: `scenario:${scenario.name}:${n}`,
      actor,
      act: {
        kind: 'form',
        data: await callbackOf(stage, s, officer, begun),
        values: named(s.values, begun, start),
      },
    })
    const flawed = answer.kind === 'form' && answer.form.inputs.some(i => i.problem !== undefined)
    if (answer.kind === 'refusal' || flawed)
      throw new Error(`${scenario.name}, step ${n}: ${JSON.stringify(answer)}`)
    const next = await newest(stage.store, officer, aboutMatter(s.command))
    begun = { ...next, ...begun, matters: { ...next.matters, ...begun.matters } }
    await settle(stage.bot)
  }
}

/** When a scenario began: one that has ended did so an hour ago, or as long ago as it says. */
export const startOf = (scenario: Scenario, now: Instant): Instant => {
  const last = scenario.steps.at(-1)?.minute ?? 0
  return scenario.ended ? instant(now - minutes(last + (scenario.ago ?? 60))) : now
}
