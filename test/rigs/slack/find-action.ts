import { nodesIn } from './payload.ts'
import { type Fields, isFields, isList } from './rule.ts'
import { pick } from './values.ts'

const interactive = /^(?:button|overflow|checkboxes|radio_buttons|.*_select|.*picker|icon_button)$/

/** What a person can press in some blocks, in order, each with the block that it stands in. */
export const pressable = (blocks: readonly unknown[]): readonly (readonly [Fields, Fields])[] =>
  blocks.filter(isFields).flatMap((block, i) =>
    block['type'] === 'input'
      ? []
      : nodesIn(block)
          .filter(part => part !== block && interactive.test(String(part['type'])))
          .map(part => [part, { block_id: `block${i}`, ...block }] as const),
  )

export const labelOf = ({ text }: Fields): string | undefined =>
  isFields(text) && typeof text['text'] === 'string' ? text['text'] : undefined

/** One entry of `actions`: the element that was used and what was chosen in it. */
export const actionOf = (
  blocks: readonly unknown[],
  which: string,
  chosen: readonly string[],
  ts: string,
): Fields => {
  const all = pressable(blocks)
  const [element, block] =
    all.find(([part]) => part['action_id'] === which) ??
    all.find(([part]) => labelOf(part) === which) ??
    []
  if (!element || !block)
    throw new Error(
      `nobody can press ${which}; there are ${all.map(([part]) => part['action_id']).join(', ')}`,
    )
  const { type, action_id, text, value, style } = element
  const many = isList(element['options']) && /^(?:checkboxes|multi_)/.test(String(type))
  const options = chosen.map(one => pick(element, one))
  return {
    type,
    action_id: action_id ?? which,
    block_id: block['block_id'],
    ...(type === 'button' ? { text, value, style } : {}),
    ...(many ? { selected_options: options } : {}),
    ...(!many && type !== 'button' ? { selected_option: options[0] ?? null } : {}),
    action_ts: ts,
  }
}
