import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '../../adapters/console/limits.ts'
import { officerOf, pathOf } from '../rigs/console.ts'
import { actPath, type Desk, expectSafe, goodAct, raiseDesk } from '../rigs/console-desk.ts'
import { raw } from '../rigs/console-http.ts'

const ann = officerOf('ann')
const ben = officerOf('ben')

describe('given a console with one officer signed in', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await raiseDesk()
  })
  afterEach(() => desk.close())

  test('when a write is as it must be, then it is heard', async () => {
    expect((await desk.act()).status).toBe(200)
    expect((await desk.act({ 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
    expect(desk.ear.heard).toHaveLength(2)
  })

  test('when a write lacks what it must have, then it is refused and not heard', async () => {
    const { origin: _, ...withoutOrigin } = desk.headers()
    const { 'content-type': __, ...withoutType } = desk.headers()
    const bare = (given: Readonly<Record<string, string>>) =>
      raw(desk.url(), actPath, { method: 'POST', headers: given, body: goodAct })
    const port = new URL(desk.url()).port
    const refused = [
      [403, await bare(withoutOrigin)],
      [415, await bare(withoutType)],
      [403, await desk.act({ origin: 'https://evil.example' })],
      [403, await desk.act({ origin: 'null' })],
      [403, await desk.act({ origin: `http://127.0.0.1:${Number(port) + 1}` })],
      [403, await desk.act({ origin: `https://127.0.0.1:${port}` })],
      // Own by name, but not the one that this request came in under.
      [403, await desk.act({ origin: `http://localhost:${port}` })],
      [415, await desk.act({ 'content-type': 'text/plain' })],
      [415, await desk.act({ 'content-type': 'application/x-www-form-urlencoded' })],
      [415, await desk.act({ 'content-type': 'application/jsonp' })],
      [403, await desk.act({ cookie: '' })],
      [403, await desk.act({}, goodAct, pathOf(ben, 'api/act'))],
      [403, await desk.act({ cookie: 'liaison=1.2.3' })],
    ] as const
    expect(refused.map(([, answer]) => answer.status)).toEqual(refused.map(([status]) => status))
    for (const [, answer] of refused) expectSafe(answer)
    expect(refused).toHaveLength(13)
    expect(desk.ear.heard).toEqual([])
  })

  test('when the host is not one of our names, then nothing is served under it', async () => {
    const { port } = new URL(desk.url())
    const foreign = ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil:${port}`]
    const paths = ['/', '/page/style.css', pathOf(ann, ''), pathOf(ann, 'api/feed')]
    for (const host of foreign)
      for (const path of paths) {
        const answer = await raw(desk.url(), path, { headers: desk.headers({ host }) })
        expect([host, path, answer.status]).toEqual([host, path, 421])
        expectSafe(answer)
      }
    const rebound = await desk.act({
      host: `evil.example:${port}`,
      origin: `http://evil.example:${port}`,
    })
    expect(rebound.status).toBe(421)
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect((await raw(desk.url(), '/', { headers: { host } })).status).toBe(200)
    expect(desk.ear.heard).toEqual([])
  })

  test('when a body is not exactly an act, then it is refused and not heard', async () => {
    const bodies = [
      '',
      'null',
      '[]',
      '{',
      goodAct.replace('}', ',"extra":1}'),
      goodAct.replace('key-000001', 'short'),
      goodAct.replace('key-000001', 'a:b:c:d:e:f'),
      goodAct.replace('command', 'order'),
      goodAct.replace('"/help"', '["/help"]'),
      '{"key":"key-000001","kind":"form","data":"x","values":{"a b":"x"}}',
      '{"key":"key-000001","kind":"form","data":"x","values":{"a":1}}',
      `{"key":"key-000001","kind":"button","data":"${'x'.repeat(201)}"}`,
    ]
    for (const body of bodies)
      expect([body, (await desk.act({}, body)).status]).toEqual([body, 400])
    expect(bodies).toHaveLength(12)
    expect(desk.ear.heard).toEqual([])
  })

  test('when a body is at the limit it is heard, and one byte past it is refused', async () => {
    const withText = (bytes: number) =>
      goodAct.replace('/help', 'x'.repeat(bytes - goodAct.length + '/help'.length))
    expect((await desk.act({}, withText(limits.body))).status).toBe(200)
    const over = withText(limits.body + 1)
    expect((await desk.act({ 'content-length': String(over.length) }, over)).status).toBe(413)
    expect((await desk.act({ 'transfer-encoding': 'chunked' }, over)).status).toBe(413)
    expect(desk.ear.heard).toHaveLength(1)
  })

  test('when a method is neither GET nor POST, then it does nothing', async () => {
    const link = await desk.platform().signInLink(ben)
    const path = new URL(link).pathname
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect([method, (await raw(desk.url(), path, { method })).status]).toEqual([method, 405])
    const peeked = await raw(desk.url(), path, { headers: { 'sec-purpose': 'prefetch;prerender' } })
    expect(peeked.status).toBe(503)
    expect((await raw(desk.url(), path)).status).toBe(200)
  })
})
