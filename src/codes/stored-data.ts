import type { MessageKey } from '../card/key.ts'

/** Kinds of stored data as the Budapest Convention tells them apart (Articles 1(d), 18(3)). */
export const dataCategories = ['subscriber', 'traffic', 'content'] as const
export type DataCategory = (typeof dataCategories)[number]

export const labelOf = (category: DataCategory): MessageKey => `datakind.${category}`

/**
 * The three that Korean law separates, each by another way: user information by official letter
 * (Telecommunications Business Act, Article 83(3)); communication records, addresses and logs among
 * them, with a court's permission (Protection of Communications Secrets Act, Article 13); content
 * only under a warrant (Criminal Procedure Act). Articles recalled: have them confirmed.
 */
export const koreanData = [
  'user-information',
  'communication-records',
  'content-under-warrant',
] as const
export type KoreanData = (typeof koreanData)[number]

export const labelOfKorean = (kind: KoreanData): MessageKey => `koreandata.${kind}`

const categoryByKind = {
  'user-information': 'subscriber',
  'communication-records': 'traffic',
  'content-under-warrant': 'content',
} as const satisfies Readonly<Record<KoreanData, DataCategory>>

export const categoryOfKorean = (kind: KoreanData): DataCategory => categoryByKind[kind]

/** A letter is not enough: a judge has to allow it, which takes its time. */
export const needsJudge = (kind: KoreanData): boolean => kind !== 'user-information'
