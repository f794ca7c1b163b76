import type { IncomingMessage, ServerResponse } from 'node:http'
import { isFields, isList } from '../slack/rule.ts'
import type { Answer, Upload } from './answer.ts'

export interface Asking {
  readonly method: string
  /** Without `/api/v10`; undefined where the version isn't 10. */
  readonly path: string | undefined
  readonly query: Readonly<Record<string, string>>
  readonly token: string | undefined
  /** Undefined where the body can't be read as what it says it is. */
  readonly body: { readonly value: unknown; readonly files: readonly Upload[] } | undefined
}

const bytesOf = async (request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return new Uint8Array(Buffer.concat(parts))
}

const parse = (text: string): unknown => {
  const value: unknown = JSON.parse(text)
  return isFields(value) || isList(value) ? value : {}
}

const readForm = async (type: string, bytes: Uint8Array<ArrayBuffer>) => {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const json = form.get('payload_json')
  const entries: [string, unknown][] = [...form]
  const files = entries.flatMap(([name, part]) => {
    const n = /^files\[(\d+)\]$/.exec(name)?.[1]
    return n !== undefined && part instanceof File ? [{ n, part }] : []
  })
  return {
    value: typeof json === 'string' ? parse(json) : {},
    files: await Promise.all(
      files.map(async ({ n, part }) => ({
        n,
        filename: part.name,
        type: part.type,
        bytes: new Uint8Array(await part.arrayBuffer()),
      })),
    ),
  }
}

const readBody = async (request: IncomingMessage): Promise<Asking['body']> => {
  const type = request.headers['content-type'] ?? ''
  const bytes = await bytesOf(request)
  if (bytes.length === 0) return { value: {}, files: [] }
  try {
    if (type.startsWith('multipart/form-data')) return await readForm(type, bytes)
    if (!type.startsWith('application/json')) return undefined
    return { value: parse(Buffer.from(bytes).toString('utf8')), files: [] }
  } catch {
    return undefined
  }
}

export const readAsking = async (request: IncomingMessage): Promise<Asking> => {
  const url = new URL(request.url ?? '/', 'http://rig')
  return {
    method: request.method ?? 'GET',
    path: /^\/api\/v10(\/.*)$/.exec(url.pathname)?.[1],
    query: Object.fromEntries(url.searchParams),
    token: /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1],
    body: await readBody(request),
  }
}

export const reply = (
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void => {
  // A 204 with a content type makes the SDK read a body that isn't there.
  const type: Readonly<Record<string, string>> =
    body === undefined ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
