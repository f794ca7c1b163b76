import type { Note, Side } from './pair-type.ts'

/** States as the sending side in Hong Kong and the receiving side in Korea read them. */
export const stateWords = {
  draft: { sender: '草擬中', receiver: '작성 중' },
  sent: { sender: '已送出', receiver: '발송' },
  acknowledged: { sender: '已收悉', receiver: '접수' },
  accepted: { sender: '已受理', receiver: '수락' },
  info_requested: { sender: '待補充資料', receiver: '추가 정보 대기' },
  answered: { sender: '已回覆', receiver: '회신 완료' },
  closed: { sender: '已結案', receiver: '종결' },
} as const satisfies Readonly<Record<string, Readonly<Record<Side, string>>>>

export type State = keyof typeof stateWords

/** Letters of the other side's language: none of them has a place on one's own card. */
export const foreign = { sender: /\p{Script=Hangul}/u, receiver: /\p{Script=Han}/u } as const

export const textOf = ({ texts }: Pick<Note, 'texts'>): string => texts.join('\n')
