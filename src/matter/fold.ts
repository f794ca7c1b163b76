import type { MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Told } from './matter.ts'

/** The event that a matter begins with. One that begins with another is a bug. */
export const beginningOf = <E extends { readonly type: string }, T extends E['type']>(
  id: MatterId,
  event: E,
  type: T,
): Extract<E, { readonly type: T }> => {
  if (event.type !== type) throw new Error(`${id} begins with ${event.type}`)
  return event as Extract<E, { readonly type: T }>
}

/** Who did it and when, of what only an officer does. */
export const actOf = ({
  by,
  at,
}: Pick<Told<unknown>, 'by' | 'at'>): { readonly by: OfficerId; readonly at: Instant } => {
  if (by === 'clock') throw new Error('the clock acts for no officer')
  return { by, at }
}
