import { type Fields, isFields, isList } from '../slack/rule.ts'
import {
  all,
  byType,
  choice,
  type Flaw,
  flaw,
  isThere,
  link,
  list,
  none,
  number,
  type Rule,
  type Rules,
  type Step,
  shape,
  snowflake,
  text,
  truth,
} from './rule.ts'

/** Message components: https://docs.discord.com/developers/components/reference */
const common: Rules = { id: number(0), type: number() }
export const customId = text(1, 100)

const emoji = shape({}, { id: snowflake, name: text(0, 32), animated: truth })

const buttonAsWhole = (button: Fields, at: readonly Step[]): readonly Flaw[] => {
  const { style, custom_id, url, label, emoji: picture, sku_id } = button
  const given = [custom_id, url, sku_id].filter(isThere).length
  const wanted = style === 5 ? url : style === 6 ? sku_id : custom_id
  if (!isThere(wanted))
    return style === 5
      ? flaw([...at, 'url'], 'BASE_TYPE_REQUIRED', 'A url is required')
      : flaw([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required')
  if (given > 1)
    return flaw(
      at,
      'BUTTON_COMPONENT_CUSTOM_ID_AND_URL',
      'A custom id and url cannot both be specified',
    )
  return style === 6 || isThere(picture) || (isThere(label) && label !== '')
    ? none
    : flaw(at, 'BUTTON_COMPONENT_LABEL_OR_EMOJI', 'A label or emoji is required')
}

export const button = shape(
  { style: choice(1, 2, 3, 4, 5, 6) },
  {
    ...common,
    custom_id: customId,
    label: text(0, 80),
    url: all(link, text(1, 512)),
    sku_id: snowflake,
    disabled: truth,
    emoji,
  },
  buttonAsWhole,
)

const twice = (values: readonly unknown[]): boolean => new Set(values).size < values.length

export const optionValues = (options: unknown): readonly unknown[] =>
  isList(options) ? options.filter(isFields).map(({ value }) => value) : []

const optionsOnce = (value: Fields, at: readonly Step[]): readonly Flaw[] =>
  twice(optionValues(value['options']))
    ? flaw(
        [...at, 'options'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
    : none

const range = (value: Fields, at: readonly Step[], max: number): readonly Flaw[] => {
  const { min_values: least = 1, max_values: most = 1 } = value
  if (Number(least) > Number(most ?? 1))
    return flaw(
      [...at, 'min_values'],
      'SELECT_COMPONENT_MIN_OVER_MAX',
      'min_values must not be more than max_values',
    )
  return Number(most) > max
    ? flaw(
        [...at, 'max_values'],
        'SELECT_COMPONENT_MAX_OVER_OPTIONS',
        `max_values must not be more than ${max}`,
      )
    : none
}

const defaults = ({ options, max_values: most = 1 }: Fields, at: readonly Step[]) => {
  const on = isList(options) ? options.filter(one => isFields(one) && one['default'] === true) : []
  return on.length > Number(most)
    ? flaw(
        [...at, 'options'],
        'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
        'Too many default values',
      )
    : none
}

const selectOption = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(0, 100), emoji, default: truth },
)

const bounds = { min_values: number(0, 25), max_values: number(1, 25) }
const select = (extra: Rules): Rule =>
  shape(
    { custom_id: customId },
    { ...common, placeholder: text(0, 150), ...bounds, disabled: truth, required: truth, ...extra },
    (value, at) => range(value, at, 25),
  )
const preset = list(shape({ id: snowflake, type: choice('user', 'role', 'channel') }, {}), 0, 25)

export const stringSelect = shape(
  { custom_id: customId, options: list(selectOption, 1, 25) },
  { ...common, placeholder: text(0, 150), ...bounds, disabled: truth, required: truth },
  (value, at) => {
    const { options } = value
    return [
      ...optionsOnce(value, at),
      ...range(value, at, isList(options) ? options.length : 25),
      ...defaults(value, at),
    ]
  },
)

export const selects: Readonly<Record<number, Rule>> = {
  3: stringSelect,
  5: select({ default_values: preset }),
  6: select({ default_values: preset }),
  7: select({ default_values: preset }),
  8: select({ default_values: preset, channel_types: list(number(0, 16)) }),
}

const rowAsWhole = ({ components }: Fields, at: readonly Step[]): readonly Flaw[] => {
  const types = isList(components) ? components.filter(isFields).map(({ type }) => type) : []
  return types.some(type => type !== 2) && types.length > 1
    ? flaw(
        [...at, 'components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'A select menu fills a row alone',
      )
    : none
}

export const row = shape(
  { components: list(byType({ 2: button, ...selects }), 1, 5) },
  common,
  rowAsWhole,
)

export const textDisplay = shape({ content: text(1, 4000) }, common)
const media = shape({ url: link }, {})
const thumbnail = shape({ media }, { ...common, description: text(0, 1024), spoiler: truth })
const section = shape(
  {
    components: list(byType({ 10: textDisplay }), 1, 3),
    accessory: byType({ 2: button, 11: thumbnail }),
  },
  common,
)
const gallery = shape(
  { items: list(shape({ media }, { description: text(0, 1024), spoiler: truth }), 1, 10) },
  common,
)
const file = shape({ file: media }, { ...common, spoiler: truth })
const separator = shape({}, { ...common, divider: truth, spacing: choice(1, 2) })

const inContainer: Readonly<Record<number, Rule>> = {
  1: row,
  9: section,
  10: textDisplay,
  12: gallery,
  13: file,
  14: separator,
}
const container = shape(
  { components: list(byType(inContainer), 1, 40) },
  { ...common, accent_color: number(0, 0xffffff), spoiler: truth },
)

export const legacyParts = list(byType({ 1: row }), 0, 5)
export const newParts = list(byType({ ...inContainer, 17: container }), 0, 40)
export { common as commonParts, optionsOnce, range as rangeOf }
