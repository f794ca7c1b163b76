import type { Part, SpokenCard } from '../../src/card/spoken.ts'
import type { Config } from '../../src/config.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { FiguresAnswer } from '../../src/ports/figures.ts'
import type { Act, Actor, Answer, Ear, Home, Platform } from '../../src/ports/platform.ts'
import { leaksOf, partsOf, withoutOwnNames } from '../golden/leaks.ts'
import { localeOf } from '../locale/texts.ts'
import { figuresParts, formParts, homeParts } from './leak-parts.ts'

/** What was looked at: cards, forms and pages, their parts, and how many texts differed in each language. */
export interface Seen {
  readonly cards: number
  readonly forms: number
  /** Homes and figures. */
  readonly pages: number
  /** Lines and values that were offered to who was typing. */
  readonly offers: number
  readonly parts: number
  readonly texts: Readonly<Record<string, number>>
}

export interface LeakWatch {
  /** The same ear, each of its answers looked at; what somebody typed is theirs and no leak. */
  readonly at: <T extends Ear>(ear: T) => T
  /** The same platform, each card that is sent to it looked at. */
  readonly over: (platform: Platform) => Platform
  /** Looks at what is shown in another way, such as a file. */
  readonly look: (parts: readonly Part[]) => void
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

/** Pieces of a text that may come back in a card on their own. */
const piecesOf = (text: string): readonly string[] => [text, ...text.split(/[\s="“”]+/)]

const typedIn = (act: Act): readonly string[] => {
  if (act.kind === 'command') return [act.text, ...Object.values(act.given ?? {})]
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
  const speaks = new Map<string, Language>()
  let [cards, forms, pages, offers, parts] = [0, 0, 0, 0, 0]

  const look = (part: Part): void => {
    parts++
    const { text, language = 'none' } = part
    const texts = known.get(language) ?? new Set()
    known.set(language, texts)
    if (texts.has(text)) return
    texts.add(text)
    if (leakIn(part) !== undefined) suspects.push(part)
  }

  const lookAll = (all: readonly Part[]): void => {
    for (const part of all) look(part)
  }

  const lookAt = (card: SpokenCard): void => {
    cards++
    lookAll(partsOf(card))
  }

  const nameOf = ({ platform, workspace, user }: Actor): string =>
    [platform, workspace, user].join(' ')

  const answered = <A extends Answer | Home | FiguresAnswer>(actor: Actor, answer: A): A => {
    if ('language' in answer) speaks.set(nameOf(actor), answer.language)
    switch (answer.kind) {
      case 'none':
        break
      case 'form':
        forms++
        lookAll(formParts(answer.form))
        break
      case 'home':
        pages++
        lookAll(homeParts(answer))
        break
      case 'figures':
        pages++
        lookAll(figuresParts(answer))
        break
      case 'card':
      case 'refusal':
        lookAt(answer.card)
    }
    return answer
  }

  /** Offers say no language: it is that of the last answer to the same person, else the one of the settings. */
  const languageOf = (actor: Actor): Language | undefined =>
    speaks.get(nameOf(actor)) ??
    config.officers.find(o =>
      o.identities.some(i => i.platform === actor.platform && 'user' in i && i.user === actor.user),
    )?.language

  const offered = <O extends { readonly label: string }>(
    actor: Actor,
    all: readonly O[],
  ): readonly O[] => {
    offers += all.length
    const language = languageOf(actor)
    lookAll(all.map(({ label: text }) => (language ? { text, language } : { text })))
    return all
  }

  const type = (...texts: readonly string[]): void => {
    for (const text of texts.flatMap(piecesOf)) given.add(text)
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
    at: ear => ({
      ...ear,
      hear: async inbound => {
        type(...typedIn(inbound.act))
        return answered(inbound.actor, await ear.hear(inbound))
      },
      complete: async (actor, text) => offered(actor, await ear.complete(actor, text)),
      suggest: async (actor, asked) => offered(actor, await ear.suggest(actor, asked)),
      keep: (actor, form, values) => {
        type(...Object.values(values))
        return ear.keep(actor, form, values)
      },
      form: async (actor, form, values, languages) => {
        type(...Object.values(values ?? {}))
        return answered(actor, await ear.form(actor, form, values, languages))
      },
      home: async (actor, languages) => answered(actor, await ear.home(actor, languages)),
      figures: async (actor, asked, languages) =>
        answered(actor, await ear.figures(actor, asked, languages)),
    }),
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
    look: lookAll,
    seen: () => ({
      cards,
      forms,
      pages,
      offers,
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
