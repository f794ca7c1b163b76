import {
  type Family,
  type Fields,
  flag,
  isFields,
  isList,
  lengthOf,
  list,
  mrkdwn,
  node,
  num,
  oneOf,
  plain,
  type Shape,
  shape,
  str,
  text,
} from './rule.ts'
import { chart } from './table-chart.ts'
import { image, inActions, inInput, inSection } from './table-elements.ts'
import { id } from './table-objects.ts'

const own = { block_id: id }
const picture = node('elements', 'image')
const richText = node('blocks', 'rich_text')
const cells = (min: number) => list(node('cells'), min, 20)

const rowsOf = ({ rows }: Fields): readonly (readonly unknown[])[] =>
  isList(rows) ? rows.filter(isList) : []

const even = (fields: Fields): readonly string[] =>
  new Set(rowsOf(fields).map(row => row.length)).size > 1 ? ['rows must have equal length'] : []

const settled = (fields: Fields): readonly string[] => {
  const { column_settings: settings } = fields
  return isList(settings) && settings.length !== rowsOf(fields)[0]?.length
    ? ['column_settings must match the columns']
    : []
}

const within = (fields: Fields): readonly string[] => {
  const texts = rowsOf(fields).flatMap(row =>
    row.map(cell => (isFields(cell) && typeof cell['text'] === 'string' ? cell['text'] : '')),
  )
  return texts.reduce((sum, cell) => sum + lengthOf(cell), 0) > 20_000
    ? ['cells must hold less than 20001 characters']
    : []
}

const task: Shape = {
  need: { task_id: str(255, 1), title: str(undefined, 1) },
  may: {
    ...own,
    type: oneOf('task_card'),
    details: richText,
    output: richText,
    sources: list(node('elements', 'url')),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
}

/** Cells of tables. */
export const cells_: Family = {
  raw_text: { need: { text: str(undefined, 1) }, may: {} },
  raw_number: { need: { value: num(), text: str(undefined, 1) }, may: {} },
  rich_text: { need: { elements: list(node('rich'), 1) }, may: own },
}

/** Blocks: https://docs.slack.dev/reference/block-kit/blocks/ */
export const blocks: Family = {
  actions: { need: { elements: list(node('elements', ...inActions), 1, 25) }, may: own },
  alert: {
    need: { text: text(200) },
    may: { ...own, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  },
  card: {
    need: {},
    may: {
      ...own,
      hero_image: picture,
      icon: picture,
      slack_icon: node('elements', 'icon'),
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      subtext: mrkdwn(200),
      actions: list(node('elements', 'button'), 1, 3),
    },
    some: [['hero_image', 'title', 'body', 'actions']],
  },
  carousel: { need: { elements: list(node('blocks', 'card'), 1, 10) }, may: own },
  container: {
    need: {
      child_blocks: list(
        node(
          'blocks',
          ...'actions context divider file header image input'.split(' '),
          ...'rich_text section table video'.split(' '),
        ),
        1,
        10,
      ),
    },
    may: {
      ...own,
      title: plain(150),
      rich_text_title: richText,
      subtitle: text(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: picture,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    just: [['title', 'rich_text_title']],
  },
  context: { need: { elements: list(node('context'), 1, 10) }, may: own },
  context_actions: {
    need: { elements: list(node('elements', 'feedback_buttons', 'icon_button'), 1, 5) },
    may: own,
  },
  data_table: {
    need: { rows: list(cells(1), 2, 201), caption: str(undefined, 1) },
    may: { ...own, page_size: num(1, 100), row_header_column_index: num(0) },
    also: fields => [...even(fields), ...within(fields)],
  },
  data_visualization: { need: { title: str(50, 1), chart: node('charts') }, may: own },
  divider: { need: {}, may: own },
  file: { need: { external_id: id, source: oneOf('remote') }, may: own },
  header: { need: { text: plain(150) }, may: own },
  image: { ...image, may: { ...image.may, ...own, title: plain(2000) } },
  input: {
    need: { label: plain(2000), element: node('elements', ...inInput) },
    may: { ...own, hint: plain(2000), optional: flag, dispatch_action: flag },
  },
  markdown: { need: { text: str(12_000, 1) }, may: own },
  plan: { need: { title: str(undefined, 1) }, may: { ...own, tasks: list(shape(task)) } },
  rich_text: { need: { elements: list(node('rich'), 1) }, may: own },
  section: {
    need: {},
    may: {
      ...own,
      text: text(3000),
      fields: list(text(2000), 1, 10),
      accessory: node('elements', ...inSection),
      expand: flag,
    },
    some: [['text', 'fields']],
  },
  table: {
    need: { rows: list(cells(1), 1, 100) },
    may: {
      ...own,
      column_settings: list(
        shape({ need: {}, may: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }),
        1,
        20,
      ),
    },
    also: fields => [...even(fields), ...settled(fields)],
  },
  task_card: task,
  video: {
    need: {
      alt_text: str(200, 1),
      thumbnail_url: str(3000, 1),
      title: plain(200),
      video_url: str(3000, 1),
    },
    may: {
      ...own,
      author_name: str(50),
      description: plain(200),
      provider_icon_url: str(3000),
      provider_name: str(50),
      title_url: str(3000),
    },
  },
}

export const charts = chart
