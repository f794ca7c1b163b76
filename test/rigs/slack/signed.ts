import { createHmac } from 'node:crypto'
import type { Kind } from './exchange.ts'
import type { Fields } from './rule.ts'

const form = (fields: Fields): string =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
  ).toString()

const bodyOf = (kind: Kind, payload: Fields): string => {
  if (kind === 'event') return JSON.stringify(payload)
  if (kind === 'command') return form(payload)
  return form({ payload: JSON.stringify(payload) })
}

/** One HTTP request as Slack signs it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signedRequest = (
  kind: Kind,
  payload: Fields,
  secret: string,
  seconds: number,
  retry: { readonly attempt: number; readonly reason: string } | undefined,
): RequestInit => {
  const body = bodyOf(kind, payload)
  const hmac = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': `${seconds}`,
      'x-slack-signature': `v0=${hmac}`,
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': `${retry.attempt}`, 'x-slack-retry-reason': retry.reason }),
    },
  }
}
