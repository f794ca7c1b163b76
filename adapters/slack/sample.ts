import type { Spoken, SpokenCard } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'

const plain = (text: string): Spoken => ({ parts: [{ text }] })
const both: Spoken = {
  parts: [
    { text: '樣本', language: 'zh-HK' as Language },
    { text: '견본', language: 'ko' as Language },
  ],
}

/** A card with every part that a card may have, of no case; nobody is shown it. */
export const sampleCard: SpokenCard = {
  name: 'referral',
  tone: 'urgent',
  headline: both,
  notification: plain('HK-2026-000000'),
  marking: [plain('TLP:AMBER')],
  fields: [
    { label: both, value: plain('HK-2026-000000') },
    {
      label: both,
      value: { parts: [{ text: '2026-11-24 15:00' }], at: instant(1_795_503_600_000) },
    },
  ],
  lines: [both],
  quotes: [
    { label: both, language: 'ko' as Language, languageName: '한국어', text: '<!channel> *' },
  ],
  buttons: (['primary', 'plain', 'danger', 'plain'] as const).map((style, i) => ({
    label: both,
    data: `v1:HK-2026-000000:sample${i}:1`,
    style,
    ...(style === 'danger' ? { confirm: { title: both, text: both, yes: both, no: both } } : {}),
  })),
  mentions: [{ officer: 'hkc.o1', name: 'Officer' }],
  footer: [both],
}
