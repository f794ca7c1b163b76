import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import type { Channel, Message, OpenView, User } from '../rigs/slack/world.ts'
import type { SlackStage } from '../rigs/slack-stage.ts'
import { filmCase, filmForm } from './scenes.ts'

type Values = Readonly<Record<string, string>>

const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

export const namesIn = ({ view }: OpenView): readonly string[] =>
  fieldsIn(view['blocks'])
    .filter(b => b['type'] === 'input')
    .map(b => String(b['block_id']))

export const titleOf = ({ view }: OpenView): string =>
  isFields(view['title']) ? String(view['title']['text']) : ''

export const openView = ({ slack }: SlackStage, user: User): OpenView => {
  const open = slack.views(user).at(-1)
  if (!open) throw new Error(`${user.name} has no form open`)
  return open
}

const many = (view: OpenView, name: string): boolean =>
  fieldsIn(view.view['blocks']).some(
    b =>
      b['block_id'] === name &&
      isFields(b['element']) &&
      /^(checkboxes|multi_)/.test(String(b['element']['type'])),
  )

/** Fills in what is open, step by step, until there is nothing more to fill in. */
export const fillIn = async (stage: SlackStage, user: User, values: Values): Promise<number> => {
  const { slack } = stage
  for (let steps = 1; steps < 8; steps++) {
    const open = openView(stage, user)
    const given = Object.fromEntries(
      namesIn(open)
        .filter(name => values[name] !== undefined)
        .map(name => {
          const value = values[name] ?? ''
          return [name, many(open, name) ? value.split(',') : value]
        }),
    )
    const exchange = slack.submit(open, given)
    await stage.settle(user, exchange)
    const sees = exchange.sees()
    if (sees.kind === 'errors') throw new Error(JSON.stringify(sees.errors))
    if (sees.kind === 'closed') return steps
    const next = openView(stage, user)
    if (namesIn(next).length === 0) return steps
  }
  throw new Error('the form has no end')
}

/** Who presses what on which message: a button, or one of a menu. */
export const press = async (
  stage: SlackStage,
  user: User,
  channel: Channel,
  command: string,
): Promise<void> => {
  for (const message of [...stage.slack.messages(channel)].reverse()) {
    const parts = fieldsIn(message.blocks).flatMap(b => fieldsIn(b['elements']))
    for (const part of parts) {
      const id = String(part['action_id'])
      const where = { channel, ts: message.ts }
      if (String(part['value']).includes(`:${command}:`)) {
        await stage.settle(user, stage.slack.press(user, where, id))
        return
      }
      const option = fieldsIn(part['options']).find(o =>
        String(o['value']).includes(`:${command}:`),
      )
      if (option) {
        const chosen = String(option['value'])
        await stage.settle(user, stage.slack.press(user, where, id, chosen))
        return
      }
    }
  }
  throw new Error(`no button ${command} in ${channel.name}`)
}

/** A new referral to Korea, begun and filled in by an officer in Slack; how many forms it took. */
export const draftIn = async (stage: SlackStage, user: User): Promise<number> => {
  const { slack, channels } = stage
  await stage.settle(user, slack.command(user, channels.desk, '/referral new'))
  const steps = await fillIn(stage, user, { ...filmCase, ...filmForm })
  await stage.pump()
  return steps
}

export const sendFrom = async (stage: SlackStage, user: User): Promise<void> => {
  await draftIn(stage, user)
  await press(stage, user, stage.channels.desk, 'send')
  await stage.pump()
}

/** Users that a message calls. */
export const calledIn = (message: Message): readonly string[] =>
  [...JSON.stringify(message.blocks).matchAll(/"type":"user","user_id":"(\w+)"/g)].map(
    m => m[1] ?? '',
  )

/** A user's App Home as it stands, as one text. */
export const homeText = ({ slack }: SlackStage, user: User): string =>
  JSON.stringify(slack.home(user)?.view ?? {})
