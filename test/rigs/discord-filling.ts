import type { Message, OpenModal } from './discord/world-type.ts'
import { buttonsIn } from './discord-reading.ts'
import type { Values } from './pair-type.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'

const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

/** Radio buttons and lines take one thing, everything else a list. */
const takesOne = ({ type }: Fields): boolean => type === 4 || type === 21

/** What somebody gives of these values in the window that is open. */
export const givenFor = ({ modal }: OpenModal, values: Values) =>
  Object.fromEntries(
    fieldsIn(modal['components'])
      .flatMap(({ component }) => (isFields(component) ? [component] : []))
      .flatMap((field): [string, string | string[]][] => {
        const name = String(field['custom_id'])
        const value = values[name]
        if (value === undefined) return []
        return [[name, takesOne(field) ? value : value.split(',')]]
      }),
  )

/** The button between two windows, and after the last. */
export const goesOn = (message: Message): string | undefined =>
  buttonsIn(message).find(({ id }) => /^[fs]1:/.test(id))?.id
