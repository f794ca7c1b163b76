import { createServer } from 'node:http'
import type { Asked, Discord, RaiseDiscord } from './discord-type.ts'
import { createGateway } from './gateway.ts'
import { createInteractions } from './interactions.ts'
import { createPlaces } from './places.ts'
import { createRates } from './rate.ts'
import { gatewayRoute, routes } from './routes.ts'
import { createTroubles } from './troubles.ts'
import { createVoice } from './voice.ts'
import { answerHttp } from './web.ts'
import { createPlay } from './wire-play.ts'
import { createWorld } from './world.ts'

/**
 * A strict little Discord on loopback: real HTTP, a real gateway, nothing of our adapter. It refuses what
 * Discord refuses, in Discord's codes, and writes down what an app should not have done.
 */
export const raiseDiscord = async ({
  now,
  heartbeatMs = 41_250,
  // While time stands still, no window would ever end.
  bucket = { limit: now === undefined ? 5 : Number.POSITIVE_INFINITY, perMs: 5000 },
  global = now === undefined ? 50 : Number.POSITIVE_INFINITY,
  identifies = 1000,
}: RaiseDiscord = {}): Promise<Discord> => {
  const world = createWorld(now)
  const { clock } = world
  const asked: Asked[] = []
  let bad = 0
  let refusedUntil = 0

  const server = createServer((request, response) => {
    answerHttp(web, request, response).catch(() => response.destroy())
  })
  server.on('connection', socket => {
    if (clock.now() < refusedUntil) socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port to listen at')
  const host = `127.0.0.1:${address.port}`

  const gateway = createGateway(world, {
    heartbeatMs,
    identifies,
    url: () => `ws://${host}/gateway`,
  })
  server.on('upgrade', (request, socket, head) => {
    if (clock.now() < refusedUntil) socket.destroy()
    else gateway.upgrade(request, socket, head)
  })
  world.tell = (type, data, intents) => void gateway.tell(type, data, intents)
  const troubles = createTroubles(clock)
  const web = {
    world,
    routes: [...gatewayRoute(gateway.invitation), ...routes],
    troubles,
    rates: createRates(clock, { ...bucket, global }),
    asked,
    count: (status: number) => {
      if (status === 401 || status === 403 || status === 429) bad++
    },
  }
  const { tell, ...acts } = createInteractions(world, payload =>
    gateway.tell('INTERACTION_CREATE', payload),
  )

  return {
    ...createPlaces(world),
    ...createVoice(world, { tell, ...acts }),
    ...createPlay(gateway),
    ...acts,
    apiUrl: `http://${host}/api`,
    token: world.token,
    applicationId: world.applicationId,
    bot: world.bot,
    globalCommands: () => world.globalCommands,
    trouble: troubles.add,
    refuseConnections: forMs => {
      refusedUntil = clock.now() + forMs
      // A kept connection would get through.
      for (const link of gateway.links()) link.socket.terminate()
      server.closeAllConnections()
    },
    tick: clock.tick,
    messages: (channel, by) =>
      channel.messages.filter(({ author }) => by === undefined || author === by),
    ephemerals: user => world.ephemerals.filter(one => one.ephemeralTo === user.id),
    directMessages: user =>
      [...world.channels.values()].flatMap(({ kind, members, messages }) =>
        kind === 'dm' && members.has(user.id) ? messages : [],
      ),
    openModals: user => world.modals.filter(one => one.user === user),
    threads: channel => [...world.channels.values()].filter(one => one.parent === channel.id),
    pings: user => world.pings.filter(one => user === undefined || one.user === user),
    asked: route => asked.filter(one => route === undefined || one.route.includes(route)),
    problems: world.problems,
    invalidRequests: () => bad,
    close: async () => {
      clock.close()
      gateway.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
