import { request } from 'node:http'

/** The parts of a browser that signing in and reading a feed need, over real HTTP. */
export interface Jar {
  /** Cookie header for a path, as a browser would send it. */
  readonly for: (path: string) => string
  readonly keep: (response: Response) => void
}

interface Kept {
  readonly path: string
  readonly pair: string
}

const parse = (header: string): Kept | undefined => {
  const [pair = '', ...attributes] = header.split(';').map(part => part.trim())
  const path = attributes.find(a => a.startsWith('Path='))?.slice('Path='.length)
  return path === undefined ? undefined : { path, pair }
}

/** Keeps cookies by path. */
export const createJar = (): Jar => {
  const kept = new Map<string, string>()
  return {
    keep: response => {
      for (const header of response.headers.getSetCookie()) {
        const cookie = parse(header)
        if (!cookie) continue
        if (header.includes('Max-Age=0')) kept.delete(cookie.path)
        else kept.set(cookie.path, cookie.pair)
      }
    },
    for: path =>
      [...kept]
        .filter(([scope]) => path.startsWith(scope))
        .map(([, pair]) => pair)
        .join('; '),
  }
}

/** Opens a sign-in link and goes where its page says; gives the page that one ends on. */
export const follow = async (jar: Jar, link: string): Promise<Response> => {
  const first = await fetch(link, { redirect: 'manual' })
  jar.keep(first)
  const [, to] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(await first.text()) ?? []
  if (to === undefined) throw new Error(`the link leads nowhere: ${first.status}`)
  return fetch(new URL(to, link), { headers: { cookie: jar.for(to) } })
}

export interface StreamEvent {
  readonly id: string
  readonly event: string
  /** JSON as it came. */
  readonly data: string
}

export interface Stream {
  readonly status: number
  readonly headers: Headers
  /** The next event, or undefined at the end of the stream. Comments are skipped. */
  readonly next: () => Promise<StreamEvent | undefined>
  /** The next block as it came over the wire, comments included. */
  readonly block: () => Promise<string | undefined>
  readonly leave: () => void
}

const field = (block: string, name: string): string | undefined =>
  block
    .split('\n')
    .find(line => line.startsWith(`${name}: `))
    ?.slice(name.length + 2)

/** Opens a stream of server-sent events. */
export const openStream = async (
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Stream> => {
  const abort = new AbortController()
  const response = await fetch(url, { headers, signal: abort.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  const block = async (): Promise<string | undefined> => {
    for (;;) {
      const end = buffer.indexOf('\n\n')
      if (end >= 0) {
        const found = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        return found
      }
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return undefined
      buffer += chunk.value
    }
  }
  const next = async (): Promise<StreamEvent | undefined> => {
    for (;;) {
      const found = await block()
      if (found === undefined) return undefined
      const data = field(found, 'data')
      if (data === undefined) continue
      return {
        id: field(found, 'id') ?? '',
        event: field(found, 'event') ?? '',
        data,
      }
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    next,
    block,
    leave: () => abort.abort(),
  }
}

export interface RawAnswer {
  readonly status: number
  readonly header: (name: string) => string
  readonly cookies: readonly string[]
  readonly body: string
}

/** A request exactly as given: fetch would mend its path and its Host. */
export const raw = (
  base: string,
  path: string,
  options: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  } = {},
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const { method = 'GET', headers = {}, body } = options
    const sent = request({ hostname, port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          header: name => String(response.headers[name] ?? ''),
          cookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
