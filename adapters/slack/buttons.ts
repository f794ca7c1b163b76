import { decodeCallback } from '../../src/card/callback.ts'
import type { Spoken, SpokenButton } from '../../src/card/spoken.ts'
import type { ActionElement, Block, ButtonElement, Confirm, Option } from './blocks.ts'
import { fitting, oneLine, plain, pointsIn } from './cut.ts'
import { limits } from './limits.ts'

const label = (said: Spoken, max: number) => plain(fitting(said, max), max)

const confirmOf = ({ confirm, style }: SpokenButton): { readonly confirm?: Confirm } =>
  confirm === undefined
    ? {}
    : {
        confirm: {
          title: label(confirm.title, limits.confirm.title),
          text: label(confirm.text, limits.confirm.text),
          confirm: label(confirm.yes, limits.confirm.button),
          deny: label(confirm.no, limits.confirm.button),
          ...(style === 'danger' ? { style } : {}),
        },
      }

/** What several messages call the same is told apart for a screen reader by what it is about. */
const spokenLabel = (said: string, data: string): string => {
  const subject = decodeCallback(data)?.subject
  const long = subject === undefined || said.includes(subject) ? said : `${said}, ${subject}`
  return pointsIn(long) <= limits.button.accessibility ? long : said
}

const checked = (button: SpokenButton): SpokenButton => {
  // A cut one would be another command.
  if (button.data === '' || pointsIn(button.data) > limits.option.value)
    throw new Error(`no data of a button: ${button.data.slice(0, 40)}`)
  return button
}

const styleOf = (
  style: SpokenButton['style'],
  mayStandOut: boolean,
): { readonly style?: 'primary' | 'danger' } =>
  style === 'danger' || (style === 'primary' && mayStandOut) ? { style } : {}

const buttonOf = (button: SpokenButton, id: string, mayStandOut: boolean): ButtonElement => {
  const text = label(button.label, limits.button.text)
  return {
    type: 'button',
    action_id: id,
    text,
    value: button.data,
    accessibility_label: spokenLabel(text.text, button.data),
    ...styleOf(button.style, mayStandOut),
    ...confirmOf(button),
  }
}

const optionOf = (button: SpokenButton): Option => ({
  text: label(button.label, limits.option.text),
  value: button.data,
})

const menuOf = (rest: readonly SpokenButton[], id: string, more: string): ActionElement[] => {
  const options = rest.slice(0, limits.options).map(optionOf)
  if (options.length === 0) return []
  return options.length <= limits.overflow
    ? [{ type: 'overflow', action_id: id, options }]
    : [
        {
          type: 'static_select',
          action_id: id,
          placeholder: plain(oneLine(more), limits.placeholder),
          options,
        },
      ]
}

/** The primary one, then those that ask first: a menu can ask only one question for all that is in it. */
const rankOf = (b: SpokenButton): number => (b.style === 'primary' ? 0 : b.confirm ? 1 : 2)

/**
 * Three buttons to see, the others behind `⋯`, or in a menu named `more` where they are more than five.
 * One that asks first and finds no place has a `⋯` of its own. `prefix` keeps ids apart within a view.
 */
export const actionsOf = (buttons: readonly SpokenButton[], more: string, prefix = ''): Block[] => {
  if (buttons.length === 0) return []
  const shown = new Set(
    buttons
      .map((button, i) => ({ i, rank: rankOf(button) }))
      .toSorted((a, b) => a.rank - b.rank || a.i - b.i)
      .slice(0, limits.button.shown)
      .map(({ i }) => i),
  )
  const primary = buttons.findIndex(b => b.style === 'primary')
  const visible = buttons.flatMap((b, i) =>
    shown.has(i) ? [buttonOf(checked(b), `${prefix}b${i}`, i === primary)] : [],
  )
  const rest = buttons.filter((_, i) => !shown.has(i)).map(checked)
  const asking = rest
    .filter(b => b.confirm)
    .slice(0, 20)
    .map(
      (b, i): ActionElement => ({
        type: 'overflow',
        action_id: `${prefix}ask${i}`,
        options: [optionOf(b)],
        ...confirmOf(b),
      }),
    )
  const menu = menuOf(
    rest.filter(b => !b.confirm),
    `${prefix}more`,
    more,
  )
  return [{ type: 'actions', elements: [...visible, ...menu, ...asking] }]
}
