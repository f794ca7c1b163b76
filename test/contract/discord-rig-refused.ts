import { button, field, line, option, row, select, times, v2, x } from './discord-rig-bodies.ts'

export const big = { description: x(4000) }

/** Where the flaw lies, its code, and the message. */
export const messages: readonly (readonly [at: string, code: string, body: unknown])[] = [
  ['content', 'BASE_TYPE_MAX_LENGTH', { content: x(2001) }],
  ['embeds', 'BASE_TYPE_MAX_LENGTH', { embeds: times(11, () => ({ title: 'a' })) }],
  ['embeds.0.title', 'BASE_TYPE_MAX_LENGTH', { embeds: [{ title: x(257) }] }],
  ['embeds.0.description', 'BASE_TYPE_MAX_LENGTH', { embeds: [{ description: x(4097) }] }],
  ['embeds.0.description', 'BASE_TYPE_REQUIRED', { embeds: [{}] }],
  [
    'embeds.0.fields',
    'BASE_TYPE_MAX_LENGTH',
    { embeds: [{ fields: times(26, () => field('a')) }] },
  ],
  ['embeds.0.fields.0.name', 'BASE_TYPE_BAD_LENGTH', { embeds: [{ fields: [field(x(257))] }] }],
  [
    'embeds.0.fields.0.value',
    'BASE_TYPE_BAD_LENGTH',
    { embeds: [{ fields: [field('a', x(1025))] }] },
  ],
  ['embeds.0.fields.0.value', 'BASE_TYPE_REQUIRED', { embeds: [{ fields: [field('a', ' ')] }] }],
  ['embeds.0.footer.text', 'BASE_TYPE_BAD_LENGTH', { embeds: [{ footer: { text: x(2049) } }] }],
  ['embeds.0.author.name', 'BASE_TYPE_BAD_LENGTH', { embeds: [{ author: { name: x(257) } }] }],
  ['embeds.0.color', 'NUMBER_TYPE_MAX', { embeds: [{ title: 'a', color: 0x1000000 }] }],
  ['embeds.0.url', 'URL_TYPE_INVALID_SCHEME', { embeds: [{ title: 'a', url: 'ftp://a' }] }],
  ['embeds.0.timestamp', 'DATE_TIME_TYPE_PARSE', { embeds: [{ title: 'a', timestamp: 'now' }] }],
  ['embeds', 'MAX_EMBED_SIZE_EXCEEDED', { embeds: [big, { ...big, description: x(2001) }] }],
  ['components', 'BASE_TYPE_MAX_LENGTH', { components: times(6, i => row(button(`${i}`))) }],
  [
    'components.0.components',
    'BASE_TYPE_BAD_LENGTH',
    { components: [row(...times(6, i => button(`${i}`)))] },
  ],
  ['components.0.components', 'BASE_TYPE_BAD_LENGTH', { components: [row()] }],
  [
    'components.0.components.0.custom_id',
    'BASE_TYPE_BAD_LENGTH',
    { components: [row(button(x(101)))] },
  ],
  [
    'components.0.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_REQUIRED',
    { components: [row(button('', { custom_id: undefined }))] },
  ],
  [
    'components.0.components.1.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    { components: [row(button('a'), button('a'))] },
  ],
  [
    'components.0.components.0.label',
    'BASE_TYPE_MAX_LENGTH',
    { components: [row(button('a', { label: x(81) }))] },
  ],
  [
    'components.0.components.0',
    'BUTTON_COMPONENT_LABEL_OR_EMOJI',
    { components: [row(button('a', { label: '' }))] },
  ],
  [
    'components.0.components.0.style',
    'BASE_TYPE_CHOICES',
    { components: [row(button('a', { style: 7 }))] },
  ],
  [
    'components.0.components.0',
    'BUTTON_COMPONENT_CUSTOM_ID_AND_URL',
    { components: [row(button('a', { url: 'https://a.example' }))] },
  ],
  [
    'components.0.components.0.url',
    'BASE_TYPE_REQUIRED',
    { components: [row(button('a', { style: 5 }))] },
  ],
  [
    'components.0.components',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    { components: [row(select(), button('a'))] },
  ],
  [
    'components.0.components.0.options',
    'BASE_TYPE_BAD_LENGTH',
    { components: [row(select({ options: times(26, i => option(`${i}`)) }))] },
  ],
  [
    'components.0.components.0.options',
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    { components: [row(select({ options: [option('a'), option('a')] }))] },
  ],
  [
    'components.0.components.0.options.0.label',
    'BASE_TYPE_BAD_LENGTH',
    { components: [row(select({ options: [{ ...option('a'), label: x(101) }] }))] },
  ],
  [
    'components.0.components.0.placeholder',
    'BASE_TYPE_MAX_LENGTH',
    { components: [row(select({ placeholder: x(151) }))] },
  ],
  [
    'components.0.components.0.max_values',
    'SELECT_COMPONENT_MAX_OVER_OPTIONS',
    { components: [row(select({ max_values: 2 }))] },
  ],
  [
    'components.0.components.0.type',
    'UNION_TYPE_CHOICES',
    { components: [row({ type: 4, custom_id: 'a', style: 1 })] },
  ],
  ['components.0.type', 'UNION_TYPE_CHOICES', { components: [line('a')] }],
  [
    'content',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    { content: 'a', flags: v2, components: [line('a')] },
  ],
  [
    'embeds',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    { embeds: [{ title: 'a' }], flags: v2, components: [line('a')] },
  ],
  [
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    {
      flags: v2,
      components: times(11, i => ({
        type: 9,
        components: [line('a'), line('b')],
        accessory: button(`${i}`),
      })),
    },
  ],
  [
    'components',
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    { flags: v2, components: [line(x(2001)), line(x(2000))] },
  ],
  [
    'components',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    { flags: v2, components: [{ type: 13, file: { url: 'attachment://a.csv' } }] },
  ],
  [
    'components.0.components',
    'BASE_TYPE_BAD_LENGTH',
    {
      flags: v2,
      components: [{ type: 9, components: times(4, () => line('a')), accessory: button('a') }],
    },
  ],
  ['nonce', 'BASE_TYPE_MAX_LENGTH', { content: 'a', nonce: x(26) }],
  [
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
  ],
  [
    'allowed_mentions.parse.0',
    'BASE_TYPE_CHOICES',
    { content: 'a', allowed_mentions: { parse: ['all'] } },
  ],
  [
    'allowed_mentions.users',
    'BASE_TYPE_MAX_LENGTH',
    { content: 'a', allowed_mentions: { users: times(101, () => '123456789012345678') } },
  ],
  [
    'message_reference',
    'REPLIES_UNKNOWN_MESSAGE',
    { content: 'a', message_reference: { message_id: '123456789012345678' } },
  ],
]
