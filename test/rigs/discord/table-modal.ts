import { type Fields, isFields, isList } from '../slack/rule.ts'
import { partsIn } from './parts.ts'
import {
  byType,
  choice,
  type Flaw,
  flaw,
  isThere,
  list,
  none,
  number,
  type Rule,
  type Step,
  shape,
  text,
  truth,
} from './rule.ts'
import { commonParts, customId, optionsOnce, rangeOf, selects, textDisplay } from './table-parts.ts'

/** Forms: https://docs.discord.com/developers/components/reference */
const inOrder = ({ min_length: least, max_length: most }: Fields, at: readonly Step[]) =>
  isThere(least) && isThere(most) && Number(least) > Number(most)
    ? flaw(
        [...at, 'min_length'],
        'TEXT_INPUT_MIN_OVER_MAX',
        'min_length must not be more than max_length',
      )
    : none

const preset = ({ value, max_length: most = 4000 }: Fields, at: readonly Step[]) =>
  typeof value === 'string' && value.length > Number(most)
    ? flaw([...at, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${String(most)} or fewer in length.`)
    : none

const inputFields = {
  ...commonParts,
  value: text(0, 4000),
  placeholder: text(0, 100),
  required: truth,
  min_length: number(0, 4000),
  max_length: number(1, 4000),
}
const inputAsWhole = (value: Fields, at: readonly Step[]): readonly Flaw[] => [
  ...inOrder(value, at),
  ...preset(value, at),
]
const textInput = shape({ custom_id: customId, style: choice(1, 2) }, inputFields, (value, at) =>
  isThere(value['label'])
    ? flaw([...at, 'label'], 'COMPONENT_LABEL_IN_LABEL', 'A text input in a label has no label')
    : inputAsWhole(value, at),
)
const oldTextInput = shape(
  { custom_id: customId, style: choice(1, 2), label: text(1, 45) },
  inputFields,
  inputAsWhole,
)

const boxOption = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(0, 100), default: truth },
)
const defaultsIn = ({ options }: Fields): number =>
  (isList(options) ? options : []).filter(one => isFields(one) && one['default'] === true).length

const radio = shape(
  { custom_id: customId, options: list(boxOption, 2, 10) },
  { ...commonParts, required: truth },
  (value, at) => [
    ...optionsOnce(value, at),
    ...(defaultsIn(value) > 1
      ? flaw(
          [...at, 'options'],
          'RADIO_GROUP_TOO_MANY_DEFAULT_VALUES',
          'Only one default value is allowed',
        )
      : none),
  ],
)
const few = { min_values: number(0, 10), max_values: number(1, 10) }
const boxes = shape(
  { custom_id: customId, options: list(boxOption, 1, 10) },
  { ...commonParts, required: truth, ...few },
  (value, at) => {
    const { options, max_values } = value
    const size = isList(options) ? options.length : 10
    return [
      ...optionsOnce(value, at),
      ...rangeOf({ ...value, max_values: max_values ?? size }, at, size),
    ]
  },
)
const box = shape({ custom_id: customId }, { ...commonParts, default: truth })
const upload = shape(
  { custom_id: customId },
  { ...commonParts, required: truth, ...few },
  (value, at) => rangeOf(value, at, 10),
)

/** With `required` (it is unless switched off), nothing chosen can't be enough. */
const neededIsSome =
  (rule: Rule): Rule =>
  (value, at) => {
    const flaws = rule(value, at)
    if (flaws.length > 0 || !isFields(value)) return flaws
    const { required = true, min_values: least, disabled } = value
    if (disabled === true)
      return flaw(
        [...at, 'disabled'],
        'COMPONENT_DISABLED_IN_MODAL',
        'Components in modals cannot be disabled',
      )
    return required === true && least === 0
      ? flaw(
          [...at, 'min_values'],
          'SELECT_COMPONENT_MIN_VALUES_REQUIRED',
          'min_values must be at least 1 when required',
        )
      : none
  }

const inLabel: Readonly<Record<number, Rule>> = {
  4: textInput,
  ...Object.fromEntries(Object.entries(selects).map(([type, rule]) => [type, neededIsSome(rule)])),
  19: neededIsSome(upload),
  21: radio,
  22: neededIsSome(boxes),
  23: box,
}

const label = shape(
  { label: text(1, 45), component: byType(inLabel) },
  { ...commonParts, description: text(1, 100) },
)
const oldRow = shape({ components: list(byType({ 4: oldTextInput }), 1, 1) }, commonParts)

const modal = shape(
  {
    custom_id: customId,
    title: text(1, 45),
    components: list(byType({ 1: oldRow, 10: textDisplay, 18: label }), 1, 5),
  },
  {},
  ({ components }) => {
    const seen = new Set<unknown>()
    return partsIn(components).flatMap(({ part: { custom_id: id }, at }) => {
      if (!isThere(id)) return none
      if (seen.has(id))
        return flaw(
          [...at, 'custom_id'],
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        )
      seen.add(id)
      return none
    })
  },
)

export const modalFlaws = (data: unknown): readonly Flaw[] => modal(data, [])
