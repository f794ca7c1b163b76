import {
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import { knownForm } from '../../src/card/known.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import { writeId } from './custom-id.ts'
import { cut, cutAtWord, oneLine } from './cut.ts'
import { bold } from './fields.ts'
import { labelOf } from './inputs.ts'
import { limits } from './limits.ts'
import { stepsOf } from './steps.ts'
import { escaped, escapedLine } from './tidy.ts'

export type Modal = APIModalInteractionResponseCallbackData

const titleOf = (form: SpokenForm, step: number, of: number): string => {
  const number = of > 1 ? ` ${step + 1} / ${of}` : ''
  return `${cutAtWord(oneLine(form.title), limits.form.title - number.length)}${number}`
}

/** What the form is about and which part of it this is, where a sixth thing finds room. */
const topOf = (form: SpokenForm): readonly APITextDisplayComponent[] => {
  const group = form.inputs.find(i => i.group !== undefined)?.group
  const said = [
    ...(form.about === undefined ? [] : [escaped(form.about)]),
    ...(group === undefined ? [] : [bold(escapedLine(group))]),
  ].join('\n')
  if (said === '' || form.inputs.length >= limits.form.inputs) return []
  return [{ type: ComponentType.TextDisplay, content: cut(said, limits.content) }]
}

/**
 * A step of a form as Discord's window, the first unless said; a number that is too high is the last. `copy`
 * tells one that is shown from the one before: a client mixes up two of one id. The window has its own words
 * for sending and closing.
 */
export const renderForm = (
  form: SpokenForm,
  { step = 0, copy }: { readonly step?: number; readonly copy: string },
): Modal => {
  const steps = stepsOf(knownForm(form))
  const at = Math.min(step, steps.length - 1)
  const shown = steps[at] ?? form
  const components = [...topOf(shown), ...shown.inputs.map(labelOf)]
  return {
    custom_id: writeId({ kind: 'modal', step: at, copy, data: form.data }),
    title: titleOf(form, at, steps.length),
    components:
      components.length > 0
        ? components
        : [{ type: ComponentType.TextDisplay, content: escapedLine(form.title) }],
  }
}
