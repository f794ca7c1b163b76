import { flag, list, oneOf, plain, type Shape, shape, str, text } from './rule.ts'

export const id = str(255, 1)
export const style = oneOf('primary', 'danger')

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects/ */
export const objects = {
  option: {
    need: { text: text(75), value: str(150, 1) },
    may: { description: text(75), url: str(3000) },
  },
  confirm: {
    need: { title: plain(100), text: text(300), confirm: plain(30), deny: plain(30) },
    may: { style },
  },
  conversationFilter: {
    need: {},
    may: {
      include: list(oneOf('im', 'mpim', 'private', 'public'), 1),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
    some: [['include', 'exclude_external_shared_channels', 'exclude_bot_users']],
  },
  dispatch: {
    need: {},
    may: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
  },
  inputParameter: { need: { name: str(undefined, 1), value: str() }, may: {} },
  slackFile: { need: {}, may: { id: str(255, 1), url: str(3000, 1) }, just: [['id', 'url']] },
} satisfies Readonly<Record<string, Shape>>

export const options = (min: number, max: number) => list(shape(objects.option), min, max)

export const optionGroup: Shape = {
  need: { label: plain(75), options: options(1, 100) },
  may: {},
}

export const trigger: Shape = {
  need: { url: str(3000, 1) },
  may: { customizable_input_parameters: list(shape(objects.inputParameter)) },
}

export const workflow: Shape = { need: { trigger: shape(trigger) }, may: {} }
