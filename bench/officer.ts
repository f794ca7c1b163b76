import { createJar, follow } from '../test/rigs/console-http.ts'
import type { Client } from './client.ts'
import { timed } from './figures.ts'
import type { Program } from './program.ts'

export interface Officer {
  /** Types a line; gives what came back and how long it took from request to last byte. */
  readonly type: (text: string) => Promise<{ readonly ms: number; readonly answer: string }>
}

let keys = 0

/** Signs an officer in by their link, as a browser does. */
export const signIn = async (program: Program, client: Client, id: string): Promise<Officer> => {
  const jar = createJar()
  const page = await follow(jar, program.links.get(id) ?? '')
  if (page.status !== 200) throw new Error(`${id} came by a link and got ${page.status}`)
  await page.arrayBuffer()
  const path = `/o/${id}/api/act`
  const headers = {
    cookie: jar.for(path),
    origin: program.url,
    'content-type': 'application/json',
  }
  const url = new URL(path, program.url)
  return {
    type: async text => {
      keys += 1
      const body = JSON.stringify({ key: `bench-${keys}-000000`, kind: 'command', text })
      const { ms, value } = await timed(() => client.post(url, headers, body))
      if (!value.startsWith('{"kind":"card"')) throw new Error(`${text}: ${value.slice(0, 300)}`)
      return { ms, answer: value }
    },
  }
}
