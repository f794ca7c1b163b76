import { knownForm } from '../../src/card/known.ts'
import type { SpokenForm, SpokenInput } from '../../src/card/spoken.ts'
import { context, header, type Modal, type ModalBlock } from './blocks.ts'
import { cut, cutAtWord, oneLine, plain, pointsIn, safe } from './cut.ts'
import { inputBlocks } from './inputs.ts'
import { limits } from './limits.ts'
import { writeMetadata } from './metadata.ts'

/** Words of every form, in the officer's language. */
export interface FormWords {
  /** On the button in place of a form's own word that doesn't fit on it. */
  readonly submit: string
  /** On the button of every step but the last. */
  readonly next: string
}

const slot = (text: string, max: number) => plain(cutAtWord(oneLine(text), max), max)

/** A title that had to be cut stands in the form as a whole; so does what the form is about. */
const topOf = (form: SpokenForm): ModalBlock[] => {
  const title = oneLine(form.title)
  return [
    ...(pointsIn(title) > limits.view.title ? [header(plain(title, limits.header))] : []),
    ...(form.about === undefined ? [] : [context(plain(safe(form.about), limits.text))]),
  ]
}

const inputsOf = (inputs: readonly SpokenInput[]): ModalBlock[] =>
  inputs.flatMap((input, i) => [
    ...(input.group === undefined || input.group === inputs[i - 1]?.group
      ? []
      : [header(plain(oneLine(input.group), limits.header))]),
    ...inputBlocks(input),
  ])

const blocksOf = (form: SpokenForm): ModalBlock[] => {
  const blocks = [...topOf(form), ...inputsOf(form.inputs)]
  // Slack takes no view without a block.
  return blocks.length > 0 ? blocks : [header(plain(oneLine(form.title), limits.header))]
}

const bytes = new TextEncoder()

interface Weight {
  readonly blocks: number
  readonly bytes: number
}

const weightOf = (blocks: readonly ModalBlock[]): Weight => ({
  blocks: blocks.length,
  bytes: bytes.encode(JSON.stringify(blocks)).length,
})

const plus = (a: Weight, b: Weight): Weight => ({
  blocks: a.blocks + b.blocks,
  bytes: a.bytes + b.bytes,
})

// One block is kept for the number of the step.
const fits = ({ blocks, bytes: size }: Weight): boolean =>
  blocks < limits.view.blocks && size <= limits.view.bytes

/** Runs of inputs that stand under one heading. */
const groupsOf = (inputs: readonly SpokenInput[]): readonly (readonly SpokenInput[])[] => {
  const groups: SpokenInput[][] = []
  for (const [i, input] of inputs.entries()) {
    const last = groups.at(-1)
    if (last && input.group === inputs[i - 1]?.group) last.push(input)
    else groups.push([input])
  }
  return groups
}

/**
 * The form as steps, each of which one view holds: cut between two groups, within one only where it is
 * too large by itself. Mostly one step. Every input is in exactly one, in the order of the form.
 */
export const stepsOf = (form: SpokenForm): readonly SpokenForm[] => {
  // A heading comes again where a step begins within its group.
  const top = plus(weightOf(topOf(form)), { blocks: 1, bytes: 1000 })
  const weigh = (inputs: readonly SpokenInput[]) => ({ inputs, weight: weightOf(inputsOf(inputs)) })
  const units = groupsOf(form.inputs)
    .map(weigh)
    .flatMap(group =>
      fits(plus(top, group.weight))
        ? [group]
        : group.inputs.map((input, i) =>
            i === 0 ? weigh([input]) : { inputs: [input], weight: weightOf(inputBlocks(input)) },
          ),
    )
  const steps: { inputs: SpokenInput[]; weight: Weight }[] = []
  for (const { inputs, weight } of units) {
    const last = steps.at(-1)
    if (last && fits(plus(last.weight, weight))) {
      last.inputs.push(...inputs)
      last.weight = plus(last.weight, weight)
    } else steps.push({ inputs: [...inputs], weight: plus(top, weight) })
  }
  return steps.length > 1 ? steps.map(({ inputs }) => ({ ...form, inputs })) : [form]
}

/**
 * A step of a form as a modal, the first unless said. `private_metadata` holds the form's data and the
 * step, nothing of the case. No step of that number throws.
 */
export const renderForm = (
  form: SpokenForm,
  { words, step = 0 }: { readonly words: FormWords; readonly step?: number },
): Modal => {
  const steps = stepsOf(knownForm(form))
  const shown = steps[step]
  if (!shown) throw new Error(`no step ${step} of ${steps.length}`)
  const own = pointsIn(oneLine(form.submit)) > limits.view.button ? words.submit : form.submit
  const many = steps.length > 1
  const numbered = many ? [context(plain(`${step + 1} / ${steps.length}`, limits.text))] : []
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: writeMetadata({ data: form.data, step }),
    notify_on_close: true,
    title: slot(form.title, limits.view.title),
    submit: slot(step < steps.length - 1 ? words.next : own, limits.view.button),
    close: slot(form.cancel, limits.view.button),
    blocks: [...numbered, ...blocksOf(shown)],
  }
}

/** The step to show of a refused form: the first with a problem, the last where there is none. */
export const stepToMend = (form: SpokenForm): number => {
  const steps = stepsOf(form)
  const found = steps.findIndex(s => s.inputs.some(i => i.problem !== undefined))
  return found < 0 ? steps.length - 1 : found
}

/**
 * What `response_action: errors` says, by block. Slack refuses errors of blocks that the view hasn't:
 * give it the step that is open.
 */
export const errorsOf = (form: SpokenForm): Readonly<Record<string, string>> =>
  Object.fromEntries(
    form.inputs.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [[name, cut(safe(problem), limits.own.error)]],
    ),
  )
