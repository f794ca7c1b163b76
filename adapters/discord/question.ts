import { decodeCallback } from '../../src/card/callback.ts'
import { button, row } from './buttons.ts'
import type { Words } from './config.ts'
import { writeId } from './custom-id.ts'
import { bold } from './fields.ts'
import { type Message, plainly } from './render.ts'
import { escapedLine } from './tidy.ts'

/** Asks whether a press that acts at once was meant; `label` is that of the button. */
export const renderQuestion = (
  label: string | null | undefined,
  data: string,
  words: Pick<Words, 'ask' | 'goBack' | 'submit'>,
): Message => {
  const what = label ?? words.submit
  const subject = decodeCallback(data)?.subject
  const about = subject === undefined ? '' : ` · ${escapedLine(subject)}`
  return plainly(`${bold(escapedLine(what))}${about}\n${escapedLine(words.ask)}`, [
    row(
      button(writeId({ kind: 'confirmed', data }), what, 'danger'),
      button(writeId({ kind: 'cancel' }), words.goBack),
    ),
  ])
}
