import type { Language } from '../../src/kit/ids.ts'
import { entry, figuresEntry } from './assets.ts'
import type { serverWords } from './config.ts'
import type { PageWords } from './protocol.ts'

export type Say = (language: Language, word: (typeof serverWords)[number]) => string

/** The words of the server's own pages; one that a language lacks is a bug. */
export const sayFrom =
  (words: (language: Language) => PageWords): Say =>
  (language, word) => {
    const text = words(language)[word]
    if (text === undefined) throw new Error(`no word page.${word} in ${language}`)
    return text
  }

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, c => escapes[c] ?? c)

const html = (lang: string, title: string, head: string, body: string): string => `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/style.css">
${head}</head>
<body>
${body}
</body>
</html>
`

/** The page of one officer; its script fetches everything else. */
export const deskPage = (say: Say, language: Language): string =>
  html(
    language,
    say(language, 'title'),
    `<script type="module" src="/page/${entry}"></script>\n`,
    `<div id="app"></div>\n<noscript><p>${escapeHtml(say(language, 'no_script'))}</p></noscript>`,
  )

/** The page of figures; its script asks for them. */
export const figuresPage = (say: Say, language: Language): string =>
  html(
    language,
    say(language, 'figures'),
    `<script type="module" src="/page/${figuresEntry}"></script>\n`,
    `<div id="app"></div>\n<noscript><p>${escapeHtml(say(language, 'no_script'))}</p></noscript>`,
  )

type Word = (typeof serverWords)[number]

/** Sentences for somebody whose language we don't know: once in each. */
const inEvery = (say: Say, languages: readonly Language[], words: readonly Word[]): string =>
  languages
    .map(language => {
      const text = words.map(word => escapeHtml(say(language, word))).join(' ')
      return `<p lang="${escapeHtml(language)}">${text}</p>`
    })
    .join('\n')

export interface NoticeRequest {
  readonly say: Say
  readonly languages: readonly Language[]
  readonly words: readonly Word[]
  /** A click from our own page brings the cookie that a click from elsewhere doesn't (SameSite=Strict). */
  readonly again?: string
}

const anyLanguage = 'en' as Language

export const noticePage = ({ say, languages, words, again }: NoticeRequest): string => {
  const first = languages[0] ?? anyLanguage
  const retry =
    again === undefined
      ? ''
      : `\n<p><a href="${escapeHtml(again)}">${languages
          .map(l => `<span lang="${escapeHtml(l)}">${escapeHtml(say(l, 'try_again'))}</span>`)
          .join(' / ')}</a></p>`
  return html(
    first,
    say(first, 'title'),
    '',
    `<main class="notice">\n${inEvery(say, languages, words)}${retry}\n</main>`,
  )
}

/** Goes on by itself from our own page: a redirect would still count as coming from the other site. */
export const signedInPage = (say: Say, languages: readonly Language[], to: string): string => {
  const first = languages[0] ?? anyLanguage
  const links = languages
    .map(
      l =>
        `<p lang="${escapeHtml(l)}"><a href="${escapeHtml(to)}">${escapeHtml(say(l, 'signing_in'))}</a></p>`,
    )
    .join('\n')
  return html(
    first,
    say(first, 'title'),
    `<meta http-equiv="refresh" content="0; url=${escapeHtml(to)}">\n`,
    `<main class="notice">\n${links}\n</main>`,
  )
}

/** Both desks side by side. */
export const demoPage = (
  say: Say,
  desks: readonly { readonly id: string; readonly label: string; readonly language: Language }[],
): string => {
  const first = desks[0]?.language ?? anyLanguage
  const frames = desks
    .map(
      ({ id, label, language }) =>
        `<iframe src="/o/${escapeHtml(id)}/" title="${escapeHtml(label)}" lang="${escapeHtml(language)}"></iframe>`,
    )
    .join('\n')
  return html(
    first,
    say(first, 'desks_side_by_side'),
    '',
    `<main class="side-by-side">\n${frames}\n</main>`,
  )
}
