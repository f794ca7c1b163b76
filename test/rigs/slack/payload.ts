import { flawsOf } from './check.ts'
import {
  type Fields,
  flag,
  isFields,
  isList,
  lengthOf,
  list,
  node,
  oneOf,
  plain,
  type Shape,
  str,
} from './rule.ts'
import { type Surface, surfacesOf, table } from './table.ts'

const most: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }
const aBlock = node('blocks')

const twice = (values: readonly unknown[]): readonly string[] => [
  ...new Set(
    values
      .filter(value => typeof value === 'string')
      .filter((value, i, all) => all.indexOf(value) !== i),
  ),
]

/** Every object in a payload that has a `type`, in order. */
export const nodesIn = (value: unknown): readonly Fields[] => {
  if (isList(value)) return value.flatMap(nodesIn)
  if (!isFields(value)) return []
  return [
    ...(typeof value['type'] === 'string' ? [value] : []),
    ...Object.values(value).flatMap(nodesIn),
  ]
}

const flaw = (at: string, what: string): string => `[ERROR] ${what} [json-pointer:${at}]`

const togetherFlaws = (blocks: readonly unknown[], surface: Surface, at: string) => {
  const all = blocks.filter(isFields)
  const markdown = all
    .filter(({ type }) => type === 'markdown')
    .reduce((sum, { text }) => sum + (typeof text === 'string' ? lengthOf(text) : 0), 0)
  return [
    ...all.flatMap((block, i) =>
      typeof block['type'] === 'string' && !surfacesOf(block['type']).includes(surface)
        ? [flaw(`${at}/${i}/type`, `${block['type']} is not allowed in a ${surface}`)]
        : [],
    ),
    ...twice(all.map(block => block['block_id'])).map(id =>
      flaw(at, `block_id already exists: ${id}`),
    ),
    ...all.flatMap((block, i) =>
      twice(nodesIn(block).map(part => part['action_id'])).map(id =>
        flaw(`${at}/${i}`, `action_id already exists: ${id}`),
      ),
    ),
    ...(markdown > 12_000
      ? [flaw(at, 'markdown blocks must hold less than 12001 characters')]
      : []),
    ...(all.filter(({ type }) => type === 'table').length > 1
      ? [flaw(at, 'only_one_table_allowed')]
      : []),
  ]
}

/** What Slack refuses in the blocks of a message or a view. */
export const flawsInBlocks = (
  value: unknown,
  surface: Surface,
  at = '/blocks',
): readonly string[] => [
  ...flawsOf(table, list(aBlock, surface === 'message' ? 0 : 1, most[surface]), value, at),
  ...(isList(value) ? togetherFlaws(value, surface, at) : []),
]

const common = {
  blocks: { is: 'list', of: { is: 'free' } } as const,
  private_metadata: str(3000),
  callback_id: str(255),
  external_id: str(255),
}

const views: Readonly<Record<string, Shape>> = {
  modal: {
    need: { title: plain(24), blocks: common.blocks },
    may: {
      ...common,
      close: plain(24),
      submit: plain(24),
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
  },
  home: { need: { blocks: common.blocks }, may: common },
}

/** What Slack refuses in a view that is opened (`modal`) or published (`home`). */
export const flawsInView = (view: unknown, surface: 'modal' | 'home'): readonly string[] => {
  if (!isFields(view)) return [flaw('/view', 'must be an object')]
  const { type, ...rest } = view
  const found = views[surface]
  if (found === undefined || type !== surface)
    return flawsOf(table, oneOf(surface), type, '/view/type')
  const inputs = isList(view['blocks'])
    ? view['blocks'].filter(isFields).some(block => block['type'] === 'input')
    : false
  return [
    ...flawsOf(table, { is: 'shape', shape: found }, rest, '/view'),
    ...flawsInBlocks(view['blocks'], surface, '/view/blocks'),
    ...(surface === 'modal' && inputs && view['submit'] === undefined
      ? [flaw('/view/submit', 'missing required field: submit')]
      : []),
  ]
}

/** What nobody may do in a channel without being asked to: wake everybody. */
export const broadcastsIn = (text: unknown, blocks: unknown): readonly string[] => {
  const marked = nodesIn(blocks).flatMap(part =>
    part['type'] === 'mrkdwn' && typeof part['text'] === 'string' ? [part['text']] : [],
  )
  const calls = [...(typeof text === 'string' ? [text] : []), ...marked].flatMap(
    part => part.match(/<!(?:channel|here|everyone)\b[^>]*>/g) ?? [],
  )
  const nodes = nodesIn(blocks).filter(part => part['type'] === 'broadcast')
  return [...calls, ...nodes.map(part => `<!${String(part['range'])}>`)]
}
