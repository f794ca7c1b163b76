import { expect } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import { type Notification, notificationSchema } from '../../src/notification/notification.ts'
import { readCard } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { told } from './told.ts'

export { desksOf, withDesks } from '../rigs/many-desks.ts'

export const ref = 'HK-N-2026-000001'

/** Typed in full, so that it acts at once. The stage stands at 14:00 in Hong Kong, 15:00 in Korea. */
export const courier =
  '/notify category=drugs what="Courier, cocaine in a false bottom" where="HKG to ICN" ' +
  'conveyance="CX 416" arrival="2026-11-24 17:00 HKT" action=hold-and-examine reason=moving-now'

export const notification = async (stage: Stage): Promise<Notification> =>
  notificationSchema.parse((await stage.store().load(ref as MatterId))?.state)

/**
 * What was newly shown but for cards that change in place: when (in Korea), where and what. A card that
 * changes calls nobody anew, which its chat system sees to; here it is only not to be more than one.
 */
export const news = (stage: Stage): readonly string[] =>
  told(stage).filter(line => !/ now Immediate notification .*“/.test(line))

/** Calls only: when, where, to whom. */
export const called = (lines: readonly string[]): readonly string[] =>
  lines
    .filter(l => l.includes(' | @'))
    .map(l => `${l.slice(0, 11)} ${l.split(' ')[2]} ${(l.match(/@[\w.]+/g) ?? []).join(' ')}`)

/** The one card of the notification as it hangs at a place. */
export const cardAt = (stage: Stage, place: string): string => {
  const cards = stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === 'notification')
  expect(cards, place).toHaveLength(1)
  return cards.map(s => readCard(s.outgoing.card)).join()
}
