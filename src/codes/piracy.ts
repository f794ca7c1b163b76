import type { MessageKey } from '../card/key.ts'

/**
 * How pirated works reach people: the first five from MISP taxonomy `anti-piracy`, predicate
 * delivery-method; the other three are judgement.
 */
export const deliveries = [
  'public-torrent',
  'private-torrent',
  'web-download',
  'web-streaming',
  'stream-ripper',
  'iptv',
  'marketplace',
  'messaging-group',
] as const
export type Delivery = (typeof deliveries)[number]

export const labelOf = (delivery: Delivery): MessageKey => `delivery.${delivery}`

/** The part that a suspect was seen in; the Hong Kong case of 2005 turned on the initial seeder. */
export const seenRoles = ['initial-seeder', 'uploader', 'site-operator', 'reseller'] as const
export type SeenRole = (typeof seenRoles)[number]

export const labelOfRole = (role: SeenRole): MessageKey => `seen.${role}`

/** Kind of work: MISP taxonomy `anti-piracy`, predicate content-type; `series` is judgement. */
export const works = ['film', 'series', 'music', 'game', 'book', 'software', 'other'] as const
export type Work = (typeof works)[number]

export const labelOfWork = (work: Work): MessageKey => `work.${work}`
