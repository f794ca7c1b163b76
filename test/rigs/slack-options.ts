import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import {
  createSlackPlatform,
  type SlackOptions,
  type SlackPlatform,
  type Words,
} from '../../adapters/slack/index.ts'
import en from '../../locales/en/platform.json' with { type: 'json' }
import ko from '../../locales/ko/platform.json' with { type: 'json' }
import zhCN from '../../locales/zh-CN/platform.json' with { type: 'json' }
import zhHK from '../../locales/zh-HK/platform.json' with { type: 'json' }
import type { Language, OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import type { Ear } from '../../src/ports/platform.ts'
import type { Slack } from './slack/raise.ts'
import type { Team, User } from './slack/world.ts'

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
const groups = new Map([
  ['en', en.platform],
  ['ko', ko.platform],
  ['zh-CN', zhCN.platform],
  ['zh-HK', zhHK.platform],
])

/** The adapter's own words, as the catalogue has them. */
export const slackWords = (language: Language): Words => {
  const { possible_repeat, form_expired, ...said } = groups.get(language) ?? en.platform
  return { ...said, repeat: possible_repeat, expired: form_expired }
}

export interface Told {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
}

export interface SlackSetting {
  readonly slack: Slack
  readonly dataDir: string
  /** Workspaces that have the app. */
  readonly teams: readonly Team[]
  readonly officers?: Readonly<Record<string, User>>
  readonly places?: readonly PlaceId[]
  readonly mode?: 'socket' | 'http'
  readonly now?: () => Instant
  readonly monotonic?: () => number
  readonly told?: Told[]
  readonly draw?: SlackOptions['draw']
}

/** Options as the program makes them, for the strict little Slack of a test. */
export const slackOptions = (setting: SlackSetting): SlackOptions => {
  const { slack, teams, officers = {}, places = [], mode = 'socket', told = [] } = setting
  const note = (level: Told['level']) => (message: string) => void told.push({ level, message })
  return {
    workspaces: teams.map(({ id, botToken, appToken, signingSecret }) => ({
      team: id,
      botToken,
      ...(mode === 'socket'
        ? { mode: 'socket' as const, appToken }
        : { mode: 'http' as const, signingSecret, port: 0 }),
    })),
    apiUrl: slack.apiUrl,
    officers: new Map(
      Object.entries(officers).map(([id, user]) => [
        id as OfficerId,
        { workspace: user.team, user: user.id },
      ]),
    ),
    channels: places.map(id => ({ id, languages: ['en', 'ko'].map(l => l as Language) })),
    languages: catalogue.languages(),
    words: slackWords,
    now: setting.now ?? (() => instant(Date.now())),
    monotonic: setting.monotonic ?? (() => performance.now()),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    dataDir: setting.dataDir,
    ...(setting.draw === undefined ? {} : { draw: setting.draw }),
  }
}

/** A platform that is open; throws where it can't be. */
export const startSlack = async (options: SlackOptions, ear: Ear): Promise<SlackPlatform> => {
  const made = createSlackPlatform(options)
  if (!made.ok) throw new Error(made.error.kind)
  const started = await made.value.start(ear)
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  return made.value
}
