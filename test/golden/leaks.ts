import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part, SpokenButton, SpokenCard, SpokenChart } from '../../src/card/spoken.ts'
import { catalogue } from '../bot/spoken.ts'

// Two high bytes in GBK are GB 2312, the character set of simplified Chinese.
const gbk = new TextDecoder('gbk')
const gb2312 = new Set(
  Array.from({ length: 72 * 94 }, (_, i) =>
    gbk.decode(Uint8Array.of(0xb0 + Math.floor(i / 94), 0xa1 + (i % 94))),
  ),
)
const simplifiedOnly = new Set(
  readFileSync(join(import.meta.dirname, '../locale/simplified-only.txt'), 'utf8').trim(),
)

const han = /\p{sc=Han}/u
const hangul = /\p{sc=Hangul}/u
const kana = /[\p{sc=Hira}\p{sc=Kana}]/u

/** The first character that can't be of that language. */
const foreign: Readonly<Record<string, (c: string) => boolean>> = {
  en: c => han.test(c) || hangul.test(c) || kana.test(c),
  ko: c => han.test(c) || kana.test(c),
  'zh-HK': c => hangul.test(c) || kana.test(c) || simplifiedOnly.has(c),
  'zh-CN': c => hangul.test(c) || kana.test(c) || (han.test(c) && !gb2312.has(c)),
}

const none = (c: string): boolean => han.test(c) || hangul.test(c) || kana.test(c)

// A language is called by its own name in every language.
const ownNames = catalogue.languages().map(l => catalogue.info(l).label)
export const withoutOwnNames = (text: string): string =>
  ownNames.reduce((rest, name) => rest.replaceAll(name, ''), text)

/** Characters of a part that belong to another language; what is no language has of none. */
export const leaksOf = ({ text, language }: Part): readonly string[] =>
  [...withoutOwnNames(text)].filter(foreign[language ?? ''] ?? none)

const chartParts = (c: SpokenChart): readonly Part[] =>
  [
    c.subject,
    c.title,
    ...c.notes.flatMap(n => [n.label, n.value]),
    ...c.sides.map(side => side.name),
    ...c.rows.map(r => r.label),
  ].flatMap(said => said.parts)

const buttonParts = ({ label, confirm }: SpokenButton): readonly Part[] =>
  [label, ...(confirm ? [confirm.title, confirm.text, confirm.yes, confirm.no] : [])].flatMap(
    said => said.parts,
  )

/** All parts of a card but officers' own words, which may be in any language, and what is there to be copied. */
export const partsOf = (c: SpokenCard): readonly Part[] => [
  ...c.headline.parts,
  ...c.notification.parts,
  ...(c.marking ?? []).flatMap(m => m.parts),
  ...c.fields.flatMap(f => [...f.label.parts, ...f.value.parts]),
  ...c.lines.flatMap(l => l.parts),
  ...c.quotes.flatMap(q => q.label.parts),
  ...(c.verbatim?.label.parts ?? []),
  ...(c.picture ? [...c.picture.alt.parts, ...chartParts(c.picture.chart)] : []),
  ...c.buttons.flatMap(buttonParts),
  ...c.footer.flatMap(f => f.parts),
]
