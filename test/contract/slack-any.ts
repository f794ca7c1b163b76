import fc from 'fast-check'
import type {
  Spoken,
  SpokenButton,
  SpokenCard,
  SpokenForm,
  SpokenInput,
} from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { hostileTexts } from '../rigs/cards.ts'

/** What Slack would make something of, were it read as markup. */
export const slackMarkup = [
  '<!channel>',
  '<!here|x>',
  '<@U1>',
  '<#C1>',
  '<!subteam^S1>',
  '<http://x|y>',
  '*b* _i_ ~s~ `c`',
  '```c```',
  ':smile:',
  '&amp;&lt;!channel&gt;',
  '> q',
  '@everyone @channel',
] as const

const units = [
  'a',
  '長',
  '한',
  '𝔘',
  '👩‍👩‍👧‍👦',
  '\u202E',
  '\u200B',
  'e\u0301',
  '\n',
  '"',
  '\uD800',
  '\u0000',
  ' ',
]

/** Anything at all: empty, astral, right to left, of no width, halves of characters, up to 100 kB. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...slackMarkup, ...hostileTexts.map(([, text]) => text)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...units), fc.nat(300)).map(([unit, n]) => unit.repeat(n)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...units), fc.constantFrom(3_000, 33_000, 100_000))
      .map(([unit, n]) => unit.repeat(Math.floor(n / unit.length))),
  },
)

const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(one, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(one, { maxLength: 120, size: 'max' }) },
  )

const anySpoken: fc.Arbitrary<Spoken> = fc.record(
  {
    parts: fc.array(fc.record({ text: anyText }), { maxLength: 3 }),
    at: fc.oneof(fc.integer(), fc.double()).map(instant),
  },
  { requiredKeys: ['parts'] },
)

const anyData = fc.constantFrom(
  'v1:HK-2026-000042:acknowledge:3',
  'v1:hkc.cyber:duty-accept:12',
  'v1:-:create:0',
)

const anyButton: fc.Arbitrary<SpokenButton> = fc.record(
  {
    label: anySpoken,
    data: anyData,
    style: fc.constantFrom('primary', 'plain', 'danger'),
    confirm: fc.record({ title: anySpoken, text: anySpoken, yes: anySpoken, no: anySpoken }),
  },
  { requiredKeys: ['label', 'data', 'style'] },
)

export const anyCard: fc.Arbitrary<SpokenCard> = fc.record(
  {
    name: fc.constantFrom('referral', 'happened'),
    tone: fc.constantFrom('calm', 'attention', 'urgent', 'done'),
    headline: anySpoken,
    notification: anySpoken,
    marking: few(anySpoken),
    fields: few(fc.record({ label: anySpoken, value: anySpoken })),
    lines: few(anySpoken),
    quotes: few(
      fc.record({
        label: anySpoken,
        language: fc.constant('ko' as Language),
        languageName: anyText,
        text: anyText,
      }),
    ),
    buttons: fc.array(anyButton, { maxLength: 15 }),
    mentions: few(fc.record({ officer: fc.constantFrom('kcs.o1', 'hkc.o1'), name: anyText })),
    footer: few(anySpoken),
  },
  {
    requiredKeys: [
      'name',
      'tone',
      'headline',
      'notification',
      'fields',
      'lines',
      'quotes',
      'buttons',
      'mentions',
      'footer',
    ],
  },
)

const anyInput: fc.Arbitrary<SpokenInput> = fc.record(
  {
    name: fc.constant(''),
    label: anyText,
    hint: anyText,
    widget: fc.constantFrom('line', 'paragraph', 'choice', 'choices', 'instant'),
    required: fc.boolean(),
    group: fc.constantFrom('A', 'B', '하나', '<!channel>'),
    max: fc.integer({ min: 1, max: 9_000 }),
    choices: fc
      .oneof(
        fc.array(anyText, { maxLength: 12 }),
        fc.array(fc.constant('x'), { minLength: 95, maxLength: 130 }),
      )
      .map(labels => labels.map((label, i) => ({ label, value: `c${i}` }))),
    value: fc.oneof(anyText, fc.constant('c1,c2')),
    problem: anyText,
  },
  { requiredKeys: ['name', 'label', 'widget', 'required'] },
)

export const anyForm: fc.Arbitrary<SpokenForm> = fc.record(
  {
    data: anyData,
    language: fc.constant('ko' as Language),
    title: anyText,
    about: anyText,
    submit: anyText,
    cancel: anyText,
    inputs: few(anyInput).map(inputs => inputs.map((input, i) => ({ ...input, name: `i${i}` }))),
  },
  { requiredKeys: ['data', 'language', 'title', 'submit', 'cancel', 'inputs'] },
)
