import { slackName } from '../../adapters/slack/index.ts'
import type { PlaceId } from '../../src/kit/ids.ts'
import {
  type Chat,
  deskChannels,
  officers,
  type Seat,
  type Shown,
  type Surroundings,
  sharedChannel,
  type Values,
  type Who,
  whoIs,
} from './pair-type.ts'
import type { Exchange } from './slack/exchange.ts'
import { raiseSlack } from './slack/raise.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'
import type { Channel, OpenView, Team, User } from './slack/world.ts'
import { slackOptions, startSlack } from './slack-options.ts'
import { buttonsIn, readBlocks, readForm } from './slack-reading.ts'
import { until } from './slack-stage.ts'

const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

/** What to press for a command: a button, or an option of a menu. */
const findPress = (
  blocks: unknown,
  command: string,
): readonly [string, ...string[]] | undefined => {
  const means = ({ value }: Fields): boolean => String(value).includes(`:${command}:`)
  for (const part of fieldsIn(blocks).flatMap(b => fieldsIn(b['elements']))) {
    const id = String(part['action_id'])
    if (means(part)) return [id]
    const option = fieldsIn(part['options']).find(means)
    if (option) return [id, String(option['value'])]
  }
  return undefined
}

const inputsIn = ({ view }: OpenView): readonly Fields[] =>
  fieldsIn(view['blocks']).filter(b => b['type'] === 'input')

const takesMany = ({ element }: Fields): boolean =>
  isFields(element) && /^(checkboxes|multi_)/.test(String(element['type']))

const givenFor = (open: OpenView, values: Values) =>
  Object.fromEntries(
    inputsIn(open).flatMap((block): [string, string | string[]][] => {
      const name = String(block['block_id'])
      const value = values[name]
      if (value === undefined) return []
      return [[name, takesMany(block) ? value.split(',') : value]]
    }),
  )

