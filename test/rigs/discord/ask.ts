import { isFields, isList } from '../slack/rule.ts'
import type { Discord } from './discord-type.ts'

export interface Said {
  readonly status: number
  readonly headers: Headers
  /** Discord's own code, where it refuses; 0 else. */
  readonly code: number
  readonly body: unknown
}

/** One raw REST call, as JSON or as a form; for tests that need no SDK between. */
export const askDiscord = async (
  { apiUrl, token }: Discord,
  method: string,
  path: string,
  body?: unknown,
  authorization = `Bot ${token}`,
): Promise<Said> => {
  const isForm = body instanceof FormData
  const response = await fetch(`${apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization,
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const read: unknown = text === '' ? undefined : JSON.parse(text)
  const { status, headers } = response
  const { code } = isFields(read) ? read : {}
  return { status, headers, code: typeof code === 'number' ? code : 0, body: read }
}

const leaves = (node: unknown, at: string): readonly string[] =>
  isFields(node)
    ? Object.entries(node).flatMap(([key, part]) =>
        key === '_errors' && isList(part)
          ? part.filter(isFields).map(({ code }) => `${at} ${code}`)
          : leaves(part, at === '' ? key : `${at}.${key}`),
      )
    : []

/** The codes in Discord's tree of errors, each behind its path. */
export const flawsIn = ({ body }: Said): readonly string[] =>
  leaves(isFields(body) ? body['errors'] : {}, '')

export const idIn = ({ body }: Said): string => String(isFields(body) ? body['id'] : '')
