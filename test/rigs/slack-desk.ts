import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SlackOptions, SlackPlatform } from '../../adapters/slack/index.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Answer, Ear } from '../../src/ports/platform.ts'
import { createTestEar, type TestEar } from './console.ts'
import { raiseSlack, type Slack } from './slack/raise.ts'
import type { Channel, Team, User } from './slack/world.ts'
import { slackOptions, startSlack, type Told } from './slack-options.ts'

/** Our adapter in one workspace with one channel, and an ear that a test speaks for. */
export interface SlackDesk {
  readonly slack: Slack
  readonly team: Team
  readonly ann: User
  readonly channel: Channel
  readonly place: PlaceId
  readonly ear: TestEar
  readonly told: readonly Told[]
  readonly options: SlackOptions
  readonly platform: () => SlackPlatform
  /** Moves time, where the test set it. */
  readonly pass: (ms: number) => void
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface DeskSetting {
  /** Time stands still but for the test. */
  readonly still?: boolean
  readonly mode?: 'socket' | 'http'
  /** Where the test speaks otherwise than `TestEar` does. */
  readonly ear?: Partial<Ear>
  readonly draw?: SlackOptions['draw']
}

export const raiseSlackDesk = async (setting: DeskSetting = {}): Promise<SlackDesk> => {
  let now = 1_795_500_000_000
  const slack = await raiseSlack(setting.still ? { now: () => now } : {})
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-slack-desk-'))
  const team = slack.team('HK')
  const ann = slack.addUser(team, 'ann', 'ko-KR')
  const channel = slack.addChannel({ name: 'desk', teams: [team], members: [ann] })
  const place = slack.channelId(channel, team) as PlaceId
  const told: Told[] = []
  const options = slackOptions({
    slack,
    dataDir,
    teams: [team],
    officers: { 'hkc.o1': ann },
    places: [place],
    told,
    mode: setting.mode ?? 'socket',
    ...(setting.draw === undefined ? {} : { draw: setting.draw }),
    ...(setting.still ? { now: () => instant(now), monotonic: () => now } : {}),
  })
  const ear = createTestEar()
  const whole: Ear = { ...ear, ...setting.ear }
  let platform = await startSlack(options, whole)
  return {
    slack,
    team,
    ann,
    channel,
    place,
    ear,
    told,
    options,
    platform: () => platform,
    pass: ms => {
      now += ms
    },
    restart: async () => {
      await platform.close()
      platform = await startSlack(options, whole)
    },
    close: async () => {
      await platform.close()
      await slack.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A form of as many lines as named, for an officer who reads English. */
export const formOf = (names: readonly string[], data = 'v1:-:create:0'): SpokenForm => ({
  data,
  language: 'en' as Language,
  title: 'A form',
  submit: 'Send',
  cancel: 'Cancel',
  inputs: names.map(name => ({ name, label: name, widget: 'line', required: false })),
})

export const formAnswer = (form: SpokenForm): Answer => ({ kind: 'form', form })
