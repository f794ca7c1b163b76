import {
  button,
  command,
  field,
  inLabel,
  input,
  line,
  modal,
  option,
  row,
  select,
  text,
  times,
  v2,
  x,
} from '../contract/discord-rig-bodies.ts'
import type { Fields } from '../rigs/slack/rule.ts'

const image = { url: 'https://example.org/a.png' }

/** Bodies that Discord takes: each kind of part once, and every limit just met. */
export const goodMessages: readonly Fields[] = [
  { content: x(2000), nonce: x(25), enforce_nonce: true, allowed_mentions: { parse: [] } },
  {
    content: 'a card',
    embeds: [
      {
        title: x(256),
        description: x(1000),
        url: 'https://example.org',
        color: 0xff0000,
        timestamp: '2026-11-24T09:00:00.000Z',
        footer: { text: 'HKC-1', icon_url: 'https://example.org/a.png' },
        author: { name: 'a' },
        fields: times(25, i => ({ ...field(`${i}`), inline: true })),
        image,
        thumbnail: image,
      },
    ],
    components: [
      row(button('b1'), button('b2', { style: 4, disabled: true, emoji: { name: '🔥' } })),
      row({ type: 2, style: 5, label: 'link', url: 'https://example.org' }),
      row(select({ custom_id: 's1', placeholder: x(150) })),
      row({ type: 5, custom_id: 's2', min_values: 0, max_values: 25 }),
      row({ type: 8, custom_id: 's3', channel_types: [0] }),
    ],
  },
  {
    flags: v2,
    components: [
      line('# title'),
      {
        type: 17,
        accent_color: 0x00ff00,
        components: [
          { type: 9, components: [line('a')], accessory: button('b3') },
          { type: 9, components: [line('a')], accessory: { type: 11, media: image } },
          { type: 14, divider: true, spacing: 2 },
          { type: 12, items: [{ media: image, description: 'a' }] },
          row(button('b4')),
        ],
      },
    ],
  },
]

const options = [option('a'), option('b')]

export const goodForms: readonly Fields[] = [
  modal([
    input('subject', { style: 2, min_length: 1, max_length: 4000, placeholder: x(100) }),
    inLabel(select({ custom_id: 'pick', required: false, min_values: 0 })),
    inLabel({ type: 21, custom_id: 'radio', options }),
    inLabel({
      type: 22,
      custom_id: 'boxes',
      options,
      required: false,
      min_values: 0,
      max_values: 2,
    }),
    inLabel({ type: 23, custom_id: 'box', default: true }),
  ]),
  modal([
    line('Read this first'),
    inLabel({ type: 5, custom_id: 'who', max_values: 2 }),
    inLabel({ type: 6, custom_id: 'role', required: false }),
    inLabel({ type: 19, custom_id: 'file', required: false }),
    inLabel({ type: 4, custom_id: 'subject', style: 1, value: 'filled' }),
  ]),
]

const sub = (name: string, options: readonly unknown[]) => ({
  type: 1,
  name,
  description: 'd',
  options,
})

export const goodCommands: readonly Fields[] = [
  command({
    name_localizations: { ko: '의뢰', 'zh-TW': '轉介', 'zh-CN': '转介' },
    description_localizations: { ko: '의뢰' },
    default_member_permissions: null,
    contexts: [0],
    options: [
      sub('open', [
        text('subject', { required: true, max_length: 100 }),
        { type: 6, name: 'officer', description: 'd' },
        { type: 4, name: 'count', description: 'd', min_value: 0, max_value: 10 },
        text('priority', { choices: times(25, i => ({ name: `${i}`, value: `${i}` })) }),
        text('ref', { autocomplete: true }),
      ]),
      { type: 2, name: 'duty', description: 'd', options: [sub('show', []), sub('swap', [])] },
    ],
  }),
  { type: 3, name: 'Open referral' },
]
