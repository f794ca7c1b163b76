import { type Family, str, type Table } from './rule.ts'
import { blocks, cells_, charts } from './table-blocks.ts'
import { elements, image } from './table-elements.ts'
import { inline_, rich } from './table-rich.ts'

const context: Family = {
  plain_text: { need: { text: str(3000, 1) }, may: { emoji: { is: 'flag' } } },
  mrkdwn: { need: { text: str(3000, 1) }, may: { verbatim: { is: 'flag' } } },
  image,
}

/** Block Kit as the rig knows it: families of types, each type with its shape. */
export const table: Table = {
  blocks,
  elements,
  rich,
  inline: inline_,
  cells: cells_,
  charts,
  context,
}

export type Surface = 'message' | 'modal' | 'home'

const everywhere: readonly Surface[] = ['message', 'modal', 'home']

const narrow: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  file: ['message'],
  markdown: ['message'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
}

/** Where a block may stand. */
export const surfacesOf = (type: string): readonly Surface[] => narrow[type] ?? everywhere