/** The strict little Slack with a workspace, an officer and a channel for each side that is on it. */
export const raisePairSlack = async (around: Surroundings): Promise<Chat> => {
  const slack = await raiseSlack({ now: around.now })
  const people = {
    sender: ['HK', 'wong', 'zh-HK'],
    receiver: ['KR', 'kim', 'ko-KR'],
    third: ['HK', 'eve', 'en-GB'],
  } as const
  const present: readonly Who[] = [...around.sides, ...(around.isShared ? ['third' as const] : [])]
  const seated = new Map(
    present.map(who => {
      const [name, person, locale] = people[who]
      const team = slack.team(name)
      return [who, { team, user: slack.addUser(team, person, locale) }]
    }),
  )
  const personOf = (who: Who) => {
    const found = seated.get(who)
    if (!found) throw new Error(`no ${who} is on Slack`)
    return found
  }
  const channels = new Map<string, { readonly channel: Channel; readonly place: string }>()
  const addChannel = (id: string, teams: readonly Team[], members: readonly User[]): void => {
    const [host] = teams
    if (!host) return
    // Of a channel that workspaces share one app is enough: the host's.
    const channel = slack.addChannel({ name: id, teams, members, bots: [host] })
    channels.set(id, { channel, place: `${host.id}.${slack.channelId(channel, host)}` })
  }
  for (const side of around.sides) {
    const { team, user } = personOf(side)
    addChannel(deskChannels[side], [team], [user])
  }
  const teams = [...new Set([...seated.values()].map(p => p.team))]
  if (around.isShared)
    addChannel(
      sharedChannel,
      teams,
      [...seated.values()].map(p => p.user),
    )
  const channelOf = (id: string) => {
    const found = channels.get(id)
    if (!found) throw new Error(`no ${id} is on Slack`)
    return found
  }

  const seat = (officer: string, at: string): Seat => {
    const { user } = personOf(whoIs(officer))
    const { channel } = channelOf(at)
    // Slack's client leaves what was typed in a form that it marks errors in.
    let typed: ReturnType<typeof givenFor> = {}

    const openView = (): OpenView => {
      const open = slack.views(user).at(-1)
      if (!open) throw new Error(`${user.name} has no form open`)
      return open
    }

    const shown = (kind: Shown['kind'], blocks: unknown, ts?: string): Shown => ({
      kind,
      texts: readBlocks(blocks),
      press: command => {
        const found = findPress(blocks, command)
        if (!found || ts === undefined) throw new Error(`no button ${command} on it`)
        return settle(() => slack.press(user, { channel, ts }, ...found))
      },
    })
    const formShown = (kind: 'form' | 'problems', more: readonly string[] = []): Shown => ({
      ...shown(kind, []),
      texts: [...more, ...readForm(openView().view)],
    })

    /** Waits until the bot has answered and the answer is on the screen. */
    const settle = async (tell: () => Exchange | undefined): Promise<Shown> => {
      const before = around.answered()
      const whispers = slack.ephemerals(user).length
      const opened = () => slack.asked('views.open').filter(a => a.answer !== '').length
      const openedBefore = opened()
      const exchange = tell()
      if (!exchange) throw new Error('Slack has no such command')
      const outcome = await exchange.outcome
      if (outcome.kind !== 'acked') throw new Error(`no ack: ${outcome.kind}`)
      await until('an answer', () => (around.answered() > before ? true : undefined))
      const answer = around.last()
      if (answer.kind === 'none') return shown('none', [])
      if (answer.kind === 'form') {
        await until('a form', () => (opened() > openedBefore ? true : undefined))
        return formShown('form')
      }
      const whisper = await until('a private card', () => slack.ephemerals(user)[whispers])
      return shown('card', whisper.blocks, whisper.ts)
    }

    const submit = async (values: Values): Promise<Shown> => {
      const before = around.answered()
      const open = openView()
      const given = { ...typed, ...givenFor(open, values) }
      typed = {}
      const exchange = slack.submit(open, given)
      const outcome = await exchange.outcome
      if (outcome.kind !== 'acked') throw new Error(`no ack: ${outcome.kind}`)
      const sees = exchange.sees()
      if (sees.kind === 'errors') {
        typed = given
        return formShown('problems', Object.values(sees.errors))
      }
      if (sees.kind === 'closed') return shown('none', [])
      const answer = around.last()
      const isRefused = answer.kind === 'form' && answer.form.inputs.some(i => i.problem)
      if (around.answered() > before && isRefused) return formShown('problems')
      const next = openView()
      return inputsIn(next).length > 0 ? formShown('form') : shown('card', next.view['blocks'])
    }

    return {
      line: text => settle(() => slack.command(user, channel, text)),
      press: command => {
        for (const message of slack.messages(channel).toReversed()) {
          const found = findPress(message.blocks, command)
          const where = { channel, ts: message.ts }
          if (found) return settle(() => slack.press(user, where, ...found))
        }
        throw new Error(`no button ${command} in ${channel.name}`)
      },
      fill: async values => {
        for (let steps = 0; steps < 20; steps++) {
          const after = await submit(values)
          if (after.kind !== 'form') return after
        }
        throw new Error('the form has no end')
      },
      sees: async () =>
        slack.messages(channel).map(({ blocks, text, threadTs }) => ({
          texts: blocks.length > 0 ? readBlocks(blocks) : [text],
          buttons: buttonsIn(blocks),
          inThread: threadTs !== undefined,
        })),
      calls: async () =>
        slack
          .messages(channel)
          .map(({ blocks }) => readBlocks(blocks).join('\n'))
          .filter(text => text.includes(`<@${user.id}>`)),
      talk: async text => {
        await Promise.all(slack.say(user, channel, text).map(e => e.outcome))
      },
    }
  }

  return {
    identitiesOf: who => {
      const { team, user } = personOf(who)
      return [{ platform: slackName, workspace: team.id, user: user.id }]
    },
    at: id => ({ platform: slackName, place: channelOf(id).place }),
    start: ({ ear }) =>
      startSlack(
        slackOptions({
          slack,
          dataDir: around.dataDir,
          teams,
          officers: Object.fromEntries([...seated].map(([who, { user }]) => [officers[who], user])),
          places: [...channels.values()].map(({ place }) => place as PlaceId),
          now: around.now,
          monotonic: around.monotonic,
        }),
        ear,
      ),
    seat,
    breakPosts: (taken, forMs) =>
      slack.trouble({
        ...{ method: 'chat.postMessage', forMs },
        fault: { kind: taken ? 'lost' : 'cut' },
      }),
    tick: slack.tick,
    problems: () => slack.problems().map(p => `Slack: ${p}`),
    close: slack.close,
  }
}
