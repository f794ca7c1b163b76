import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A bare Hono handler in a process of its own: the ceiling of one request. */
export const startBare = async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts')], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const closed = once(child, 'close')
  return {
    url: `http://127.0.0.1:${String(line).trim()}`,
    stop: async () => {
      child.kill('SIGTERM')
      await closed
    },
  }
}
