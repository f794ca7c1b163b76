import { type Fields, isFields, isList } from '../slack/rule.ts'
import { partsIn } from './parts.ts'
import {
  choice,
  type Flaw,
  flaw,
  instant,
  isThere,
  link,
  list,
  none,
  number,
  type Rule,
  type Step,
  shape,
  snowflake,
  text,
  truth,
} from './rule.ts'
import { legacyParts, newParts } from './table-parts.ts'

/** Messages: https://docs.discord.com/developers/resources/message */
const picture = shape({ url: link }, {})

const embed = shape(
  {},
  {
    title: text(0, 256),
    description: text(0, 4096),
    url: link,
    color: number(0, 0xffffff),
    timestamp: instant,
    footer: shape({ text: text(1, 2048) }, { icon_url: link }),
    author: shape({ name: text(1, 256) }, { url: link, icon_url: link }),
    fields: list(shape({ name: text(1, 256), value: text(1, 1024) }, { inline: truth }), 0, 25),
    image: picture,
    thumbnail: picture,
  },
  (value, at) =>
    Object.keys(value).some(key => key !== 'type' && isThere(value[key]))
      ? none
      : flaw([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'),
)

const sizeOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

/** What of an embed counts towards the 6,000 characters that all of a message may have. */
const embedSize = ({ title, description, footer, author, fields }: Fields): number => {
  const lines = isList(fields) ? fields.filter(isFields) : []
  return [
    title,
    description,
    isFields(footer) ? footer['text'] : '',
    isFields(author) ? author['name'] : '',
    ...lines.flatMap(({ name, value }) => [name, value]),
  ].reduce((sum: number, part) => sum + sizeOf(part), 0)
}

const embedsAsWhole: Rule = (value, at) => {
  const size = (isList(value) ? value.filter(isFields) : []).reduce(
    (sum, one) => sum + embedSize(one),
    0,
  )
  return size > 6000
    ? flaw(at, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
    : none
}

const ids = list(snowflake, 0, 100)
const allowed = shape(
  {},
  {
    parse: list(choice('users', 'roles', 'everyone'), 0, 3),
    users: ids,
    roles: ids,
    replied_user: truth,
  },
  ({ parse, ...rest }, at) =>
    ['users', 'roles'].flatMap(kind => {
      const named = rest[kind]
      return isList(parse) && parse.includes(kind) && isList(named) && named.length > 0
        ? flaw(
            [...at],
            'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          )
        : none
    }),
)

const nonce: Rule = (value, at) =>
  typeof value === 'number' ? number()(value, at) : text(0, 25)(value, at)

const fields = {
  content: text(0, 2000),
  embeds: list(embed, 0, 10),
  allowed_mentions: allowed,
  flags: number(0),
  tts: truth,
  attachments: list(
    shape(
      { id: (value, at) => text(1, 20)(value, at) },
      { filename: text(1, 1024), description: text(0, 1024) },
    ),
    0,
    10,
  ),
  sticker_ids: list(snowflake, 0, 3),
  message_reference: shape(
    { message_id: snowflake },
    { channel_id: snowflake, guild_id: snowflake, fail_if_not_exists: truth, type: choice(0, 1) },
  ),
}

const once = (parts: readonly { readonly part: Fields; readonly at: readonly Step[] }[]) => {
  const seen = new Set<unknown>()
  return parts.flatMap(({ part, at }) => {
    const { custom_id: id } = part
    if (!isThere(id)) return none
    if (!seen.has(id)) {
      seen.add(id)
      return none
    }
    return flaw(
      [...at, 'custom_id'],
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    )
  })
}

const v2Flaws = (value: Fields, files: readonly string[]): readonly Flaw[] => {
  const { components, ...rest } = value
  const parts = partsIn(components)
  const letters = parts.reduce(
    (sum, { part }) => sum + (part['type'] === 10 ? sizeOf(part['content']) : 0),
    0,
  )
  const old = ['content', 'embeds', 'sticker_ids', 'poll'].filter(key => {
    const part = rest[key]
    return isThere(part) && part !== '' && !(isList(part) && part.length === 0)
  })
  const wanted = parts.flatMap(({ part }) => {
    const { file } = part
    const url = isFields(file) ? String(file['url']) : ''
    return url.startsWith('attachment://') ? [url.replace('attachment://', '')] : []
  })
  return [
    ...old.flatMap(key =>
      flaw(
        [key],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      ),
    ),
    ...(parts.length > 40
      ? flaw(
          ['components'],
          'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
          'The total number of components cannot exceed 40',
        )
      : none),
    ...(letters > 4000
      ? flaw(
          ['components'],
          'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
          'The displayable text size exceeds maximum size of 4000',
        )
      : none),
    ...wanted
      .filter(name => !files.includes(name))
      .flatMap(name =>
        flaw(
          ['components'],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `The attachment ${name} was not found`,
        ),
      ),
  ]
}

/** An embed may show a file of its own message, and no other. */
const picturesThere = (embeds: unknown, files: readonly string[]): readonly Flaw[] =>
  (isList(embeds) ? embeds.filter(isFields) : []).flatMap(({ image }, i) => {
    const url = isFields(image) ? String(image['url']) : ''
    const name = url.replace('attachment://', '')
    return url.startsWith('attachment://') && !files.includes(name)
      ? flaw(
          ['embeds', i, 'image'],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `The attachment ${name} was not found`,
        )
      : none
  })

export const v2 = 1 << 15

/**
 * What is wrong with the body of a message.
 * @param isV2 whether the message has (or gets) the Components V2 flag
 * @param files names of the files that come with it
 */
export const messageFlaws = (
  body: Fields,
  isV2: boolean,
  files: readonly string[],
): readonly Flaw[] => {
  const shaped = shape(
    {},
    {
      ...fields,
      components: isV2 ? newParts : legacyParts,
      nonce,
      enforce_nonce: truth,
    },
  )(body, [])
  if (shaped.length > 0) return shaped
  return [
    ...embedsAsWhole(body['embeds'], ['embeds']),
    ...picturesThere(body['embeds'], files),
    ...once(partsIn(body['components'])),
    ...(isV2 ? v2Flaws(body, files) : none),
  ]
}
