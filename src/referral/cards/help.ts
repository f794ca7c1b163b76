import { type Button, type Card, card, data, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'

export interface HelpLine {
  readonly usage: string
  readonly about: MessageKey
}

/** Commands whose lines begin with the same word. */
export interface HelpTopic {
  /** The word, without a slash. */
  readonly root: string
  /** What they are for. */
  readonly about: MessageKey
  readonly lines: readonly HelpLine[]
}

export interface HelpFacts {
  readonly topics: readonly HelpTopic[]
  /** What an officer needs first. */
  readonly needed: readonly HelpLine[]
}

const lineOf = ({ usage, about }: HelpLine): Term =>
  words('help.line', { usage: data(usage), about: words(about) })

/** A word with one command is told by that one; of any other the list is asked for. */
const topicLine = ({ root, about, lines }: HelpTopic): Term => {
  const [only, ...more] = lines
  return lineOf(only && more.length === 0 ? only : { usage: `/help ${root}`, about })
}

const topicButton = ({ root }: HelpTopic): Button => ({
  command: `help-${root}`,
  revision: 0,
  label: 'button.help_on',
  params: { root: data(`/${root}`) },
  style: 'plain',
})

const isIn = (lines: readonly HelpLine[], { usage }: HelpLine): boolean =>
  lines.some(l => l.usage === usage)

/** A chat system shows five in a row, and two rows are enough. */
const mostButtons = 10

/** What can be typed, by first words: all commands in one message are more than a chat system takes. */
export const helpCard = ({ topics, needed }: HelpFacts): Card => {
  const others = topics.filter(t => t.lines.length > 1 || !t.lines.some(l => isIn(needed, l)))
  return card({
    name: 'help',
    headline: words('help.title'),
    lines: [
      words('help.needed'),
      ...needed.map(lineOf),
      words('help.topics'),
      ...others.map(topicLine),
      words('help.not_mla'),
    ],
    buttons: topics
      .filter(t => t.lines.length > 1)
      .slice(0, mostButtons)
      .map(topicButton),
  })
}

/** Every command that begins with one word. */
export const topicCard = ({ root, lines }: HelpTopic): Card =>
  card({
    name: 'help-topic',
    notification: words('help.title'),
    headline: words('help.topic_title', { root: data(`/${root}`) }),
    lines: [...lines.map(lineOf), words('help.values')],
  })
