import type { Page } from 'playwright-core'
import { scripts } from '../locale/script.ts'
import { localeOf } from '../locale/texts.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import type { Findings } from './basics.ts'

/** A piece of text on the page, with the language that the page says it is in. */
interface Piece {
  readonly text: string
  readonly language: string
  /** In the frame of the page or of a dialog, rather than in a card or chosen by an officer. */
  readonly frame: boolean
}

const collect = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const pieces = []
  const add = (text, e) => text && text.trim() && pieces.push({
    text: text.trim(),
    language: e.closest('[lang]').lang,
    // Not: cards, what a form is about, times, what officers wrote, languages by their own name.
    frame: !e.closest('.card, .about, time, textarea, [aria-live], select[name=language], code'),
  })
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest('noscript, select[name=language]')) add(node.data, node.parentElement)
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const e of document.body.querySelectorAll('[' + name + ']')) add(e.getAttribute(name), e)
  pieces.push({ text: document.title, language: document.documentElement.lang, frame: false })
  return pieces
})()`

const { contactPoints, officers, channels } = demoSettings()

const namesIn = (tag: string): readonly string[] =>
  [...contactPoints, ...officers, ...channels].map(({ names }) => {
    const byTag: Readonly<Record<string, string>> = names
    return byTag[tag] ?? names['en'] ?? ''
  })

// Somebody who is called goes by the name that their channel uses, whoever reads it.
const people = new Set(officers.flatMap(({ names }) => Object.values(names)))

/**
 * What is in the wrong language: text in another script than its language has; and in the frame, what
 * isn't in the reader's catalogue, word for word, nor a name.
 */
export const tongue = async (page: Page, tag: string): Promise<Findings> => {
  const pieces = await page.evaluate<readonly Piece[]>(collect)
  const known = new Set([...localeOf(tag).texts.map(({ text }) => text), ...namesIn(tag)])
  const wrong = pieces.flatMap(({ text, language, frame }) => {
    const rules = scripts.filter(rule => rule.holds({ tag: language, punct: '' }))
    const found = people.has(text) ? [] : rules.flatMap(rule => rule.find(text) ?? [])
    const strange = frame && !known.has(text) && /\p{L}/u.test(text)
    return [
      ...found.map(what => `${language}: ${what} in ${text}`),
      ...(strange ? [`not in ${tag}: ${text}`] : []),
    ]
  })
  return { saw: pieces.length, wrong }
}
