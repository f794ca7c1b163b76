import { encodeCallback } from '../card/callback.ts'
import { type Button, type Card, data, type Term, words } from '../card/card.ts'
import type { Chart } from '../card/chart.ts'
import type { Form, Input } from '../card/form.ts'
import { sayDuration, sayInstant, sayNumber, type Zone } from '../card/format.ts'
import type { MessageKey } from '../card/key.ts'
import type {
  Part,
  Spoken,
  SpokenButton,
  SpokenCard,
  SpokenChart,
  SpokenForm,
  SpokenInput,
} from '../card/spoken.ts'
import { canBeVerbatim } from '../card/verbatim.ts'
import type { Language } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { visible } from '../kit/text.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { type Directory, nameIn } from '../roster/directory.ts'

/** In which languages, in order, and on which clocks something is said. */
export interface Hearing {
  readonly languages: readonly Language[]
  readonly zones: readonly Zone[]
}

/** Puts cards and forms into words. Pure over catalogue and directory. */
export interface Speaker {
  readonly card: (card: Card, hearing: Hearing) => SpokenCard
  readonly form: (form: Form, language: Language, zones: readonly Zone[]) => SpokenForm
  readonly term: (term: Term, hearing: Hearing) => Spoken
}

/** True for what reads the same in every language, so that it is shown once and belongs to none. */
const isNeutral = (term: Term): boolean =>
  term.kind === 'data' ||
  term.kind === 'instant' ||
  term.kind === 'number' ||
  term.kind === 'language'

const distinct = (parts: readonly Part[]): readonly Part[] =>
  parts.filter((p, i) => parts.findIndex(q => q.text === p.text) === i)

/** Texts without parameters, which read the same each time. One that fell back isn't kept: each is counted. */
const createPlain = (catalogue: Catalogue) => {
  const known = new Map<Language, Map<MessageKey, string>>()
  return (language: Language, key: MessageKey): string => {
    const texts = known.get(language) ?? new Map<MessageKey, string>()
    known.set(language, texts)
    const kept = texts.get(key)
    if (kept !== undefined) return kept
    const before = catalogue.fallbacks()
    const text = catalogue.say(language, key)
    if (catalogue.fallbacks() === before) texts.set(key, text)
    return text
  }
}

const tooLong = ({ verbatim }: Card): readonly Term[] =>
  verbatim === undefined || canBeVerbatim(verbatim)
    ? []
    : [words('card.verbatim_too_long', { name: data(verbatim.name) })]

