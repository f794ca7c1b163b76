import { err, type Result } from '../kit/result.ts'
import type { Circumstances, Command, Decision, Raw } from './command.ts'
import { type Referral, sideOf } from './referral.ts'
import type { Refusal } from './refusals.ts'

export interface Asked {
  readonly command: Command
  readonly referral?: Referral
  /** The revision that the button or form was made for; undefined where somebody typed. */
  readonly revision?: number
}

/**
 * The guards that all commands share, before a form is shown and again when it comes back:
 * side, role, state, and whether the asker saw the present state. Undefined: nothing is against it.
 */
export const against = (
  { command, referral, revision }: Asked,
  { by }: Circumstances,
): Refusal | undefined => {
  if (command.by === 'new')
    return command.roles.some(r => by.roles.includes(r)) ? undefined : { kind: 'WrongRole' }
  if (!referral) return { kind: 'UnknownReferral', ref: '' }
  if (sideOf(referral, by.desk) !== command.by) return { kind: 'WrongSide', needed: command.by }
  if (!command.roles.some(r => by.roles.includes(r))) return { kind: 'WrongRole' }
  const stale = revision !== undefined && revision !== referral.revision
  if (!command.from.includes(referral.state))
    return (
      command.already?.(referral) ??
      (stale
        ? { kind: 'Stale', state: referral.state }
        : { kind: 'WrongState', state: referral.state })
    )
  return stale ? { kind: 'Stale', state: referral.state } : undefined
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
