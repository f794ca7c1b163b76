import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { type ListenFault, listenFault } from './faults.ts'
import { limits } from './limits.ts'
import { safeHeaders } from './security.ts'

export interface Listening {
  readonly port: number
  /**
   * Takes nothing new; ends when the last answer is out. Once `settled` is, a reader that stalls has
   * `limits.closing` for its last bytes.
   */
  readonly close: (settled: Promise<unknown>) => Promise<void>
}

/** Listens, or says why it can't. `appFor` is given the port, as 0 takes any. */
export const listen = async (
  host: string,
  port: number,
  appFor: (port: number) => Hono,
): Promise<Result<Listening, ListenFault>> => {
  const server = createServer({
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
  })
  server.maxConnections = limits.connections
  const failure = await new Promise<unknown>(resolve => {
    server.once('error', resolve)
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })
  if (failure !== undefined) return err(listenFault(failure, host, port))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')

  // Node's own closeIdleConnections leaves those that never sent a request, as browsers open ahead.
  const connections = new Set<Socket>()
  const busy = new Set<Socket>()
  let closing = false
  server.on('connection', socket => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    busy.add(socket)
    response.once('close', () => {
      busy.delete(socket)
      if (closing) socket.destroySoon()
    })
  })
  server.on(
    'request',
    getRequestListener(appFor(address.port).fetch, {
      overrideGlobalObjects: false,
      // Reached only by what is no proper request: the application answers for its own errors.
      errorHandler: () => new Response(null, { status: 400, headers: safeHeaders }),
    }),
  )

  return ok({
    port: address.port,
    close: async settled => {
      closing = true
      const closed = new Promise(resolve => server.close(resolve))
      for (const socket of connections) if (!busy.has(socket)) socket.destroy()
      await settled
      const cut = setTimeout(() => server.closeAllConnections(), limits.closing)
      await closed
      clearTimeout(cut)
    },
  })
}
