import { expect, test } from 'vitest'
import { createAnswering } from '../../adapters/slack/answering.ts'
import { createHearing } from '../../adapters/slack/hearing.ts'
import { createOpenForms } from '../../adapters/slack/open-forms.ts'
import { shapes } from '../../adapters/slack/payloads.ts'
import { createPeople } from '../../adapters/slack/people.ts'
import { createWeb } from '../../adapters/slack/web.ts'
import type { PlaceId } from '../../src/kit/ids.ts'
import { createTestEar } from '../rigs/console.ts'
import { slackWords } from '../rigs/slack-options.ts'

const hearingOf = (botId: string) => {
  const web = createWeb('xoxb-none', 'http://127.0.0.1:9/', () => {})
  const ear = createTestEar()
  const forms = createOpenForms(ear)
  const hearing = createHearing({
    ear,
    team: 'T1',
    botId,
    web,
    people: createPeople('T1', web, () => 0),
    places: {
      spotOf: (place: PlaceId) => ({ team: undefined, channel: place }),
      moved: async () => {},
    },
    forms,
    answering: createAnswering({ web, forms, words: slackWords }),
    isOfficer: () => true,
    words: slackWords,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })
  return { hearing, ear }
}

const pressOn = (botId: string) =>
  shapes.action.parse({
    user: { id: 'U2', team_id: 'T2' },
    team: { id: 'T1' },
    message: { ts: '1.000001', bot_id: botId },
    actions: [{ action_id: 'b0', action_ts: '1795500000.123456', value: 'v1:-:create:0' }],
  })

test.each([
  ['B1', 1],
  ['B2', 0],
])(
  'given two apps in one channel, when a message of %s is pressed, then ours hears %i',
  async (owner, n) => {
    const { hearing, ear } = hearingOf('B1')
    await hearing.action(pressOn(owner))
    expect(ear.heard).toHaveLength(n)
    expect(ear.heard.map(i => [i.key, i.platformTime])).toEqual(
      n === 0 ? [] : [['slack:action:T2:U2:1795500000.123456:b0:1.000001', 1_795_500_000_123]],
    )
  },
)
