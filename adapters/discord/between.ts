import type { SpokenForm } from '../../src/card/spoken.ts'
import { type Button, button, row, rowsOf } from './buttons.ts'
import type { Words } from './config.ts'
import { writeId } from './custom-id.ts'
import { cut } from './cut.ts'
import { bold } from './fields.ts'
import { limits } from './limits.ts'
import { type Message, plainly } from './render.ts'
import { mayBeSent, stepsOf, stepsToMend } from './steps.ts'
import { escapedLine } from './tidy.ts'

type Said = Pick<Words, 'next' | 'cancel' | 'submit'>

const cancel = (words: Said): Button => button(writeId({ kind: 'cancel' }), words.cancel)

const topOf = (form: SpokenForm): readonly string[] => [
  bold(escapedLine(form.title)),
  ...(form.about === undefined ? [] : [escapedLine(form.about)]),
]

/**
 * What stands between two windows of a form, as none may follow the other by itself: where one is, a button
 * to go on, and one to send it as it is where nothing more is needed. It holds nothing of what was given.
 */
export const renderBetween = (form: SpokenForm, next: number, words: Said): Message => {
  const steps = stepsOf(form)
  const group = steps[next]?.inputs.find(i => i.group !== undefined)?.group
  const { data } = form
  return plainly(
    [
      ...topOf(form),
      [`${next} / ${steps.length}`, ...(group ? [`→ ${escapedLine(group)}`] : [])].join(' '),
    ].join('\n'),
    [
      row(
        button(writeId({ kind: 'step', step: next, data }), words.next, 'primary'),
        ...(next > 0 && mayBeSent(form, next)
          ? [button(writeId({ kind: 'send', data }), words.submit)]
          : []),
        cancel(words),
      ),
    ],
  )
}

/** What is wrong at which input, and a button to each step where something is; what was given is kept. */
export const renderProblems = (form: SpokenForm, words: Said): Message => {
  const steps = stepsOf(form)
  const wrong = form.inputs.filter(i => i.problem !== undefined)
  const buttons = stepsToMend(form).map((step, i) => {
    const of = steps[step]?.inputs.filter(one => one.problem !== undefined) ?? []
    const label = cut(of.map(one => one.label).join(', '), limits.button.label)
    return button(
      writeId({ kind: 'step', step, data: form.data }),
      label,
      i === 0 ? 'primary' : 'plain',
    )
  })
  const room = Math.floor(limits.own.called / Math.max(wrong.length, 1))
  return plainly(
    [
      ...topOf(form),
      ...wrong.map(({ label, problem = '' }) =>
        cut(`${bold(escapedLine(label))}: ${escapedLine(problem)}`, Math.max(room, 40)),
      ),
    ].join('\n'),
    rowsOf([...buttons.slice(0, limits.button.shown - 1), cancel(words)]),
  )
}
