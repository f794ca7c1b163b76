import { z } from 'zod'
import type { Act, Actor, Inbound } from '../../src/ports/platform.ts'
import { consoleName, consoleWorkspace } from './config.ts'
import type { ActRequest } from './protocol.ts'

const key = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
const callback = z.string().max(200)

// Lengths of what an officer types are the core's to judge: it tells the limit, this door would not.
const requestShape = z.discriminatedUnion('kind', [
  z.strictObject({ key, kind: z.literal('command'), text: z.string() }),
  z.strictObject({ key, kind: z.literal('button'), data: callback }),
  z.strictObject({
    key,
    kind: z.literal('form'),
    data: callback,
    values: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/), z.string()),
  }),
])

/** Reads the body of a write; undefined for anything that isn't exactly an `ActRequest`. */
export const parseAct = (body: string): ActRequest | undefined => {
  try {
    return requestShape.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

const actOf = (request: ActRequest): Act => {
  switch (request.kind) {
    case 'command':
      return { kind: 'command', text: request.text }
    case 'button':
      return { kind: 'button', data: request.data }
    case 'form':
      return { kind: 'form', data: request.data, values: request.values }
  }
}

export const actorOf = (officer: string): Actor => ({
  platform: consoleName,
  workspace: consoleWorkspace,
  user: officer,
})

/** The key is the page's own within its officer's, so that no officer can use up another's. */
export const toInbound = (officer: string, request: ActRequest): Inbound => ({
  key: `console:${officer}:${request.key}`,
  actor: actorOf(officer),
  act: actOf(request),
})
