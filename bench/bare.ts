import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'

/** Run as a child: the console's own kind of server with nothing behind it. Says its port, ends by SIGTERM. */
const app = new Hono()
app.post('/act', async c => c.json({ kind: 'none', length: (await c.req.text()).length }))
const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  process.stdout.write(`${address.port}\n`)
})
