import type { Server } from 'node:http'
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { Slack } from '../rigs/slack/raise.ts'
import type { Team } from '../rigs/slack/world.ts'

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

const createApp = (
  slack: Slack,
  team: Team,
  receiver: SocketModeReceiver | HTTPReceiver,
  timeout: number,
) =>
  new App({
    token: team.botToken,
    receiver,
    logger: quiet,
    deferInitialization: true,
    convoStore: false,
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      timeout,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    },
  })

/** A bare Bolt app over a socket, as the rig's client. */
export const socketApp = async (slack: Slack, team: Team, timeout = 10_000) => {
  const receiver = new SocketModeReceiver({
    appToken: team.appToken,
    logger: quiet,
    clientPingTimeout: 100,
    installerOptions: {
      clientOptions: {
        slackApiUrl: slack.apiUrl,
        retryConfig: { forever: true, factor: 1, minTimeout: 20, maxTimeout: 20 },
      },
    },
  })
  const app = createApp(slack, team, receiver, timeout)
  await app.init()
  return {
    app,
    connected: () =>
      new Promise<void>(resolve => receiver.client.once('connected', () => resolve())),
    stop: () => receiver.client.disconnect(),
  }
}

/** A bare Bolt app behind signed HTTP. */
export const httpApp = async (slack: Slack, team: Team) => {
  const receiver = new HTTPReceiver({
    signingSecret: team.signingSecret,
    logger: quiet,
    endpoints: ['/slack/events'],
  })
  const app = createApp(slack, team, receiver, 10_000)
  await app.init()
  const server: Server = await receiver.start(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    app,
    url: `http://127.0.0.1:${address.port}/slack/events`,
    stop: async () => {
      const stopped = receiver.stop()
      server.closeAllConnections()
      await stopped
    },
  }
}
