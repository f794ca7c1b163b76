import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { createHeartbeat } from '../../adapters/heartbeat/index.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

/** A host that answers each path with its status, and notes what it was asked. */
const listen = async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const status = Number(request.url?.slice(1))
    if (status === 0) return
    response.writeHead(status, status === 302 ? { location: '/200' } : {})
    response.end('x'.repeat(100_000))
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  cleanups.push(close)
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const beat = (path: string, timeoutMs = 5000) =>
    createHeartbeat({ url: `http://127.0.0.1:${port}/${path}`, timeoutMs }).beat()
  return { asked, beat, close }
}

describe('given an address that is to hear that all is well', () => {
  test('when it answers, then it was asked once and that is all', async () => {
    const { asked, beat } = await listen()
    expect(await beat('200')).toEqual({ ok: true, value: undefined })
    expect(asked).toEqual(['GET /200'])
  })

  test('when it refuses or sends elsewhere, then that is told and nobody else is asked', async () => {
    const { asked, beat } = await listen()
    expect([await beat('302'), await beat('404'), await beat('503')]).toEqual(
      [302, 404, 503].map(status => ({ ok: false, error: { kind: 'Refused', status } })),
    )
    expect(asked).toEqual(['GET /302', 'GET /404', 'GET /503'])
  })

  test('when it says nothing in time, or is not there, then it is unreachable', async () => {
    const { beat, close } = await listen()
    const unreachable = { ok: false, error: { kind: 'Unreachable' } }
    expect(await beat('0', 20)).toEqual(unreachable)
    await close()
    cleanups.splice(0)
    expect(await beat('200')).toEqual(unreachable)
  })
})
