import { expect } from 'vitest'
import type { Config } from '../../src/config.ts'
import { configSchema } from '../../src/config.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import { type Notification, notificationSchema } from '../../src/notification/notification.ts'
import { readCard } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { told } from './told.ts'

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

const names = (en: string) => ({ en })

/** The demo's two desks, and so many more: each a desk of its own with one officer and one channel. */
export const withDesks = (count: number, config: Config = stageSettings()): Config => {
  const platform = config.channels[0]?.platform
  const more = Array.from({ length: count }, (_, i) => `t${String(i + 1).padStart(2, '0')}`)
  return configSchema.parse({
    ...config,
    agencies: [
      ...config.agencies,
      ...more.map((id, i) => ({
        id,
        prefix: `T${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + Math.floor(i / 26))}`,
        names: names(`Customs ${id}`),
      })),
    ],
    contactPoints: [
      ...config.contactPoints,
      ...more.map(id => ({
        id: `${id}.cyber`,
        agency: id,
        names: names(`Desk ${id}`),
        zone: { zone: 'Asia/Manila', label: 'PHT' },
        phone: '+63 0000 0000',
      })),
    ],
    officers: [
      ...config.officers,
      ...more.map(id => ({
        id: `${id}.o1`,
        desk: `${id}.cyber`,
        roles: ['officer', 'duty', 'supervisor', 'head'],
        language: 'en',
        names: names(`Officer ${id}`),
        identities: [{ platform, workspace: 'local', user: `${id}.o1` }],
      })),
    ],
    channels: [
      ...config.channels,
      ...more.map(id => ({
        id: `${id}-desk`,
        desks: [`${id}.cyber`],
        names: names(`Desk ${id}`),
        platform,
        place: `${id}-desk`,
        languages: ['en'],
      })),
    ],
  })
}

/** The added desks by id, separated as an officer types them. */
export const desksOf = (config: Config): readonly string[] =>
  config.contactPoints.map(c => c.id).filter(id => /^t\d\d\./.test(id))
