/**
 * Every bound of Slack's that shapes what is shown, as data; lengths in Unicode code points unless said.
 * Source: docs.slack.dev/reference/block-kit, and the same figures in slackblocks' limits 1.0.1.
 */
export const limits = {
  message: {
    blocks: 50,
    /** Of the notification `text`: 4,000 advised; what a lock screen shows is far less. */
    text: 300,
    /**
     * All blocks of one message as JSON. Undocumented: `msg_blocks_too_long` comes at some 13,200
     * characters, containers counted (bolt-js issues 2509 and 2867).
     */
    json: 12_000,
  },
  /** An answer by `response_url`, which the bound above doesn't hold for (bolt-js issue 2867); our own. */
  reply: { json: 24_000 },
  view: {
    blocks: 100,
    title: 24,
    button: 24,
    metadata: 3000,
    /** In bytes. `view_too_large` comes at some 250,000; the rest is for how Slack writes it. */
    bytes: 200_000,
  },
  text: 3000,
  header: 150,
  button: { text: 75, accessibility: 75, shown: 3 },
  option: { text: 75, value: 150 },
  confirm: { title: 100, text: 300, button: 30 },
  overflow: 5,
  options: 100,
  checkboxes: 10,
  placeholder: 150,
  input: { label: 2000, hint: 2000, max: 3000 },
  id: 255,
  /** Our own, for cards and answers that no case of ours makes: what is never cut has an end too. */
  own: {
    headline: 1000,
    marking: 800,
    footer: 600,
    languages: 6,
    /** What a picture says; Slack takes 2,000. */
    alt: 1200,
    lines: 160,
    quotes: 24,
    error: 300,
  },
} as const
