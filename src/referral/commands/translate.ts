import { z } from 'zod'
import { at, data, words } from '../../card/card.ts'
import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { date, type Input, text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import type { Referral, TextOfReferral, TextPart } from '../referral.ts'

type Part = Exclude<TextPart, 'note' | 'translation'>
type Original = TextOfReferral & { readonly part: Part }

/** A desk's own notes stay its own, so they can't be translated for both. */
const isOriginal = (t: TextOfReferral): t is Original =>
  t.part !== 'note' && t.part !== 'translation' && t.side === undefined

const originals = (r: Referral | undefined): readonly Original[] =>
  (r?.texts ?? []).filter(isOriginal)

const labelOf = ({ part, language, at: when }: Original) => ({
  part: words(`translate.part_${part}`),
  language: data(language),
  time: at(when),
})

/** One of these texts, by its place in the vault. */
const oneOf = (texts: readonly Original[]): Input<string> => ({
  label: 'translate.of',
  widget: 'choice',
  required: true,
  keep: 'log',
  choices: texts.map(t => ({
    value: t.ref.item,
    label: 'translate.item',
    params: labelOf(t),
  })),
  schema: z.string().transform((value, ctx) => {
    const item = value.trim()
    if (texts.some(t => t.ref.item === item)) return item
    ctx.addIssue({ code: 'custom', params: { reason: item === '' ? 'Missing' : 'NotAChoice' } })
    return z.NEVER
  }),
})

/** Which one is checked against the referral, by `more`. */
const of: Input<string> = { ...oneOf([]), schema: z.string().transform(s => s.trim()) }

/** Somebody translated a text, and says who did and when. Liaison translates nothing itself. */
export const translate = command({
  name: 'translate',
  label: 'translate.label',
  about: 'translate.about',
  by: 'either',
  roles: caseRoles,
  from: [
    'sent',
    'acknowledged',
    'accepted',
    'info_requested',
    'forwarded',
    'answered',
    'declined',
    'withdrawn',
    'closed',
  ],
  inputs: {
    of,
    translation: text({ label: 'translate.text', max: 2000, widget: 'paragraph' }),
    language,
    on: date({ label: 'translate.on', hint: 'translate.on_hint' }),
    translator: text({ label: 'translate.translator', max: 120 }),
  },
  more: referral => ({ of: oneOf(originals(referral)) }),
  against: r => (r.erased ? { kind: 'Erased' } : undefined),
  decide: ({ input }) => ok([{ type: 'referral.translated', of: input.of, on: input.on }]),
})
