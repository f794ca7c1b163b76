import { createJar, follow } from '../test/rigs/console-http.ts'
import type { Client } from './client.ts'
import { timed } from './figures.ts'
import type { Program } from './program.ts'

export interface Officer {
  /** Types a line; gives what came back and how long it took from request to last byte. */
  readonly type: (text: string) => Promise<{ readonly ms: number; readonly answer: string }>
  /** Sends a form in. */
  readonly submit: (data: string, values: Readonly<Record<string, string>>) => Promise<void>
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
  const act = async (what: object, kinds: RegExp) => {
    keys += 1
    const body = JSON.stringify({ key: `bench-${keys}-000000`, ...what })
    const { ms, value } = await timed(() => client.post(url, headers, body))
    if (!kinds.test(value)) throw new Error(`${body.slice(0, 100)}: ${value.slice(0, 300)}`)
    return { ms, answer: value }
  }
  return {
    // Who begins a referral gets its form at once.
    type: text => act({ kind: 'command', text }, /^{"kind":"(card|form)"/),
    submit: async (data, values) => {
      await act({ kind: 'form', data, values }, /^{"kind":"card"/)
    },
  }
}
