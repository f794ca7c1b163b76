import type { SpokenCard, SpokenForm } from './spoken.ts'

const spoken = ['parts', 'at']
const ofCard: Readonly<Record<string, readonly string[]>> = {
  fields: ['label', 'value'],
  quotes: ['label', 'language', 'languageName', 'text'],
  verbatim: ['label', 'name', 'text'],
  picture: ['name', 'alt', 'chart', 'of'],
  buttons: ['label', 'data', 'style', 'confirm'],
  mentions: ['officer', 'name'],
  headline: spoken,
  notification: spoken,
  marking: spoken,
  lines: spoken,
  footer: spoken,
  name: [],
  tone: [],
}
const ofForm: Readonly<Record<string, readonly string[]>> = {
  inputs: [
    'name',
    'label',
    'hint',
    'widget',
    'required',
    'group',
    'max',
    'choices',
    'value',
    'problem',
  ],
  data: [],
  language: [],
  title: [],
  about: [],
  submit: [],
  cancel: [],
}

const check = (node: object, known: Readonly<Record<string, readonly string[]>>): void => {
  for (const [name, value] of Object.entries(node)) {
    const keys = known[name]
    if (!keys) throw new Error(`unknown node: ${name}`)
    for (const item of Array.isArray(value) ? value : [value])
      if (typeof item === 'object' && item !== null)
        for (const key of Object.keys(item))
          if (!keys.includes(key)) throw new Error(`unknown node: ${name}.${key}`)
  }
}

/** Throws at a node that this version doesn't know: it would be lost. */
export const knownCard = (card: SpokenCard): SpokenCard => {
  check(card, ofCard)
  return card
}

/** Throws at a node or a widget that this version doesn't know. */
export const knownForm = (form: SpokenForm): SpokenForm => {
  check(form, ofForm)
  const odd = form.inputs.find(
    i => !['line', 'paragraph', 'choice', 'choices', 'instant'].includes(i.widget),
  )
  if (odd) throw new Error(`unknown widget: ${odd.widget}`)
  return form
}
