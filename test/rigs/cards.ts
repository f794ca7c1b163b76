import type { Spoken, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Outgoing } from '../../src/ports/platform.ts'

const zhHK = 'zh-HK' as Language
const ko = 'ko' as Language

/** Something that is no language, as a value is. */
export const plain = (text: string): Spoken => ({ parts: [{ text }] })

/** Something said in two languages. */
export const both = (chinese: string, korean: string): Spoken => ({
  parts: [
    { text: chinese, language: zhHK },
    { text: korean, language: ko },
  ],
})

/** A card but for its picture, which a page is given as an address. */
export type Plain = Omit<SpokenCard, 'picture'>

/** The least that a card can be. */
export const bareCard = (headline: string): Plain => ({
  name: 'test',
  tone: 'calm',
  headline: plain(headline),
  notification: plain(headline),
  fields: [],
  lines: [],
  quotes: [],
  buttons: [],
  mentions: [],
  footer: [],
})

/** A card with every kind of node, with `text` wherever an officer's own words may stand. */
export const richCard = (text: string): SpokenCard => ({
  name: 'referral',
  tone: 'urgent',
  headline: both('待確認收件', '접수 확인 대기'),
  notification: plain('HK-2026-000042'),
  marking: [plain('TLP:AMBER'), both('法庭使用：可以', '재판 사용: 가능')],
  fields: [
    { label: both('編號', '번호'), value: plain('HK-2026-000042') },
    { label: both('主旨', '제목'), value: plain(text) },
    {
      label: both('期限', '기한'),
      value: {
        parts: [{ text: '2026-11-24 15:00 HKT / 16:00 KST' }],
        at: instant(1_795_503_600_000),
      },
    },
  ],
  lines: [both('請於期限前確認。', '기한 전에 확인하십시오.'), plain(`→ ${text}`)],
  quotes: [{ label: both('案情', '경위'), language: ko, languageName: '한국어', text }],
  buttons: [
    {
      label: both('確認收件', '접수 확인'),
      data: 'v1:HK-2026-000042:acknowledge:3',
      style: 'primary',
    },
    { label: both('拒絕', '거절'), data: 'v1:HK-2026-000042:decline:3', style: 'danger' },
  ],
  mentions: [{ officer: 'kcs.o1', name: `김 ${text}` }],
  footer: [plain('3 · 0f9a'), both('香港海關', '홍콩 세관')],
})

/** A form with every kind of input. */
export const richForm = (value: string): SpokenForm => ({
  data: 'v1:-:create:0',
  language: ko,
  title: '새 의뢰',
  about: '홍콩 세관에 보냅니다',
  submit: '저장',
  cancel: '취소',
  inputs: [
    { name: 'subject', label: '제목', widget: 'line', required: true, max: 120, value },
    { name: 'narrative', label: '경위', hint: '사실만', widget: 'paragraph', required: true },
    {
      name: 'category',
      label: '분류',
      widget: 'choice',
      required: true,
      choices: [{ value: 'piracy', label: '온라인 저작권 침해' }],
    },
    {
      name: 'seen',
      label: '관측 시각',
      widget: 'instant',
      required: false,
      problem: '시간대가 없습니다',
    },
  ],
})

/** A card with nothing but a headline, its small print and what is to be copied. */
export const verbatimCard = (text: string): SpokenCard => ({
  ...bareCard('HK-2026-000042'),
  verbatim: { label: both('憑證', '증명서'), name: 'HK-2026-000042-sent.tlog-proof', text },
  footer: [plain('3 · 0f9a')],
})

const quotesOf = (card: Plain): readonly Spoken[] =>
  card.quotes.flatMap(q => [q.label, plain(q.languageName), plain(q.text)])

/** Every text of a card that a reader must get, in order of reading. */
export const textsOf = (card: Plain): readonly string[] =>
  [
    card.headline,
    ...(card.marking ?? []),
    ...card.fields.flatMap(({ label, value }) => [label, value]),
    ...card.lines,
    ...quotesOf(card),
    ...(card.verbatim ? [card.verbatim.label, plain(card.verbatim.text)] : []),
    ...card.mentions.map(m => plain(m.name)),
    ...card.footer,
  ].flatMap(spoken => spoken.parts.map(part => part.text))

/** The same for a form. */
export const textsOfForm = (form: SpokenForm): readonly string[] =>
  [
    form.title,
    form.about,
    ...form.inputs.flatMap(i => [
      i.label,
      i.hint,
      i.value,
      i.problem,
      ...(i.choices ?? []).map(choice => choice.label),
    ]),
    form.submit,
    form.cancel,
  ].filter(text => text !== undefined)

/** Labels of a card's buttons, as a reader sees them. */
export const labelsOf = (card: Plain): readonly string[] =>
  card.buttons.map(b => b.label.parts.map(p => p.text).join(' / '))

/** The message that an outbox row `key` would make. */
export const outgoing = (key: string, card: SpokenCard, repeat = false): Outgoing => ({
  key,
  card,
  at: instant(1_795_500_000_000),
  repeat,
})

/** Texts that break out of weak renderers: markup, mass mentions, direction tricks, length. */
export const hostileTexts: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;"\''],
  ['a mass mention', '@everyone @here <@U123> <@&99>'],
  ['a channel call', '<!channel> <!here|x> <https://evil.example|customs.gov.hk>'],
  [
    'formatting',
    '*bold* _it_ ~no~ `code` ```block``` > quote # head [a](javascript:alert(1)) ||s||',
  ],
  ['a direction override', 'invoice\u202Egpj.exe\u2066\u2069'],
  ['zero-width characters', 'cus\u200Btoms\u200C.\u2060example\uFEFF'],
  ['control characters', 'a\u0000b\u001B[31mc\u0085d'],
  ['placeholders', '{{name}} $t(page.title) %s %{x}'],
  ['line and paragraph breaks', 'data: x\n\nevent: hello\r\n\u2028\u2029'],
  ['10,000 characters', '長'.repeat(10_000)],
]

/** Texts that must come back as they were: a receipt, all that markup is made of, the longest there may be. */
export const verbatimTexts: readonly (readonly [string, string])[] = [
  [
    'a receipt',
    [
      'c2sp.org/tlog-proof@v1',
      'index 7',
      'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
      '',
      'bridge.example/hkc-kcs',
      '8',
      'qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=',
      '',
      '— bridge.example/hkc-kcs Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
      '',
    ].join('\n'),
  ],
  [
    'full of marks',
    '  *bold* _it_ ~no~ ||s|| > quote # head\n\n\n- [a](b) <@U123> <!here> @everyone :smile: &amp; <b> \\* "q" \'q\' -- ...\n',
  ],
  ['2,900 characters', `${'0123456789abcdef'.repeat(181)}\n${'x'.repeat(2)}\n`],
]
