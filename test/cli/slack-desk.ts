import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import type { Channel, OpenView, User } from '../rigs/slack/world.ts'
import { type Ended, type Settings, scratch, writeDesk } from './program.ts'

const bin = join(import.meta.dirname, '../../bin/liaison.js')

/** Looks again and again, for as long as a program on loopback may take. */
export const until = async <T>(what: string, look: () => T | undefined): Promise<T> => {
  for (let i = 0; i < 2000; i++) {
    const found = look()
    if (found !== undefined) return found
    await wait(10)
  }
  throw new Error(`waited in vain for ${what}`)
}

/** Runs the command line to its end beside this process, which has to answer it. */
export const callBeside = (dir: string, args: readonly string[], env: Settings): Promise<Ended> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: dir,
      env: { PATH: process.env['PATH'], LIAISON_PORT: '0', ...env },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', data => {
      stdout += String(data)
    })
    child.stderr.on('data', data => {
      stderr += String(data)
    })
    child.on('close', status => resolve({ status, stdout, stderr }))
  })

export interface SlackDesk {
  readonly slack: Slack
  readonly dir: string
  readonly env: Settings
  readonly wong: User
  /** Of the Hong Kong desk alone. */
  readonly channel: Channel
  readonly close: () => Promise<void>
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
    const config: unknown = JSON.parse(text)
    if (!isFields(config)) throw new Error('the demo has no settings')
    const { officers, channels } = config
    const moved = {
      ...config,
      channels: (isList(channels) ? channels.filter(isFields) : []).map(c =>
        c['id'] === 'hkc-desk' ? { ...c, platform: 'slack', place } : c,
      ),
      officers: (isList(officers) ? officers.filter(isFields) : []).map(o =>
        o['id'] === 'hkc.o1'
          ? { ...o, identities: [{ platform: 'slack', workspace: hk.id, user: wong.id }] }
          : o,
      ),
    }
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

/** Fills in the form that is open, step by step, until it closes; how many steps it had. */
export const fillInForm = async (
  { slack, wong }: SlackDesk,
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
  { slack, wong, channel }: SlackDesk,
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
