import type { ContactPointId, Language, MatterId, OfficerId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import { defineMatter, type MatterEvent } from '../../src/matter/define.ts'
import type { DueFacts, MatterNotice, MatterSpec } from '../../src/matter/matter.ts'
import type { Content } from '../../src/ports/vault.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import type { Directory, Officer } from '../../src/roster/directory.ts'
import { languages } from '../referral/desks.ts'

/** A matter with what the vault has of it, and whom its last step told. */
export interface Played<S, E> {
  readonly json: Json
  readonly state: S
  readonly contents: ReadonlyMap<string, Content>
  readonly notices: readonly MatterNotice[]
  readonly events: readonly E[]
}

export interface Try<S, E> {
  readonly name: string
  readonly by: Officer
  readonly on?: Played<S, E>
  readonly raw?: Raw
  readonly now?: Instant
  /** References that the officer's desk may see. */
  readonly seen?: readonly string[]
}

interface Said {
  readonly words: Raw
  readonly wordsWith?: number
  readonly language: Language
}

/** Plays what officers and the clock do about one matter, without a store. */
export const createPlay = <S, E extends { readonly type: string }>(
  spec: MatterSpec<S, E>,
  { id, directory, start }: { id: MatterId; directory: Directory; start: Instant },
) => {
  type On = Played<S, E>
  const matter = defineMatter(spec)
  const officerAt = (desk: ContactPointId, role = 'officer'): Officer =>
    directory.officer(desk.replace('.cyber', `.${role}`) as OfficerId)

  const folded = (
    before: On | undefined,
    events: readonly MatterEvent[],
    when: Instant,
    by: OfficerId | 'clock',
    said?: Said,
  ): On => {
    const item = `item-${before?.contents.size ?? 0}`
    const { words = {}, wordsWith = events.length - 1, language = 'en' } = said ?? {}
    const told = events[wordsWith]
    const hasWords = told !== undefined && Object.keys(words).length > 0
    const ref = { item, commit: 'c', bytes: 1 }
    const all = hasWords ? events.with(wordsWith, matter.withText(told, { language, ref })) : events
    const { state, notices } = matter.fold(before?.json, id, all, when, by, directory.workingTime)
    return {
      json: state,
      state: spec.readState(state),
      contents: new Map([
        ...(before?.contents ?? []),
        ...(hasWords ? [[item, words] as const] : []),
      ]),
      notices: notices.map(x => x.notice),
      events: all.map(spec.readEvent),
    }
  }

  /** What an officer's act comes to. */
  const attempt = (t: Try<S, E>): Result<On, Refusal> => {
    const { name, by, on, raw = {}, now = start, seen = [] } = t
    const command = matter.commands.find(c => c.name === name)
    if (!command) throw new Error(`no command ${name}`)
    const refusal = command.against(on?.json, by)
    if (refusal) return { ok: false, error: refusal }
    const contents: On['contents'] = on?.contents ?? new Map()
    const made = command.decide({
      ...(on ? { state: on.json } : {}),
      ...{ raw, now, by, directory, languages, said: {}, contents, seen: new Set(seen) },
    })
    return made.ok
      ? { ok: true, value: folded(on, made.value.events, now, by.id, made.value) }
      : made
  }

  const afterOf = (t: Try<S, E>): On => {
    const made = attempt(t)
    if (!made.ok) throw new Error(`${t.name}: ${JSON.stringify(made.error)}`)
    return made.value
  }

  const refusalOf = (t: Try<S, E>): Refusal => {
    const made = attempt(t)
    if (made.ok) throw new Error(`${t.name} was allowed`)
    return made.error
  }

  /** What is wrong with which input, as `input: reason`. */
  const problemsOf = (t: Try<S, E>): readonly string[] => {
    const refusal = refusalOf(t)
    if (refusal.kind !== 'BadInput') throw new Error(`${t.name}: ${refusal.kind}`)
    return refusal.problems.map(p => `${p.input}: ${p.reason}`)
  }

  /** Whom the rosters would name: of each rank the officer of that role. */
  const calledAt: DueFacts['calledAt'] = (desk, target) => [
    officerAt(desk, target === 'backup' ? 'officer' : target).id,
  ]

  /** After what the clock does about that deadline at that moment; undefined where it does nothing. */
  const ticked = (on: On, deadline: string, now: Instant): On | undefined => {
    const events = matter.due(on.json, deadline, {
      ...{ now, times: directory.workingTime, calledAt },
    })
    return events.length === 0 ? undefined : folded(on, events, now, 'clock')
  }

  const mustTick = (on: On, deadline: string, now: Instant): On => {
    const after = ticked(on, deadline, now)
    if (!after) throw new Error(`${deadline} did nothing`)
    return after
  }

  /** Its content was erased, by the operator. */
  const erased = (on: On, now: Instant): On => folded(on, [matter.erasing], now, 'clock')

  return {
    ...{ spec, matter, id, directory, start, officerAt },
    ...{ attempt, afterOf, refusalOf, problemsOf, ticked, mustTick, erased },
  }
}