export const createSpeaker = (catalogue: Catalogue, directory: Directory): Speaker => {
  const plain = createPlain(catalogue)

  const say = (term: Term, language: Language, zones: readonly Zone[]): string => {
    switch (term.kind) {
      case 'words': {
        if (term.params === undefined) return plain(language, term.key)
        const params = Object.entries(term.params).map(
          ([name, value]) =>
            [
              name,
              value.kind === 'number' && name === 'count'
                ? value.value
                : say(value, language, zones),
            ] as const,
        )
        return catalogue.say(language, term.key, Object.fromEntries(params))
      }
      case 'data':
        return term.text
      case 'instant':
        return sayInstant(term.at, zones)
      case 'duration':
        return sayDuration(term.ms, catalogue.info(language).intl)
      case 'number':
        return sayNumber(term.value)
      case 'officer':
        return nameIn(directory.officer(term.id).names, language)
      case 'contact-point':
        return nameIn(directory.contactPoint(term.id).names, language)
      case 'agency': {
        const desk = directory.contactPoint(term.of)
        return nameIn(directory.agency(desk.agency).names, language)
      }
      case 'names':
        return nameIn(term.names, language)
      case 'language':
        return catalogue.info(term.of).label
      default:
        return absurd(term)
    }
  }

  const term = (value: Term, { languages, zones }: Hearing): Spoken => {
    const [first = 'en' as Language] = languages
    if (isNeutral(value)) {
      const text = say(value, first, zones)
      return value.kind === 'instant' ? { parts: [{ text }], at: value.at } : { parts: [{ text }] }
    }
    return {
      parts: distinct(languages.map(language => ({ text: say(value, language, zones), language }))),
    }
  }

  const button = (b: Button, hearing: Hearing): SpokenButton => {
    const label = words(b.label, b.params)
    const asked = { what: label, about: data(b.subject ?? '') }
    return {
      label: term(label, hearing),
      data: encodeCallback(b),
      style: b.style,
      ...(b.asks
        ? {
            confirm: {
              title: term(words('button.confirm_title', asked), hearing),
              text: term(words('button.confirm_text'), hearing),
              yes: term(label, hearing),
              no: term(words('button.confirm_no'), hearing),
            },
          }
        : {}),
    }
  }

  const chart = (c: Chart, hearing: Hearing): SpokenChart => ({
    subject: term(c.subject, hearing),
    title: term(c.title, hearing),
    notes: c.notes.map(n => ({ label: term(n.label, hearing), value: term(n.value, hearing) })),
    sides: c.sides.map(s => ({ code: s.code, name: term(s.name, hearing) })),
    rows: c.rows.map(r => ({ ...r, label: term(r.label, hearing) })),
  })

  const card = (c: Card, hearing: Hearing): SpokenCard => {
    const [first = 'en' as Language] = hearing.languages
    return {
      name: c.name,
      tone: c.tone,
      headline: term(c.headline, hearing),
      notification: term(c.notification, hearing),
      ...(c.marking ? { marking: c.marking.map(m => term(m, hearing)) } : {}),
      fields: c.fields.map(f => ({
        label: term({ kind: 'words', key: f.label }, hearing),
        value: term(f.value, hearing),
      })),
      lines: [...c.lines, ...tooLong(c)].map(l => term(l, hearing)),
      quotes: c.quotes.map(q => ({
        label: term(q.title ?? { kind: 'words', key: q.label }, hearing),
        language: q.language,
        languageName: catalogue.info(q.language).label,
        text: visible(q.text),
      })),
      ...(c.verbatim && canBeVerbatim(c.verbatim)
        ? { verbatim: { ...c.verbatim, label: term(words(c.verbatim.label), hearing) } }
        : {}),
      ...(c.picture
        ? {
            picture: {
              ...c.picture,
              alt: term(c.picture.alt, hearing),
              chart: chart(c.picture.chart, hearing),
            },
          }
        : {}),
      buttons: c.buttons.map(b => button(b, hearing)),
      mentions: c.mentions.map(id => ({
        officer: id,
        name: nameIn(directory.officer(id).names, first),
      })),
      footer: c.footer.map(f => term(f, hearing)),
    }
  }

  const input = (i: Input, language: Language, zones: readonly Zone[]): SpokenInput => ({
    name: i.name,
    label: plain(language, i.label),
    ...(i.hint ? { hint: plain(language, i.hint) } : {}),
    widget: i.widget,
    required: i.required,
    ...(i.group ? { group: plain(language, i.group) } : {}),
    ...(i.max === undefined ? {} : { max: i.max }),
    ...(i.choices
      ? { choices: i.choices.map(c => ({ value: c.value, label: say(c.label, language, zones) })) }
      : {}),
    ...(i.value === undefined ? {} : { value: i.value }),
    ...(i.problem ? { problem: say({ kind: 'words', ...i.problem }, language, zones) } : {}),
  })

  const form = (f: Form, language: Language, zones: readonly Zone[]): SpokenForm => ({
    data: encodeCallback(f),
    language,
    title: plain(language, f.title),
    ...(f.about ? { about: say(f.about, language, zones) } : {}),
    submit: plain(language, f.submit),
    cancel: plain(language, 'button.cancel'),
    inputs: f.inputs.map(i => input(i, language, zones)),
  })

  return { card, form, term }
}
