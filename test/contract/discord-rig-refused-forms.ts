import {
  button,
  command,
  inLabel,
  input,
  modal,
  option,
  select,
  text,
  times,
  x,
} from './discord-rig-bodies.ts'

/** Where the flaw lies, its code, and what has it. */
const inputs = (count: number) => times(count, i => input(`${i}`))
const first = 'data.components.0.component'

export const forms: readonly (readonly [at: string, code: string, data: unknown])[] = [
  ['data.components', 'BASE_TYPE_BAD_LENGTH', modal(inputs(6))],
  ['data.components', 'BASE_TYPE_BAD_LENGTH', modal([])],
  ['data.title', 'BASE_TYPE_BAD_LENGTH', modal(inputs(1), { title: x(46) })],
  ['data.title', 'BASE_TYPE_REQUIRED', modal(inputs(1), { title: undefined })],
  ['data.custom_id', 'BASE_TYPE_BAD_LENGTH', modal(inputs(1), { custom_id: x(101) })],
  [
    'data.components.1.component.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    modal([input('a'), input('a')]),
  ],
  ['data.components.0.label', 'BASE_TYPE_BAD_LENGTH', modal([{ ...input('a'), label: x(46) }])],
  [
    'data.components.0.description',
    'BASE_TYPE_BAD_LENGTH',
    modal([{ ...input('a'), description: x(101) }]),
  ],
  ['data.components.0.component', 'BASE_TYPE_REQUIRED', modal([{ type: 18, label: 'a' }])],
  ['data.components.0.type', 'UNION_TYPE_CHOICES', modal([select()])],
  [`${first}.type`, 'UNION_TYPE_CHOICES', modal([inLabel(button('a'))])],
  [`${first}.label`, 'COMPONENT_LABEL_IN_LABEL', modal([input('a', { label: 'b' })])],
  [`${first}.max_length`, 'NUMBER_TYPE_MAX', modal([input('a', { max_length: 4001 })])],
  [
    `${first}.min_length`,
    'TEXT_INPUT_MIN_OVER_MAX',
    modal([input('a', { min_length: 5, max_length: 4 })]),
  ],
  [`${first}.value`, 'BASE_TYPE_MAX_LENGTH', modal([input('a', { value: x(5), max_length: 4 })])],
  [`${first}.placeholder`, 'BASE_TYPE_MAX_LENGTH', modal([input('a', { placeholder: x(101) })])],
  [
    `${first}.min_values`,
    'SELECT_COMPONENT_MIN_VALUES_REQUIRED',
    modal([inLabel(select({ min_values: 0 }))]),
  ],
  [
    `${first}.disabled`,
    'COMPONENT_DISABLED_IN_MODAL',
    modal([inLabel(select({ disabled: true }))]),
  ],
  [
    `${first}.options`,
    'BASE_TYPE_BAD_LENGTH',
    modal([inLabel({ type: 21, custom_id: 'r', options: [option('a')] })]),
  ],
  [
    `${first}.options`,
    'BASE_TYPE_BAD_LENGTH',
    modal([inLabel({ type: 21, custom_id: 'r', options: times(11, i => option(`${i}`)) })]),
  ],
  [
    `${first}.options`,
    'BASE_TYPE_BAD_LENGTH',
    modal([inLabel({ type: 22, custom_id: 'c', options: times(11, i => option(`${i}`)) })]),
  ],
  [
    `${first}.max_values`,
    'NUMBER_TYPE_MAX',
    modal([inLabel({ type: 19, custom_id: 'f', max_values: 11 })]),
  ],
]

const sub = (name: string) => ({ type: 1, name, description: 'd' })

export const commandLists: readonly (readonly [
  at: string,
  code: string,
  ...commands: readonly unknown[],
])[] = [
  ['0.name', 'APPLICATION_COMMAND_INVALID_NAME', command({ name: 'Referral' })],
  ['0.name', 'APPLICATION_COMMAND_INVALID_NAME', command({ name: 'a b' })],
  ['0.description', 'BASE_TYPE_REQUIRED', command({ description: '' })],
  ['0.description', 'BASE_TYPE_BAD_LENGTH', command({ description: x(101) })],
  ['0.options', 'BASE_TYPE_MAX_LENGTH', command({ options: times(26, i => text(`o${i}`)) })],
  [
    '0.options.0.choices',
    'BASE_TYPE_MAX_LENGTH',
    command({
      options: [text('a', { choices: times(26, i => ({ name: `${i}`, value: `${i}` })) })],
    }),
  ],
  [
    '0.options.1.name',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    command({ options: [text('a'), text('a')] }),
  ],
  [
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    command({ options: [text('a'), text('b', { required: true })] }),
  ],
  [
    '0.options',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    command({ options: [sub('a'), text('b')] }),
  ],
  ['0.options.0.type', 'UNION_TYPE_CHOICES', command({ options: [text('a', { type: 12 })] })],
  [
    '0.options.0.autocomplete',
    'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
    command({
      options: [text('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })],
    }),
  ],
  [
    '0.name_localizations.zh-HK',
    'BASE_TYPE_CHOICES',
    command({ name_localizations: { 'zh-HK': '轉介' } }),
  ],
  ['0.name_localizations.zh', 'BASE_TYPE_CHOICES', command({ name_localizations: { zh: '轉介' } })],
  [
    '0.name_localizations.ko',
    'APPLICATION_COMMAND_INVALID_NAME',
    command({ name_localizations: { ko: '의뢰 하기' } }),
  ],
  [
    '0.options.1.name_localizations.ko',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    command({ options: [text('a'), text('b', { name_localizations: { ko: 'a' } })] }),
  ],
  [
    '0',
    'APPLICATION_COMMAND_TOO_LARGE',
    command({
      options: times(25, i =>
        text(`o${i}`, {
          description: x(100),
          choices: times(25, j => ({ name: `${j}${x(20)}`, value: `${j}` })),
        }),
      ),
    }),
  ],
  ['1', 'APPLICATION_COMMANDS_DUPLICATE_NAME', command(), command()],
  [
    '0.default_member_permissions',
    'NUMBER_TYPE_COERCE',
    command({ default_member_permissions: 'all' }),
  ],
  ['0.description', 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', command({ type: 3 })],
  [
    '0.integration_types',
    'APPLICATION_COMMAND_INTEGRATION_TYPES_GUILD',
    command({ integration_types: [0] }),
  ],
]
