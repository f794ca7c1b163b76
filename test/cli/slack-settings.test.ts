import { describe, expect, test } from 'vitest'
import { readAccess, slackSettings } from '../../adapters/slack/index.ts'

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

describe('given one workspace', () => {
  test('when its tokens are set, then it is reached by socket', () => {
    expect(readAccess({}, tokens)).toEqual({
      ok: true,
      value: {
        apiUrl: 'https://slack.com/api/',
        workspaces: [{ mode: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1' }],
      },
    })
  })

  test('when it is to be reached by HTTP, then by its secret and port', () => {
    const env = { ...tokens, SLACK_MODE: 'http', SLACK_SIGNING_SECRET: 's', SLACK_PORT: '3001' }
    expect(readAccess({}, env)).toMatchObject({
      value: { workspaces: [{ mode: 'http', signingSecret: 's', port: 3001 }] },
    })
  })

  test('when nothing is set, then all that is missing is said at once', () => {
    expect(readAccess({}, { SLACK_BOT_TOKEN: ' ' })).toEqual({
      ok: false,
      error: [
        expect.stringMatching(/^SLACK_BOT_TOKEN is not set/),
        expect.stringMatching(/^SLACK_APP_TOKEN is not set/),
      ],
    })
  })
})

describe('given two workspaces', () => {
  const settings = slackSettings.parse({
    workspaces: [{ team: 'T01' }, { team: 'T02', suffix: 'KR' }],
  })

  test('when each has its own tokens, then neither gets the other’s', () => {
    const env = {
      ...tokens,
      SLACK_BOT_TOKEN_KR: 'xoxb-2',
      SLACK_MODE_KR: 'http',
      SLACK_SIGNING_SECRET_KR: 's',
    }
    expect(readAccess(settings, env)).toMatchObject({
      value: {
        workspaces: [
          { team: 'T01', botToken: 'xoxb-1', mode: 'socket' },
          { team: 'T02', botToken: 'xoxb-2', mode: 'http', port: 3000 },
        ],
      },
    })
  })

  test('when the second has none, then those of the first are not taken', () => {
    const read = readAccess(settings, tokens)
    expect(read.ok ? [] : read.error.map(e => e.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN_KR',
      'SLACK_APP_TOKEN_KR',
    ])
  })

  test.each([
    [{ workspaces: [] }],
    [{ workspaces: [{ team: 'customs' }] }],
    [{ workspaces: [{ team: 'T01', suffix: 'kr' }] }],
    [{ workspaces: [{ team: 'T01' }, { team: 'T02' }] }],
    [{ token: 'xoxb-1' }],
  ])('when platforms.slack is %j, then it is refused', given => {
    expect(slackSettings.safeParse(given).success).toBe(false)
  })
})
