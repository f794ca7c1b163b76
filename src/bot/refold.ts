import { isDesk, isLog, isMatter, type SubjectId } from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import type { MatterEvent } from '../matter/define.ts'
import type { Told } from '../matter/matter.ts'
import type { Shelf, Snapshot, Timer } from '../ports/store.ts'
import { referralEventSchema } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import { isOpen, type Referral } from '../referral/referral.ts'
import type { DutyRoster } from '../roster/duty.ts'
import { dutyEventSchema } from '../roster/events.ts'
import { evolve as evolveRoster } from '../roster/evolve.ts'
import { logEventSchema } from '../witness/events.ts'
import { evolve as evolveLog } from '../witness/evolve.ts'
import type { WitnessedLog } from '../witness/witnessed.ts'
import { createArmed } from './armed.ts'
import { countShelf, matterOf, shelfOf } from './matters.ts'
import type { World } from './world.ts'

/** What a subject comes to by its entries alone. */
export interface Refolded extends Pick<Snapshot, 'state' | 'open'> {
  readonly parties: readonly Shelf[]
  readonly timers: readonly Timer[]
}

/** Entries about a subject that change nothing of its state: how it was delivered, and what the clock mended. */
export const isBeside = (type: string): boolean =>
  type.startsWith('delivery.') || type.startsWith('clock.')

type Parts = Pick<World, 'directory' | 'matters' | 'witnessing'>
type Folded = Omit<Refolded, 'timers'>
type All = readonly Told<Json>[]

const referral = (id: Parameters<typeof evolve>[1], all: All): Folded => {
  let r: Referral | undefined
  for (const { event, ...how } of all)
    r = evolve(r, id, { event: referralEventSchema.parse(event), ...how })
  if (!r) throw new Error(`nothing happened to ${id}`)
  return { state: asJson(r), parties: [r.from, r.to], open: isOpen(r) }
}

const roster = (id: Parameters<typeof evolveRoster>[1], all: All): Folded => {
  let r: DutyRoster | undefined
  for (const { event, ...how } of all)
    r = evolveRoster(r, id, { event: dutyEventSchema.parse(event), ...how })
  return { state: asJson(r ?? null), parties: [], open: true }
}

const log = (all: All): Folded => {
  let l: WitnessedLog | undefined
  for (const { event, at } of all) l = evolveLog(l, { event: logEventSchema.parse(event), at })
  return { state: asJson(l ?? null), parties: [], open: true }
}

/** Makes a subject anew from its entries, in order: what is kept of it must come to the same. */
export const createRefold = (parts: Parts) => {
  const armed = createArmed(parts)
  const { directory, matters } = parts

  const folded = (id: SubjectId, all: All): Folded => {
    if (isLog(id)) return log(all)
    if (isDesk(id)) return roster(id, all)
    if (!isMatter(id)) return referral(id, all)
    const matter = matterOf(matters, id)
    let last: ReturnType<typeof matter.fold> | undefined
    for (const { event, at, by } of all)
      last = matter.fold(last?.state, id, [event as MatterEvent], at, by, directory.workingTime)
    if (!last) throw new Error(`nothing happened to ${id}`)
    return {
      state: last.state,
      parties: [
        ...last.parties.map(p => shelfOf(matter.letter, p)),
        ...last.counts.map(ref => countShelf(matter.letter, ref)),
      ],
      open: last.open,
    }
  }

  return (id: SubjectId, all: All): Refolded => {
    const made = folded(id, all)
    return { ...made, timers: armed(id, made.state) }
  }
}
