import { type Family, flag, list, node, num, oneOf, type Rule, shape, str } from './rule.ts'
import { id } from './table-objects.ts'

const face = shape({
  need: {},
  may: { bold: flag, code: flag, italic: flag, strike: flag, underline: flag },
})
const mention = shape({
  need: {},
  may: {
    bold: flag,
    italic: flag,
    strike: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
})
const border = { border: num(0) }
const inline = (...only: readonly string[]): Rule => list(node('inline', ...only), 1)

/** What stands inside a rich_text block: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/ */
export const inline_: Family = {
  text: { need: { text: str(undefined, 1) }, may: { style: face } },
  link: { need: { url: str(3000, 1) }, may: { text: str(), unsafe: flag, style: face } },
  emoji: { need: { name: str(undefined, 1) }, may: { unicode: str(), url: str(), style: face } },
  user: { need: { user_id: id }, may: { style: mention } },
  usergroup: { need: { usergroup_id: id }, may: { style: mention } },
  channel: { need: { channel_id: id }, may: { style: mention } },
  team: { need: { team_id: id }, may: { style: mention } },
  broadcast: { need: { range: oneOf('here', 'channel', 'everyone') }, may: { style: mention } },
  color: { need: { value: str(undefined, 1) }, may: { style: face } },
  date: {
    need: { timestamp: num(0), format: str(undefined, 1) },
    may: { url: str(3000), fallback: str(), style: face },
  },
}

export const rich: Family = {
  rich_text_section: { need: { elements: inline() }, may: {} },
  rich_text_quote: { need: { elements: inline() }, may: border },
  rich_text_preformatted: {
    need: { elements: inline('text', 'link') },
    may: { ...border, language: str() },
  },
  rich_text_list: {
    need: {
      elements: list(node('rich', 'rich_text_section'), 1),
      style: oneOf('bullet', 'ordered'),
    },
    may: { ...border, indent: num(0), offset: num(0) },
  },
}
