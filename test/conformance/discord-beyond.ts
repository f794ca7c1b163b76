/** Where the published schema takes what Discord's pages (and Discord) refuse: 4,000 letters, forms of 40. */
export const disagreements = [
  'content BASE_TYPE_MAX_LENGTH',
  'data.components BASE_TYPE_BAD_LENGTH',
]

const ofMessages = [
  'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  // Five rows are of messages without Components V2.
  'components BASE_TYPE_MAX_LENGTH',
  'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  'components UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  'components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_AND_URL',
  'components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI',
  'components.0.components.0.custom_id COMPONENT_CUSTOM_ID_REQUIRED',
  'components.0.components.0.max_values SELECT_COMPONENT_MAX_OVER_OPTIONS',
  'components.0.components.0.options SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  'components.0.components.0.url BASE_TYPE_REQUIRED',
  'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
  'components.0.type UNION_TYPE_CHOICES',
  'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  'embeds MAX_EMBED_SIZE_EXCEEDED',
  'embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  'embeds.0.description BASE_TYPE_REQUIRED',
  'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
  'embeds.0.url URL_TYPE_INVALID_SCHEME',
  'message_reference REPLIES_UNKNOWN_MESSAGE',
]

const ofForms = [
  'data.components.0.component.disabled COMPONENT_DISABLED_IN_MODAL',
  'data.components.0.component.label COMPONENT_LABEL_IN_LABEL',
  'data.components.0.component.min_length TEXT_INPUT_MIN_OVER_MAX',
  'data.components.0.component.min_values SELECT_COMPONENT_MIN_VALUES_REQUIRED',
  'data.components.0.component.value BASE_TYPE_MAX_LENGTH',
  'data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
]

const ofCommands = [
  '0 APPLICATION_COMMAND_TOO_LARGE',
  '0.description APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
  '0.description BASE_TYPE_REQUIRED',
  '0.integration_types APPLICATION_COMMAND_INTEGRATION_TYPES_GUILD',
  '0.name APPLICATION_COMMAND_INVALID_NAME',
  '0.name APPLICATION_COMMAND_INVALID_NAME',
  '0.name_localizations.ko APPLICATION_COMMAND_INVALID_NAME',
  '0.name_localizations.zh BASE_TYPE_CHOICES',
  '0.name_localizations.zh-HK BASE_TYPE_CHOICES',
  '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  '0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
  '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  '0.options.1.name_localizations.ko APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  '1 APPLICATION_COMMANDS_DUPLICATE_NAME',
]

/** Rules that a schema doesn't say: of a whole, of two fields, of what is there. */
export const beyondSchema = [...ofMessages, ...ofForms, ...ofCommands]
