import { type Fields, isFields, isList, lengthOf } from './rule.ts'

export type Given = Readonly<Record<string, string | readonly string[]>>

const hinder = (why: string): never => {
  throw new Error(`Slack's client doesn't send this form: ${why}`)
}

const optionsOf = (element: Fields): readonly Fields[] => {
  const { options, option_groups: groups } = element
  if (isList(options)) return options.filter(isFields)
  return isList(groups) ? groups.filter(isFields).flatMap(optionsOf) : []
}

/** The option with that value, as Slack sends it back; of an external list the test names value and label alike. */
export const pick = (element: Fields, value: string): Fields => {
  const found = optionsOf(element).find(option => option['value'] === value)
  if (found) return found
  if (!String(element['type']).includes('external'))
    throw new Error(`there is no choice ${value} in ${element['action_id']}`)
  return { text: { type: 'plain_text', text: value, emoji: true }, value }
}

const single: Readonly<Record<string, readonly [part: string, initial: string]>> = {
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
}

const oneOption = ['static_select', 'external_select', 'radio_buttons']
const manyOptions = ['multi_static_select', 'multi_external_select', 'checkboxes']

/** What an element sends when a person has put that in; without, its initial value. */
export const stateOf = (element: Fields, given: string | readonly string[] | undefined): Fields => {
  const type = String(element['type'])
  const values = given === undefined ? undefined : isList(given) ? given : [String(given)]
  if (oneOption.includes(type)) {
    const [value] = values ?? []
    const chosen = value === undefined ? element['initial_option'] : pick(element, value)
    return { type, selected_option: given === '' ? null : (chosen ?? null) }
  }
  if (manyOptions.includes(type)) {
    const chosen = values?.map(value => pick(element, String(value)))
    return { type, selected_options: chosen ?? element['initial_options'] ?? [] }
  }
  const [part, initial] = single[type] ?? ['value', 'initial_value']
  return { type, [part]: (type.startsWith('multi_') ? values : given) ?? element[initial] ?? null }
}

const isEmpty = (state: Fields): boolean =>
  Object.entries(state).every(
    ([key, value]) =>
      key === 'type' || value === null || value === '' || (isList(value) && value.length === 0),
  )

const ofLength = (id: string, { max_length, min_length }: Fields, { value }: Fields): void => {
  if (typeof value !== 'string') return
  if (typeof max_length === 'number' && lengthOf(value) > max_length) hinder(`${id} is too long`)
  if (typeof min_length === 'number' && lengthOf(value) < min_length) hinder(`${id} is too short`)
}

/** `state.values` of a form, as Slack's client sends it; throws where the client would not let it go. */
export const stateValues = (view: Fields, given: Given): Fields => {
  const { blocks } = view
  const inputs = (isList(blocks) ? blocks : []).filter(isFields).filter(b => b['type'] === 'input')
  const known = inputs.map(({ block_id: id }) => String(id))
  for (const id of Object.keys(given)) if (!known.includes(id)) hinder(`there is no field ${id}`)
  return Object.fromEntries(
    inputs.map(block => {
      const { block_id, element, optional } = block
      const id = String(block_id)
      if (!isFields(element)) return hinder(`${id} has no element`)
      const state = stateOf(element, given[id])
      if (isEmpty(state) && optional !== true) hinder(`${id} is empty`)
      ofLength(id, element, state)
      return [id, { [String(element['action_id'])]: isEmpty(state) ? blank(state) : state }]
    }),
  )
}

const blank = (state: Fields): Fields => ('value' in state ? { ...state, value: null } : state)
