import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import type { Channel, OpenView, User } from '../rigs/slack/world.ts'
import { until } from './beside.ts'
import { type Settings, scratch, writeDesk } from './program.ts'

export { callBeside, until } from './beside.ts'

export interface SlackDesk {
  readonly slack: Slack
  readonly dir: string
  readonly env: Settings
  readonly wong: User
  /** Of the Hong Kong desk alone. */
  readonly channel: Channel
  readonly close: () => Promise<void>
}

/** The demo's settings with these channels at those places, and these officers at home in Slack alone. */
export const movedToSlack = (
  text: string,
  places: Readonly<Record<string, string>>,
  people: Readonly<Record<string, User>>,
): Fields => {
  const config: unknown = JSON.parse(text)
  if (!isFields(config)) throw new Error('the demo has no settings')
  const all = (key: string) => (isList(config[key]) ? config[key] : []).filter(isFields)
  return {
    ...config,
    channels: all('channels').map(c => {
      const place = places[String(c['id'])]
      return place === undefined ? c : { ...c, platform: 'slack', place }
    }),
    officers: all('officers').map(o => {
      const user = people[String(o['id'])]
      const identities = user && [{ platform: 'slack', workspace: user.team, user: user.id }]
      return identities ? { ...o, identities } : o
    }),
  }
}

/** The demo's desks, with Hong Kong's own channel and its first officer on the little Slack. */
export const raiseSlackDesk = async (
  change: (config: Fields, place: string) => unknown = config => config,
): Promise<SlackDesk> => {
  const { dir, remove } = scratch()
  const slack = await raiseSlack()
  const hk = slack.team('HK')
  const wong = slack.addUser(hk, 'wong', 'zh-HK')
  const channel = slack.addChannel({ name: 'desk', kind: 'private', teams: [hk], members: [wong] })
  const place = slack.channelId(channel, hk)
  writeDesk(dir, text => {
    const moved = movedToSlack(text, { 'hkc-desk': place }, { 'hkc.o1': wong })
    return JSON.stringify(change(moved, place), undefined, 2)
  })
  return {
    slack,
    dir,
    env: {
      SLACK_BOT_TOKEN: hk.botToken,
      SLACK_APP_TOKEN: hk.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    wong,
    channel,
    close: async () => {
      await slack.close()
      remove()
    },
  }
}

const inputsOf = ({ view }: OpenView): readonly Fields[] =>
  (isList(view['blocks']) ? view['blocks'] : []).filter(isFields).filter(b => b['type'] === 'input')

/** Who does something with it, and where. */
export type Seat = Pick<SlackDesk, 'slack' | 'wong' | 'channel'>

/** Fills in the form that is open, step by step, until it closes; how many steps it had. */
export const fillInForm = async (
  { slack, wong }: Seat,
  values: Readonly<Record<string, string>>,
): Promise<number> => {
  for (let steps = 1; steps < 9; steps++) {
    const open = await until('a form with inputs', () =>
      slack.views(wong).findLast(v => inputsOf(v).length > 0),
    )
    const given = Object.fromEntries(
      inputsOf(open).flatMap((b): [string, string | string[]][] => {
        const name = String(b['block_id'])
        const value = values[name]
        const type = isFields(b['element']) ? String(b['element']['type']) : ''
        if (value === undefined) return []
        return [[name, /^(checkboxes|multi_)/.test(type) ? value.split(',') : value]]
      }),
    )
    const exchange = slack.submit(open, given)
    await exchange.outcome
    const sees = exchange.sees()
    if (sees.kind === 'errors' || sees.kind === 'trouble') throw new Error(JSON.stringify(sees))
    if (sees.kind === 'closed') return steps
    const next = slack.views(wong).at(-1)
    if (!next || inputsOf(next).length === 0) return steps
  }
  throw new Error('the form has no end')
}

/** Presses the button of that command on the newest message that has it. */
export const pressCommand = async (
  { slack, wong, channel }: Seat,
  command: string,
): Promise<void> => {
  const id = await until(`the button ${command}`, () => {
    for (const message of [...slack.messages(channel)].reverse())
      for (const block of message.blocks.filter(isFields))
        for (const part of (isList(block['elements']) ? block['elements'] : []).filter(isFields))
          if (String(part['value']).includes(`:${command}:`))
            return { ts: message.ts, which: String(part['action_id']) }
    return undefined
  })
  const outcome = await slack.press(wong, { channel, ts: id.ts }, id.which).outcome
  if (outcome.kind !== 'acked') throw new Error(`no ack: ${outcome.kind}`)
}
