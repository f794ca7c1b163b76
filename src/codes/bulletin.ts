import type { MessageKey } from '../card/key.ts'

/** What a bulletin is about: how crime goes (strategic), or how it is done and found (technical). */
export const bulletinKinds = ['strategic', 'technical'] as const
export type BulletinKind = (typeof bulletinKinds)[number]
export const labelOfBulletin = (kind: BulletinKind): MessageKey => `bulletin.kind.${kind}`
