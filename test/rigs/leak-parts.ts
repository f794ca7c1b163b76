import type { Part, SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { DeclaredCommand, Sayings } from '../../src/ports/declared.ts'
import type { FiguresShown } from '../../src/ports/figures.ts'
import type { Home } from '../../src/ports/platform.ts'
import { partsOf } from '../golden/leaks.ts'

const inLanguage = (language: Language, texts: readonly (string | undefined)[]): readonly Part[] =>
  texts.flatMap(text => (text === undefined ? [] : [{ text, language }]))

/** What a form says; what was filled in is its officer's. */
export const formParts = (form: SpokenForm): readonly Part[] =>
  inLanguage(form.language, [
    form.title,
    form.submit,
    form.cancel,
    form.about,
    ...form.inputs.flatMap(i => [
      i.label,
      i.hint,
      i.group,
      i.problem,
      ...(i.choices ?? []).map(c => c.label),
    ]),
  ])

/** What a page of an officer's own says, all of its cards included. */
export const homeParts = (home: Extract<Home, { kind: 'home' }>): readonly Part[] =>
  home.parts.flatMap(({ heading, note, cards }) => [
    ...inLanguage(home.language, [heading, note]),
    ...cards.flatMap(partsOf),
  ])

/** What the page of figures says; its files have the words of the log. */
export const figuresParts = ({ figures: f, language }: FiguresShown): readonly Part[] =>
  inLanguage(language, [
    f.title,
    ...[...f.weeks, ...f.pairs].map(o => o.label),
    ...f.notes.flatMap(n => [n.label, n.value]),
    ...f.sides.map(s => s.name),
    ...f.columns,
    ...f.groups.flatMap(g => [g.label, ...g.rows.map(r => r.label)]),
  ])

const ofSayings = (said: Sayings): readonly Part[] =>
  [...said].map(([language, text]) => ({ text, language }))

/** What a chat system is told of a command beforehand. */
export const declaredParts = ({ label, about, options }: DeclaredCommand): readonly Part[] =>
  [
    label,
    about,
    ...options.flatMap(o => [
      o.label,
      ...(o.hint ? [o.hint] : []),
      ...(o.choices ?? []).map(c => c.label),
    ]),
  ].flatMap(ofSayings)
