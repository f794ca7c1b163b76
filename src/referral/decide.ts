import { err, type Result } from '../kit/result.ts'
import type { Circumstances, Command, Decision, Raw } from './command.ts'
import { type Referral, sideOf, wasSent } from './referral.ts'
import type { Refusal } from './refusals.ts'

export interface Asked {
  readonly command: Command
  readonly referral?: Referral
  /** The revision that the button or form was made for; undefined where somebody typed. */
  readonly revision?: number
}

/** What may be done with an exercise; all else would be an act upon nothing real. */
const onDrills: readonly string[] = ['acknowledge', 'withdraw', 'note', 'assign', 'hand-over']

/**
 * The guards that all commands share, before a form is shown and again when it comes back:
 * side, role, state, and whether the asker saw the present state. Undefined: nothing is against it.
 */
export const against = (
  { command, referral, revision }: Asked,
  { by }: Pick<Circumstances, 'by'>,
): Refusal | undefined => {
  const may = command.roles.some(r => by.roles.includes(r))
  if (command.by === 'new') return may ? undefined : { kind: 'WrongRole' }
  if (!referral) return { kind: 'UnknownReferral', ref: '' }
  const side = sideOf(referral, by.desk)
  // The other side's draft is as unknown as a referral that isn't there.
  if (!side || (side === 'receiver' && !wasSent(referral)))
    return { kind: 'UnknownReferral', ref: referral.id }
  if (command.by !== 'either' && side !== command.by)
    return { kind: 'WrongSide', needed: command.by }
  if (!may) return { kind: 'WrongRole' }
  if (referral.drill && !onDrills.includes(command.name)) return { kind: 'OnlyADrill' }
  const stale = revision !== undefined && revision !== referral.revision
  const old: Refusal | undefined = stale ? { kind: 'Stale', state: referral.state } : undefined
  if (!command.from.includes(referral.state))
    return command.already?.(referral) ?? old ?? { kind: 'WrongState', state: referral.state }
  return old ?? command.against?.(referral, by)
}

/** Command + state + now → events or a refusal. Pure. */
export const decide = (
  asked: Asked,
  circumstances: Circumstances,
  raw: Raw,
): Result<Decision, Refusal> => {
  const refusal = against(asked, circumstances)
  if (refusal) return err(refusal)
  return asked.command.decide({
    ...circumstances,
    ...(asked.referral ? { referral: asked.referral } : {}),
    raw,
  })
}
