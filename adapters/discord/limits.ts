/**
 * Every bound of Discord's that shapes what is shown, as data; lengths in UTF-16 units, the stricter of the
 * two ways in which Discord may count. Source: docs.discord.com/developers, resources/message and components.
 */
export const limits = {
  content: 2000,
  embed: {
    title: 256,
    description: 4096,
    fields: 25,
    name: 256,
    value: 1024,
    footer: 2048,
    /** Of all texts of a message's embeds together. */
    total: 6000,
  },
  button: { label: 80, row: 5, shown: 25 },
  id: 100,
  /** Of an attachment. */
  alt: 1024,
  /** Of a message of Components V2: parts, nested ones too, and what all texts have together. */
  list: { parts: 40, text: 4000 },
  form: {
    title: 45,
    inputs: 5,
    label: 45,
    hint: 100,
    typed: 4000,
    /** What of a choice fits: radio buttons or boxes, a menu, its texts. */
    boxes: 10,
    options: 25,
    option: 100,
  },
  suggestions: 25,
  /** Our own, for cards that no case of ours makes: what is never cut has an end too. */
  own: {
    notification: 300,
    called: 1500,
    mentions: 20,
    headline: 1000,
    marking: 800,
    footer: 600,
    languages: 6,
    lines: 160,
    quotes: 24,
    /** Longer facts have the width to themselves. */
    narrow: 40,
    problem: 300,
  },
} as const
