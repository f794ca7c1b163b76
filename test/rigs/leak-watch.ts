import type { Part, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import type { Config } from '../../src/config.ts'
import type { Act, Answer, Platform } from '../../src/ports/platform.ts'
import { leaksOf, partsOf, withoutOwnNames } from '../golden/leaks.ts'
import { localeOf } from '../locale/texts.ts'

/** What was looked at: cards and forms, their parts, and how many texts differed. */
export interface Seen {
  readonly cards: number
  readonly forms: number
  readonly parts: number
  readonly texts: Readonly<Record<string, number>>
}

export interface LeakWatch {
  /** An answer to what somebody typed; what they typed is theirs and no leak. */
  readonly heard: (act: Act, answer: Answer) => Answer
  /** The same platform, each card that is sent to it looked at. */
  readonly over: (platform: Platform) => Platform
  readonly seen: () => Seen
  /** Each leak in a line: its language, what leaked, and the text. */
  readonly leaks: () => readonly string[]
  /** Throws where there is one. */
  readonly end: () => void
}

const keys = new Set(localeOf('en').texts.map(t => t.key.replace(/_(one|other)$/, '')))
const keyIn = (text: string): string | undefined =>
  text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g)?.find(word => keys.has(word))

const own: Readonly<Record<string, RegExp>> = {
  ko: /\p{sc=Hangul}/u,
  'zh-HK': /\p{sc=Han}/u,
  'zh-CN': /\p{sc=Han}/u,
}

// Lines to type, references, ids and units stay as they are in every language.
const fixed =
  /\bkg\b|\/?[\w-]+=\S*|\/[a-z]+(?: [a-z-]+)?|\b[A-Z]{2,4}-[\w-]*\d{6}\b|\b[a-z]+\.[\w.]+/g
const word = "[A-Za-z][a-z'’]+"
const sentence = new RegExp(`${word}(?:,? ${word}){3}`)
const label = new RegExp(`${word} ${word}|^${word}$`)

/** English where another language was asked for: four words on end, or two that stand alone. */
const englishIn = ({ text, language }: Part): string | undefined => {
  const script = own[language ?? '']
  if (!script) return undefined
  const rest = withoutOwnNames(text).replace(fixed, '')
  return (script.test(text) ? sentence : label).exec(rest)?.[0]
}

const leakIn = (part: Part): string | undefined =>
  /\{\{|\}\}|\$t\(|\bundefined\b|\[object/.exec(part.text)?.[0] ??
  keyIn(part.text) ??
  leaksOf(part)[0] ??
  englishIn(part)

const formParts = (form: SpokenForm): readonly Part[] =>
  [form.title, form.submit, form.cancel, form.about]
    .concat(
      form.inputs.flatMap(i => [
        i.label,
        i.hint,
        i.group,
        i.problem,
        ...(i.choices ?? []).map(c => c.label),
      ]),
    )
    .flatMap(text => (text === undefined ? [] : [{ text, language: form.language }]))

/** Pieces of a text that may come back in a card on their own. */
const piecesOf = (text: string): readonly string[] => [text, ...text.split(/[\s="“”]+/)]

const typedIn = (act: Act): readonly string[] => {
  if (act.kind === 'command')
    return [...piecesOf(act.text), ...Object.values(act.given ?? {}).flatMap(piecesOf)]
  return act.kind === 'form' ? Object.values(act.values) : []
}

const namesIn = (config: Config): readonly string[] =>
  [config.agencies, config.contactPoints, config.officers, config.channels]
    .flat()
    .flatMap(({ names }) => Object.values(names))

/**
 * Looks at everything that is said for what must not be in it: a key, a placeholder, a character of another
 * language, English in Korean or Chinese. The directory's names may be in English alone. Each text is looked
 * at once a language.
 */
export const createLeakWatch = (config: Config): LeakWatch => {
  const given = new Set(namesIn(config))
  const known = new Map<string, Set<string>>()
  const suspects: Part[] = []
  let [cards, forms, parts] = [0, 0, 0]

  const look = (part: Part): void => {
    parts++
    const { text, language = 'none' } = part
    const texts = known.get(language) ?? new Set()
    known.set(language, texts)
    if (texts.has(text)) return
    texts.add(text)
    if (leakIn(part) !== undefined) suspects.push(part)
  }

  const lookAt = (card: SpokenCard): void => {
    cards++
    for (const part of partsOf(card)) look(part)
  }

  /** Without what officers and the directory put into it, the longest first. */
  const ours = (text: string): string =>
    [...given]
      .filter(theirs => theirs !== '')
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, theirs) => rest.replaceAll(theirs, ''), text)

  const leaks = () =>
    suspects.flatMap(part => {
      const leak = leakIn({ ...part, text: ours(part.text) })
      return leak === undefined ? [] : [`${part.language ?? '-'}: "${leak}" in "${part.text}"`]
    })

  return {
    heard: (act, answer) => {
      for (const text of typedIn(act)) given.add(text)
      if (answer.kind === 'card' || answer.kind === 'refusal') lookAt(answer.card)
      if (answer.kind === 'form') {
        forms++
        for (const part of formParts(answer.form)) look(part)
      }
      return answer
    },
    over: platform => ({
      ...platform,
      post: (place, outgoing) => {
        lookAt(outgoing.card)
        return platform.post(place, outgoing)
      },
      reply: (place, thread, outgoing) => {
        lookAt(outgoing.card)
        return platform.reply(place, thread, outgoing)
      },
      revise: (place, message, outgoing) => {
        lookAt(outgoing.card)
        return platform.revise(place, message, outgoing)
      },
    }),
    seen: () => ({
      cards,
      forms,
      parts,
      texts: Object.fromEntries([...known].map(([language, texts]) => [language, texts.size])),
    }),
    leaks,
    end: () => {
      const found = leaks()
      if (found.length > 0) throw new Error(`words that leaked:\n${found.join('\n')}`)
    },
  }
}
