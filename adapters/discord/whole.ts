import { joined, type Spoken, type SpokenCard } from '../../src/card/spoken.ts'
import { visible } from '../../src/kit/text.ts'
import type { TextFile } from './respond.ts'

const said = (spoken: Spoken): string => visible(joined(spoken))

/** All of a card as plain text, for what one message can't hold. */
export const textFileOf = (card: SpokenCard): TextFile => ({
  name: `${/[A-Z]{2,4}-(?:[NSOAB]-)?\d{4}-\d{6}/.exec(joined(card.notification))?.[0] ?? card.name}.txt`,
  text: [
    said(card.headline),
    (card.marking ?? []).map(said).join(' · '),
    card.fields.map(f => `${said(f.label)}: ${said(f.value)}`).join('\n'),
    card.lines.flatMap(l => l.parts.map(p => visible(p.text))).join('\n'),
    ...card.quotes.map(q => `${said(q.label)} (${visible(q.languageName)})\n${visible(q.text)}`),
    ...(card.verbatim ? [`${said(card.verbatim.label)}\n${card.verbatim.text}`] : []),
    card.footer.map(said).join(' · '),
  ]
    .filter(part => part !== '')
    .join('\n\n'),
})
