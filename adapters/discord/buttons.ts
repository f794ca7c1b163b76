import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import { decodeCallback } from '../../src/card/callback.ts'
import type { SpokenButton } from '../../src/card/spoken.ts'
import { writeButton } from './custom-id.ts'
import { cut, fitting, oneLine } from './cut.ts'
import { limits } from './limits.ts'

export type Button = APIButtonComponentWithCustomId
export type Row = APIActionRowComponent<Button>

type Style = Button['style']

const styles = {
  primary: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<SpokenButton['style'], Style>

/** A button that says something of our own. */
export const button = (
  custom_id: string,
  label: string,
  style: SpokenButton['style'] = 'plain',
): Button => ({
  type: ComponentType.Button,
  style: styles[style],
  label: cut(oneLine(label), limits.button.label),
  custom_id,
})

export const row = (...components: Button[]): Row => ({ type: ComponentType.ActionRow, components })

/** What several are called alike is told apart by what it is about, where there is room. */
const labelsOf = (buttons: readonly SpokenButton[]): readonly string[] => {
  const labels = buttons.map(b => fitting(b.label, limits.button.label))
  return labels.map((label, i) => {
    const subject = decodeCallback(buttons[i]?.data ?? '')?.subject
    const long = `${label} · ${subject}`
    const isAlone = labels.indexOf(label) === labels.lastIndexOf(label)
    return isAlone || subject === undefined || long.length > limits.button.label ? label : long
  })
}

/** Buttons as Discord takes them, in order; no two with one id. */
export const buttonsOf = (buttons: readonly SpokenButton[]): readonly Button[] => {
  if (buttons.length > limits.button.shown) throw new Error(`${buttons.length} buttons on one card`)
  const taken = new Set<string>()
  const labels = labelsOf(buttons)
  return buttons.map(({ data, style, confirm }, i) => {
    const id = writeButton(data, taken, confirm !== undefined)
    // A cut one would be another command.
    if (data === '' || id.length > limits.id)
      throw new Error(`no data of a button: ${data.slice(0, 40)}`)
    taken.add(id)
    return button(id, labels[i] ?? '–', style)
  })
}

export const rowsOf = (buttons: readonly Button[]): Row[] =>
  Array.from({ length: Math.ceil(buttons.length / limits.button.row) }, (_, i) =>
    row(...buttons.slice(i * limits.button.row, (i + 1) * limits.button.row)),
  )
