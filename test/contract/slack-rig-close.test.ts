import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { raiseSlack } from '../rigs/slack/raise.ts'

/** An app that takes requests and never answers one. */
const mute = async (requests: number) => {
  const waiting: Promise<unknown>[] = []
  const all = Promise.withResolvers<void>()
  const server = createServer((_, response) => {
    waiting.push(once(response, 'close'))
    if (waiting.length === requests) all.resolve()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/slack`,
    arrived: all.promise,
    givenUp: async () => (await Promise.all(waiting)).length,
    close: () => server.close(),
  }
}

test('given an app that answers nothing, when the rig closes, then every request is given up', async () => {
  const slack = await raiseSlack()
  const hk = slack.team('HK')
  const ann = slack.addUser(hk, 'ann', 'zh-HK')
  const desk = slack.addChannel({ name: 'desk', teams: [hk], members: [ann] })
  const app = await mute(3)
  slack.route(hk, { kind: 'http', url: app.url })
  for (const text of ['one', 'two', 'three']) slack.command(ann, desk, `/referral ${text}`)
  await app.arrived
  await slack.close()
  expect(await app.givenUp()).toBe(3)
  app.close()
})
