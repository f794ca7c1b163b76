import type { AgencyId, OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Purpose } from '../ports/store.ts'
import type { LogHappened } from './events.ts'
import type { Released, Witness, WitnessedLog } from './witnessed.ts'

/** What card of the log to make when it is sent. */
export type LogRecipe =
  /** `note`: as it was released; cosignatures are added from the state. */
  | { readonly card: 'checkpoint'; readonly size: number; readonly note: string }
  | {
      readonly card: 'cosignature-missed'
      readonly agency: AgencyId
      readonly size: number
      readonly step: number
      readonly called: readonly OfficerId[]
    }
  /** A key by which the log, or the witness of an agency, signs from now on. */
  | { readonly card: 'key'; readonly vkey: string; readonly agency?: AgencyId }

/** All channels must be told, or only those that one desk reads. */
export interface LogNotice {
  readonly to: 'all' | 'desks'
  readonly purpose: Purpose
  readonly recipe: LogRecipe
}

const checkpointNotice = ({ size, note }: Pick<Released, 'size' | 'note'>): LogNotice => ({
  to: 'all',
  purpose: `summary.checkpoint.${size}`,
  recipe: { card: 'checkpoint', size, note },
})

const missedNotices = ({ agency, owed, calls }: Witness): readonly LogNotice[] =>
  calls.map(({ step, called }) => ({
    to: 'desks',
    purpose: `ping.cosign.${agency}.${owed?.size ?? 0}.${step}`,
    recipe: { card: 'cosignature-missed', agency, size: owed?.size ?? 0, step, called },
  }))

/** A key has no name in a purpose but its id, the eight digits in the middle. */
const keyNotice = (vkey: string, agency?: AgencyId): LogNotice => ({
  to: 'all',
  purpose: `summary.key.${vkey.split('+')[1] ?? ''}`,
  recipe: { card: 'key', vkey, ...(agency === undefined ? {} : { agency }) },
})

/** Whom to tell of an event of the log as a whole, given the log before and after it. Pure. */
export const logEffects = (
  before: WitnessedLog | undefined,
  after: WitnessedLog,
  { event }: LogHappened,
): readonly LogNotice[] => {
  switch (event.type) {
    case 'log.witnesses_named':
      return after.witnesses
        .filter(w => !before?.witnesses.some(b => b.vkey === w.vkey))
        .map(w => keyNotice(w.vkey, w.agency))
    case 'log.checkpoint':
      return [checkpointNotice(event)]
    case 'log.cosigned': {
      const released = before?.released.find(r => r.size === event.size)
      const met = before?.witnesses.filter(
        w => w.agency === event.agency && w.owed !== undefined && w.owed.size <= event.size,
      )
      return [
        ...(released ? [checkpointNotice(released)] : []),
        ...(met ?? []).flatMap(missedNotices),
      ]
    }
    case 'log.cosignature_missed':
      return after.witnesses
        .filter(w => w.agency === event.agency)
        .flatMap(missedNotices)
        .slice(-1)
    case 'log.key_changed':
      return [keyNotice(event.vkey)]
    case 'log.frozen':
      return []
    default:
      return absurd(event)
  }
}
