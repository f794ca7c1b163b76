import {
  type Family,
  type Fields,
  flag,
  free,
  list,
  num,
  plain,
  type Rule,
  type Shape,
  shape,
  str,
} from './rule.ts'
import { id, objects, optionGroup, options, style, workflow } from './table-objects.ts'

const acts = { action_id: id }
const confirm = { confirm: shape(objects.confirm) }
const focus = { focus_on_load: flag }
const placeholder = { placeholder: plain(150) }
const dispatch = { dispatch_action_config: shape(objects.dispatch) }
const most = { max_selected_items: num(1) }
const common = { ...acts, ...confirm, ...focus, ...placeholder }
const oneOption = { initial_option: shape(objects.option) }
const someOptions = { initial_options: options(1, 100) }
const filter = {
  filter: shape(objects.conversationFilter),
  default_to_current_conversation: flag,
}

const may = (...parts: readonly Readonly<Record<string, Rule>>[]): Shape => ({
  need: {},
  may: Object.assign({}, ...parts),
})

const choices = { options: options(1, 100), option_groups: list(shape(optionGroup), 1, 100) }
const chosen: Pick<Shape, 'just'> = { just: [['options', 'option_groups']] }

const inRange = ({ min_value, max_value }: Fields): readonly string[] =>
  min_value !== undefined && max_value !== undefined && Number(min_value) > Number(max_value)
    ? ['min_value must not be more than max_value']
    : []

const inOrder = ({ min_length, max_length }: Fields): readonly string[] =>
  typeof min_length === 'number' && typeof max_length === 'number' && min_length > max_length
    ? ['min_length must not be more than max_length']
    : []

const feedback = shape({
  need: { text: plain(75), value: str(2000) },
  may: { accessibility_label: str(75) },
})

export const image: Shape = {
  need: { alt_text: str(2000) },
  may: { image_url: str(3000, 1), slack_file: shape(objects.slackFile) },
  just: [['image_url', 'slack_file']],
}

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements/ */
export const elements: Family = {
  button: {
    need: { text: plain(75) },
    may: {
      ...acts,
      ...confirm,
      value: str(2000),
      url: str(3000),
      style,
      accessibility_label: str(75),
    },
  },
  checkboxes: {
    need: { options: options(1, 10) },
    may: { ...acts, ...confirm, ...focus, initial_options: options(1, 10) },
  },
  radio_buttons: {
    need: { options: options(1, 10) },
    may: { ...acts, ...confirm, ...focus, ...oneOption },
  },
  overflow: { need: { options: options(1, 5) }, may: { ...acts, ...confirm } },
  datepicker: may(common, { initial_date: str(10, 10) }),
  datetimepicker: may(acts, confirm, focus, { initial_date_time: num(0) }),
  timepicker: may(common, { initial_time: str(5, 5), timezone: str(255, 1) }),
  email_text_input: may(acts, focus, placeholder, dispatch, { initial_value: str() }),
  url_text_input: may(acts, focus, placeholder, dispatch, { initial_value: str() }),
  number_input: {
    need: { is_decimal_allowed: flag },
    may: {
      ...acts,
      ...focus,
      ...placeholder,
      ...dispatch,
      initial_value: str(),
      min_value: str(),
      max_value: str(),
    },
    also: inRange,
  },
  plain_text_input: {
    ...may(acts, focus, placeholder, dispatch, {
      initial_value: str(3000),
      multiline: flag,
      min_length: num(0, 3000),
      max_length: num(1, 3000),
    }),
    also: inOrder,
  },
  // The published example gives a text element here, the SDK's types a rich_text block.
  rich_text_input: may(acts, focus, placeholder, dispatch, { initial_value: free }),
  file_input: may(acts, { filetypes: list(str(255, 1), 1), max_files: num(1, 10) }),
  static_select: { ...may(common, oneOption, choices), ...chosen },
  multi_static_select: { ...may(common, someOptions, choices, most), ...chosen },
  external_select: may(common, oneOption, { min_query_length: num(0) }),
  multi_external_select: may(common, someOptions, most, { min_query_length: num(0) }),
  users_select: may(common, { initial_user: id }),
  multi_users_select: may(common, most, { initial_users: list(id) }),
  conversations_select: may(common, filter, {
    initial_conversation: id,
    response_url_enabled: flag,
  }),
  multi_conversations_select: may(common, filter, most, { initial_conversations: list(id) }),
  channels_select: may(common, { initial_channel: id, response_url_enabled: flag }),
  multi_channels_select: may(common, most, { initial_channels: list(id) }),
  workflow_button: {
    need: { text: plain(75), workflow: shape(workflow) },
    may: { ...acts, ...confirm, style, accessibility_label: str(75) },
  },
  feedback_buttons: {
    need: { positive_button: feedback, negative_button: feedback },
    may: acts,
  },
  icon_button: {
    need: { icon: str(255, 1), text: plain(75) },
    may: {
      ...acts,
      ...confirm,
      value: str(2000),
      accessibility_label: str(75),
      visible_to_user_ids: list(id, undefined, 10),
    },
  },
  image,
  url: { need: { url: str(3000, 1), text: str(undefined, 1) }, may: {} },
  icon: { need: { name: str(255, 1) }, may: {} },
}

const selects = ['static', 'external', 'users', 'conversations', 'channels'].flatMap(kind => [
  `${kind}_select`,
  `multi_${kind}_select`,
])

export const inActions = [
  ...selects,
  ...'button checkboxes datepicker datetimepicker overflow radio_buttons timepicker'.split(' '),
  ...'workflow_button rich_text_input'.split(' '),
]
export const inSection = [
  ...inActions.filter(kind => !['datetimepicker', 'rich_text_input'].includes(kind)),
  'image',
]
export const inInput = [
  ...selects,
  ...'checkboxes datepicker datetimepicker email_text_input file_input number_input'.split(' '),
  ...'plain_text_input radio_buttons rich_text_input timepicker url_text_input'.split(' '),
]
