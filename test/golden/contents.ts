import type { Side } from '../../src/kit/codes.ts'
import type { Language } from '../../src/kit/ids.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import type { Content } from '../../src/ports/vault.ts'
import type { ReferralFacts } from '../../src/referral/cards/facts.ts'
import type { Referral, TextOfReferral, TextPart } from '../../src/referral/referral.ts'
import { onSide } from '../referral/desks.ts'
import { start } from '../referral/sample.ts'

interface Written {
  readonly by: Side
  readonly language: string
  readonly content: Content
}

/** What an officer wrote in each part; short, and in the language of its side. */
const written: Readonly<Record<TextPart, Written>> = {
  referral: {
    by: 'sender',
    language: 'en',
    content: {
      subject: 'Film shared over peer-to-peer',
      narrative: 'Seen twice on the same evening.\nPlease name the subscriber.',
      identifiers: '203.0.113.7:51413\nMSCU6639871\nhttps://films.example/a',
    },
  },
  details: { by: 'sender', language: 'en', content: { purpose: 'To find the initial seeder.' } },
  acceptance: { by: 'receiver', language: 'ko', content: { reference: 'KCS-2026-0815' } },
  request: { by: 'receiver', language: 'ko', content: { question: '포트 번호가 필요합니다.' } },
  supply: { by: 'sender', language: 'zh-HK', content: { information: '埠號為 51413。' } },
  forwarding: {
    by: 'receiver',
    language: 'ko',
    content: { authority: '경찰청', authorityRef: 'NP-77', authorityContact: '사이버수사과' },
  },
  return: { by: 'receiver', language: 'ko', content: { note: '해당 자료 없음.' } },
  interim: { by: 'receiver', language: 'ko', content: { result: '통신사에 요청했습니다.' } },
  extension: { by: 'receiver', language: 'ko', content: { explanation: '2주가 더 필요합니다.' } },
  decline: { by: 'receiver', language: 'ko', content: { explanation: '경찰청 소관입니다.' } },
  answer: { by: 'receiver', language: 'ko', content: { result: '가입자를 확인했습니다.' } },
  withdrawal: { by: 'sender', language: 'zh-HK', content: { explanation: '重複送出。' } },
  closing: { by: 'sender', language: 'zh-HK', content: { note: '多謝協助。' } },
  reopening: { by: 'sender', language: 'zh-HK', content: { explanation: '帳戶再次出現。' } },
  note: { by: 'sender', language: 'zh-HK', content: { note: '星期五致電對方。' } },
  consent: { by: 'sender', language: 'zh-HK', content: { conditions: '只限此案使用。' } },
  correction: {
    by: 'receiver',
    language: 'ko',
    content: { correction: '수신 시각은 09:41입니다.' },
  },
  snooze: { by: 'receiver', language: 'ko', content: { explanation: '영장 발부 대기 중.' } },
  translation: {
    by: 'sender',
    language: 'en',
    content: { translation: 'The subscriber was identified.', translator: 'Chan Tai-man' },
  },
}

export const contents: ReadonlyMap<string, Content> = new Map(
  Object.entries(written).map(([part, w]) => [part, w.content]),
)

export const textOf = (part: TextPart, more: Partial<TextOfReferral> = {}): TextOfReferral => ({
  part,
  language: written[part].language as Language,
  ref: { item: part, commit: 'c', bytes: 1 },
  by: onSide(written[part].by).id,
  at: plus(start, minutes(9)),
  ...more,
})

/** The text as an event names it. */
export const words = (part: TextPart) => {
  const { language, ref } = textOf(part)
  return { text: { language: String(language), ref: { ...ref } } }
}

/** A referral with the draft that its officer wrote. */
export const factsOf = (r: Referral): ReferralFacts => ({
  referral: { ...r, texts: [textOf('referral')] },
  contents,
})
