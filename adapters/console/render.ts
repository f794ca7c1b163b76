import { z } from 'zod'
import type { Part, Spoken, SpokenButton, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import { longestVerbatim } from '../../src/card/verbatim.ts'
import { visible } from '../../src/kit/text.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { limits } from './limits.ts'
import { srcOf } from './picture.ts'
import type { ActResponse, PageCard } from './protocol.ts'

const text = z.string()
const spokenShape = z.strictObject({
  parts: z.array(z.strictObject({ text, language: text.optional() })),
  at: z.number().int().optional(),
})

const cardShape = z.strictObject({
  name: text,
  tone: z.enum(['calm', 'attention', 'urgent', 'done']),
  headline: spokenShape,
  notification: spokenShape,
  marking: z.array(spokenShape).optional(),
  fields: z.array(z.strictObject({ label: spokenShape, value: spokenShape })),
  lines: z.array(spokenShape),
  quotes: z.array(z.strictObject({ label: spokenShape, language: text, languageName: text, text })),
  verbatim: z
    .strictObject({ label: spokenShape, name: text, text: text.max(longestVerbatim) })
    .optional(),
  picture: z
    .strictObject({
      name: text,
      alt: spokenShape,
      chart: z.looseObject({}),
      of: z.strictObject({ week: text, pair: text }),
    })
    .optional(),
  buttons: z
    .array(
      z.strictObject({
        label: spokenShape,
        data: text,
        style: z.enum(['primary', 'plain', 'danger']),
        confirm: z
          .strictObject({
            title: spokenShape,
            text: spokenShape,
            yes: spokenShape,
            no: spokenShape,
          })
          .optional(),
      }),
    )
    .max(limits.buttons),
  mentions: z.array(z.strictObject({ officer: text, name: text })),
  footer: z.array(spokenShape),
})

const formShape = z.strictObject({
  data: text,
  language: text,
  title: text,
  about: text.optional(),
  submit: text,
  cancel: text,
  inputs: z.array(
    z.strictObject({
      name: text,
      label: text,
      hint: text.optional(),
      widget: z.enum(['line', 'paragraph', 'choice', 'choices', 'instant']),
      required: z.boolean(),
      group: text.optional(),
      max: z.number().int().optional(),
      choices: z.array(z.strictObject({ value: text, label: text })).optional(),
      value: text.optional(),
      problem: text.optional(),
    }),
  ),
})

const shownPart = (part: Part): Part => ({ ...part, text: visible(part.text) })
const shown = (spoken: Spoken): Spoken => ({ ...spoken, parts: spoken.parts.map(shownPart) })

const shownButton = (button: SpokenButton): SpokenButton => ({
  ...button,
  label: shown(button.label),
  ...(button.confirm === undefined
    ? {}
    : {
        confirm: {
          title: shown(button.confirm.title),
          text: shown(button.confirm.text),
          yes: shown(button.confirm.yes),
          no: shown(button.confirm.no),
        },
      }),
})

/**
 * A card as it goes over the wire: the same tree, with what can't be seen made visible. Text stays text;
 * the page sets it as text nodes. Throws at a node that this version doesn't know: it would be lost.
 */
export const renderCard = (spoken: SpokenCard): PageCard => {
  cardShape.parse(spoken)
  const { picture, ...card } = spoken
  return {
    ...card,
    ...(picture === undefined
      ? {}
      : {
          picture: { src: srcOf(picture.chart), alt: shown(picture.alt), of: picture.of },
        }),
    headline: shown(card.headline),
    notification: shown(card.notification),
    ...(card.marking === undefined ? {} : { marking: card.marking.map(shown) }),
    fields: card.fields.map(({ label, value }) => ({ label: shown(label), value: shown(value) })),
    lines: card.lines.map(shown),
    quotes: card.quotes.map(quote => ({
      ...quote,
      label: shown(quote.label),
      languageName: visible(quote.languageName),
      text: visible(quote.text),
    })),
    ...(card.verbatim === undefined
      ? {}
      : { verbatim: { ...card.verbatim, label: shown(card.verbatim.label) } }),
    buttons: card.buttons.map(shownButton),
    mentions: card.mentions.map(({ officer, name }) => ({ officer, name: visible(name) })),
    footer: card.footer.map(shown),
  }
}

/** A form as it goes over the wire. What the officer typed comes back exactly as it was. */
export const renderForm = (form: SpokenForm): SpokenForm => {
  formShape.parse(form)
  return {
    ...form,
    title: visible(form.title),
    ...(form.about === undefined ? {} : { about: visible(form.about) }),
    inputs: form.inputs.map(input => ({
      ...input,
      label: visible(input.label),
      ...(input.group === undefined ? {} : { group: visible(input.group) }),
      ...(input.hint === undefined ? {} : { hint: visible(input.hint) }),
      ...(input.problem === undefined ? {} : { problem: visible(input.problem) }),
    })),
  }
}

export const renderAnswer = (answer: Answer): ActResponse => {
  switch (answer.kind) {
    case 'form':
      return { kind: 'form', form: renderForm(answer.form) }
    case 'card':
    case 'refusal':
      return { kind: answer.kind, card: renderCard(answer.card), language: answer.language }
    case 'none':
      return { kind: 'none' }
  }
}
