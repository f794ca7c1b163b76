import { type Fields, isFields, isList } from './rule.ts'

type Kind = 'string' | 'flag' | 'number' | 'json' | 'list'

interface Signature {
  readonly need: Readonly<Record<string, Kind>>
  readonly may: Readonly<Record<string, Kind>>
}

const message = {
  text: 'string',
  blocks: 'json',
  link_names: 'flag',
  parse: 'string',
} as const
const page = {
  cursor: 'string',
  inclusive: 'flag',
  latest: 'string',
  limit: 'number',
  oldest: 'string',
  include_all_metadata: 'flag',
} as const

/** What each method takes: https://docs.slack.dev/reference/methods/ */
export const signatures = {
  'auth.test': { need: {}, may: {} },
  'apps.connections.open': { need: {}, may: {} },
  'apps.manifest.export': { need: { app_id: 'string' }, may: {} },
  'blocks.validate': { need: {}, may: { blocks: 'json', message: 'json', view: 'json' } },
  'chat.postMessage': {
    need: { channel: 'string' },
    may: {
      ...message,
      metadata: 'json',
      mrkdwn: 'flag',
      reply_broadcast: 'flag',
      thread_ts: 'string',
      unfurl_links: 'flag',
      unfurl_media: 'flag',
    },
  },
  'chat.update': {
    need: { channel: 'string', ts: 'string' },
    may: { ...message, metadata: 'json', reply_broadcast: 'flag' },
  },
  'chat.postEphemeral': {
    need: { channel: 'string', user: 'string' },
    may: { ...message, thread_ts: 'string' },
  },
  'chat.delete': { need: { channel: 'string', ts: 'string' }, may: {} },
  'files.getUploadURLExternal': {
    need: { filename: 'string', length: 'number' },
    may: { alt_txt: 'string', snippet_type: 'string' },
  },
  'files.completeUploadExternal': {
    need: { files: 'json' },
    may: { channel_id: 'string', initial_comment: 'string', thread_ts: 'string' },
  },
  'views.open': { need: { trigger_id: 'string', view: 'json' }, may: {} },
  'views.push': { need: { trigger_id: 'string', view: 'json' }, may: {} },
  'views.update': {
    need: { view: 'json' },
    may: { view_id: 'string', external_id: 'string', hash: 'string' },
  },
  'views.publish': { need: { user_id: 'string', view: 'json' }, may: { hash: 'string' } },
  'users.info': { need: { user: 'string' }, may: { include_locale: 'flag' } },
  'conversations.info': {
    need: { channel: 'string' },
    may: { include_locale: 'flag', include_num_members: 'flag' },
  },
  'conversations.history': { need: { channel: 'string' }, may: page },
  'conversations.replies': { need: { channel: 'string', ts: 'string' }, may: page },
  'conversations.open': {
    need: {},
    may: { channel: 'string', users: 'list', return_im: 'flag', prevent_creation: 'flag' },
  },
} as const satisfies Readonly<Record<string, Signature>>

export type Method = keyof typeof signatures

export const isMethod = (name: string): name is Method => Object.hasOwn(signatures, name)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readers: Readonly<Record<Kind, (value: unknown) => unknown>> = {
  string: value =>
    typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined,
  flag: value =>
    typeof value === 'boolean'
      ? value
      : { true: true, 1: true, false: false, 0: false }[String(value)],
  number: value => (/^\d+$/.test(String(value)) ? Number(value) : undefined),
  json: value => {
    const read = typeof value === 'string' ? parsed(value) : value
    return isFields(read) || isList(read) ? read : undefined
  },
  list: value => (isList(value) ? value.join(',') : typeof value === 'string' ? value : undefined),
}

/** Every method takes these; Bolt's listeners send the second with each call. */
const everywhere = ['token', 'team_id']

/** Arguments as their kinds say, and what is wrong with them. Slack passes over unknown ones; the rig doesn't. */
export const readArguments = (
  method: Method,
  raw: Fields,
): { readonly args: Fields; readonly flaws: readonly string[] } => {
  const { need, may }: Signature = signatures[method]
  const given = Object.entries(raw).filter(
    ([name, value]) => !everywhere.includes(name) && value !== undefined,
  )
  const read = given.map(([name, value]) => {
    const kind = need[name] ?? may[name]
    return { name, kind, value: kind === undefined ? undefined : readers[kind](value) }
  })
  return {
    args: Object.fromEntries(read.map(({ name, value }) => [name, value])),
    flaws: [
      ...Object.keys(need)
        .filter(name => raw[name] === undefined)
        .map(name => `[ERROR] missing required field: ${name}`),
      ...read.flatMap(({ name, kind, value }) =>
        kind === undefined
          ? [`[ERROR] unknown argument: ${name}`]
          : value === undefined
            ? [`[ERROR] must be a ${kind} [json-pointer:/${name}]`]
            : [],
      ),
    ],
  }
}
