import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Fields, isFields } from './rule.ts'

export interface Asking {
  readonly path: string
  readonly token: string | undefined
  /** Undefined where the body can't be read as what it says it is. */
  readonly fields: Fields | undefined
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

const parse = (type: string, body: string): Fields | undefined => {
  if (body === '') return {}
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body))
  if (!type.startsWith('application/json')) return undefined
  try {
    const value: unknown = JSON.parse(body)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Reads a call: form or JSON body, query, token in the header or among the arguments. */
export const readAsking = async (request: IncomingMessage): Promise<Asking> => {
  const url = new URL(request.url ?? '/', 'http://rig')
  const body = parse(request.headers['content-type'] ?? '', await bodyOf(request))
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const fields = body && { ...Object.fromEntries(url.searchParams), ...body }
  const { token } = fields ?? {}
  return {
    path: url.pathname,
    token: bearer ?? (typeof token === 'string' ? token : undefined),
    fields,
  }
}

export const reply = (
  response: ServerResponse,
  status: number,
  body: Fields,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
