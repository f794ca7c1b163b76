import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import { decodeCallback } from '../../src/card/callback.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { type Button, buttonsOf, rowsOf } from './buttons.ts'
import { oneLine, textsOf } from './cut.ts'
import { colours } from './embed.ts'
import { bold, factLine, ownTime } from './fields.ts'
import { limits } from './limits.ts'
import { escapedLine, type TidyCard } from './tidy.ts'

/** Cards that are a list: a button of theirs belongs to a line. */
const lists: ReadonlySet<string> = new Set(['home', 'list', 'matter-list'])

const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
})

interface Line {
  readonly said: string
  readonly of?: Button
}

/** Each line with the first button about what it names; and the buttons that no line has. */
const withButtons = (
  card: SpokenCard,
  lines: TidyCard['lines'],
): { readonly rows: readonly Line[]; readonly others: readonly Button[] } => {
  const free = buttonsOf(card.buttons).map((button, i) => ({
    button,
    subject: decodeCallback(card.buttons[i]?.data ?? '')?.subject,
  }))
  const rows = lines.map((line): Line => {
    const said = `${line.text}${ownTime(line.at)}`
    const at = free.findIndex(
      ({ subject }) => subject !== undefined && line.text.includes(escapedLine(subject)),
    )
    const [found] = at < 0 ? [] : free.splice(at, 1)
    return found ? { said, of: found.button } : { said }
  })
  return { rows, others: free.map(f => f.button) }
}

const smallFooter = (card: SpokenCard): readonly APITextDisplayComponent[] => {
  const said = card.footer.map(f => textsOf(f, oneLine).map(escapedLine).join(' / ')).join(' · ')
  return said === '' ? [] : [text(`-# ${said}`)]
}

const partsIn = (parts: readonly object[]): number =>
  parts.reduce<number>((sum, part) => {
    const inner = 'components' in part && Array.isArray(part.components) ? part.components : []
    return sum + 1 + partsIn(inner) + ('accessory' in part ? 1 : 0)
  }, 0)

const textIn = (parts: readonly object[]): number =>
  parts.reduce<number>((sum, part) => {
    const inner = 'components' in part && Array.isArray(part.components) ? part.components : []
    const own = 'content' in part && typeof part.content === 'string' ? part.content.length : 0
    return sum + own + textIn(inner)
  }, 0)

/**
 * A list whose lines have buttons, each beside its line; undefined for any other card, and where Discord
 * takes no list of that length.
 */
export const listOf = (
  card: SpokenCard,
  shown: TidyCard,
): APIMessageTopLevelComponent[] | undefined => {
  if (!lists.has(card.name)) return undefined
  const { rows, others } = withButtons(card, shown.lines)
  if (rows.every(r => r.of === undefined)) return undefined
  const top = [
    ...shown.headline.map(bold),
    ...(shown.marking === '' ? [] : [bold(shown.marking)]),
    ...shown.fields.map(f => factLine(f, limits.list.text)),
  ].join('\n')
  const parts: APIComponentInContainer[] = [text(top)]
  let said: string[] = []
  const flush = (): void => {
    if (said.length > 0) parts.push(text(said.join('\n')))
    said = []
  }
  for (const { said: line, of } of rows) {
    if (!of) {
      said.push(line)
      continue
    }
    flush()
    parts.push({ type: ComponentType.Section, components: [text(line)], accessory: of })
  }
  flush()
  parts.push(...rowsOf(others), ...smallFooter(card))
  const list: APIMessageTopLevelComponent[] = [
    { type: ComponentType.Container, accent_color: colours[card.tone], components: parts },
  ]
  const fits = partsIn(list) <= limits.list.parts && textIn(list) <= limits.list.text
  return fits ? list : undefined
}
