/** Figures by name, in the shape of slackblocks' `limits.json`; read as data, so that both may be given. */
export type Figures = Readonly<Record<string, unknown>>

export interface Verdict {
  /** How many lengths and counts were compared. */
  readonly compared: number
  readonly breaches: readonly string[]
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const figure = (figures: Figures, path: string): number => {
  let at: unknown = figures
  for (const step of path.split('.')) at = isNode(at) ? at[step] : undefined
  if (typeof at !== 'number') throw new Error(`no figure ${path}`)
  return at
}

const sizeOf = (value: unknown): number | undefined => {
  if (typeof value === 'string') return [...value].length
  if (Array.isArray(value)) return value.length
  return isNode(value) && typeof value['text'] === 'string' ? [...value['text']].length : undefined
}

/** What of which node is bounded by which figure. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain_text: { text: 'text.max_length' },
  text: { text: 'text.max_length' },
  header: { text: 'header.text.max_length' },
  context: { elements: 'context.elements.max_items' },
  actions: { elements: 'actions.elements.max_items' },
  button: {
    text: 'button.text.max_length',
    value: 'button.value.max_length',
    accessibility_label: 'button.accessibility_label.max_length',
    action_id: 'action_id.max_length',
  },
  overflow: { options: 'overflow.options.max_items', action_id: 'action_id.max_length' },
  static_select: {
    options: 'select.options.max_items',
    placeholder: 'select.placeholder.max_length',
  },
  multi_static_select: { options: 'select.options.max_items' },
  external_select: {},
  multi_external_select: {},
  checkboxes: { options: 'checkboxes.options.max_items' },
  plain_text_input: { initial_value: 'plain_text_input.max_length.max' },
  input: {
    label: 'input.label.max_length',
    hint: 'input.hint.max_length',
    block_id: 'block_id.max_length',
  },
  confirm: {
    title: 'confirmation.title.max_length',
    text: 'confirmation.text.max_length',
    confirm: 'confirmation.confirm.max_length',
    deny: 'confirmation.deny.max_length',
  },
  option: { text: 'option.text.max_length', value: 'option.value.max_length' },
  modal: {
    blocks: 'view.blocks.max_items',
    title: 'view.title.max_length',
    submit: 'view.submit.max_length',
    close: 'view.close.max_length',
    private_metadata: 'view.private_metadata.max_length',
    callback_id: 'view.callback_id.max_length',
  },
  home: { blocks: 'view.blocks.max_items' },
  message: {},
  rich_text: {},
  rich_text_section: {},
  rich_text_quote: {},
  rich_text_preformatted: {},
  user: {},
  date: {},
  divider: {},
}

/** Options and questions have no `type`; a message has none either. */
const kindOf = (node: Node): string | undefined => {
  if (typeof node['type'] === 'string') return node['type']
  if ('deny' in node) return 'confirm'
  if ('value' in node && 'text' in node) return 'option'
  return 'blocks' in node ? 'message' : undefined
}

const nodesIn = (value: unknown): readonly Node[] =>
  Array.isArray(value)
    ? value.flatMap(nodesIn)
    : isNode(value)
      ? [value, ...Object.values(value).flatMap(nodesIn)]
      : []

const repeated = (nodes: readonly Node[], key: string): readonly string[] => {
  const ids = nodes.flatMap(n =>
    typeof n[key] === 'string' && n['type'] !== 'message' ? [n[key]] : [],
  )
  const own = key === 'action_id' ? ids.filter(id => id !== 'v') : ids
  return own.filter((id, i) => own.indexOf(id) !== i).map(id => `${key} ${id} twice`)
}

const emptiness = (node: Node, kind: string): readonly string[] => {
  const must = ['text', 'plain_text'].includes(kind)
    ? ['text']
    : ['elements', 'options', 'initial_options']
  return must
    .filter(key => key in node && sizeOf(node[key]) === 0)
    .map(key => `${kind}.${key} is empty`)
}

/** Checks a message or a view against the figures: lengths in code points, counts, ids, known kinds. */
export const judge = (payload: unknown, figures: Figures, messageBlocks = 50): Verdict => {
  const nodes = nodesIn(payload)
  let compared = 0
  const breaches = nodes.flatMap(node => {
    const kind = kindOf(node)
    if (kind === undefined) return []
    const bounds = table[kind]
    if (!bounds) return [`unknown kind ${kind}`]
    return [
      ...emptiness(node, kind),
      ...Object.entries(bounds).flatMap(([key, path]) => {
        const size = sizeOf(node[key])
        if (size === undefined) return []
        compared++
        const most = figure(figures, path)
        return size > most ? [`${kind}.${key}: ${size} > ${most}`] : []
      }),
    ]
  })
  const blocks = isNode(payload) ? sizeOf(payload['blocks']) : undefined
  const isMessage = isNode(payload) && kindOf(payload) === 'message'
  return {
    compared,
    breaches: [
      ...breaches,
      ...(isMessage && (blocks ?? 0) > messageBlocks ? [`${blocks} blocks`] : []),
      ...(blocks === 0 ? ['no blocks'] : []),
      ...repeated(nodes, 'action_id'),
      ...repeated(nodes, 'block_id'),
    ],
  }
}

/** The same figures for where the specification isn't at hand (docs.slack.dev/reference/block-kit). */
export const figures: Figures = {
  text: { max_length: 3000 },
  header: { text: { max_length: 150 } },
  context: { elements: { max_items: 10 } },
  actions: { elements: { max_items: 25 } },
  action_id: { max_length: 255 },
  block_id: { max_length: 255 },
  button: {
    text: { max_length: 75 },
    value: { max_length: 2000 },
    accessibility_label: { max_length: 75 },
  },
  overflow: { options: { max_items: 5 } },
  select: { options: { max_items: 100 }, placeholder: { max_length: 150 } },
  checkboxes: { options: { max_items: 10 } },
  plain_text_input: { max_length: { max: 3000 } },
  input: { label: { max_length: 2000 }, hint: { max_length: 2000 } },
  confirmation: {
    title: { max_length: 100 },
    text: { max_length: 300 },
    confirm: { max_length: 30 },
    deny: { max_length: 30 },
  },
  option: { text: { max_length: 75 }, value: { max_length: 150 } },
  view: {
    blocks: { max_items: 100 },
    title: { max_length: 24 },
    submit: { max_length: 24 },
    close: { max_length: 24 },
    private_metadata: { max_length: 3000 },
    callback_id: { max_length: 255 },
  },
}

/** Every string of a payload, with the kind of node and the name that it stands under. */
export const stringsIn = (
  payload: unknown,
): readonly { readonly under: string; readonly text: string }[] =>
  nodesIn(payload).flatMap(node =>
    Object.entries(node).flatMap(([key, text]) =>
      typeof text === 'string' && key !== 'type'
        ? [{ under: `${kindOf(node) ?? '?'}.${key}`, text }]
        : [],
    ),
  )

/** Nodes that could make something of a text: markup, emoji names, links, calls of everybody. */
export const interpreted = (payload: unknown): readonly string[] =>
  nodesIn(payload).flatMap(node =>
    ['mrkdwn', 'link', 'broadcast', 'emoji', 'channel', 'usergroup', 'markdown'].includes(
      String(node['type']),
    ) ||
    (node['type'] === 'plain_text' && node['emoji'] !== false)
      ? [JSON.stringify(node).slice(0, 200)]
      : [],
  )
