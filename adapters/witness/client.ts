import { err, ok, type Result } from '../../src/kit/result.ts'
import type { WitnessClient, WitnessFault } from '../../src/ports/witness.ts'
import { boundedText } from './bounded.ts'
import { contentType, maxAnswer, sizeType } from './limits.ts'

export interface WitnessClientOptions {
  /** How long an answer is waited for, its body included. */
  readonly timeoutMs: number
  /** What asks; that of the host where not given. */
  readonly fetch?: typeof fetch
}

const addCheckpoint = (url: string): string => `${url.replace(/\/+$/, '')}/add-checkpoint`

const sizeIn = (answer: Response, text: string): number | undefined => {
  const [, digits] = /^(0|[1-9][0-9]{0,15})\n?$/.exec(text) ?? []
  const said = answer.headers.get('content-type')?.split(';')[0]?.trim()
  return digits !== undefined && said === sizeType ? Number(digits) : undefined
}

const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line.startsWith('— '))

const read = (answer: Response, text: string): Result<readonly string[], WitnessFault> => {
  const { status } = answer
  if (status === 200) {
    const lines = linesIn(text)
    return lines.length > 0 ? ok(lines) : err({ kind: 'NotALine' })
  }
  const size = status === 409 ? sizeIn(answer, text) : undefined
  if (size !== undefined) return err({ kind: 'OtherSize', size })
  return [400, 403, 404, 409, 422].includes(status)
    ? err({ kind: 'Refused', status })
    : err({ kind: 'Unreachable' })
}

/** Asks witnesses over the network. Nothing but the body of the specification is sent. */
export const createWitnessClient = (options: WitnessClientOptions): WitnessClient => {
  const ask = options.fetch ?? fetch
  const ended = new AbortController()
  return {
    close: () => ended.abort(),
    ask: async (url, body) => {
      try {
        const answer = await ask(addCheckpoint(url), {
          method: 'POST',
          headers: { 'content-type': contentType },
          body,
          redirect: 'manual',
          signal: AbortSignal.any([ended.signal, AbortSignal.timeout(options.timeoutMs)]),
        })
        const text = await boundedText(answer.body, maxAnswer)
        return text === undefined ? err({ kind: 'NotALine' }) : read(answer, text)
      } catch {
        return err({ kind: 'Unreachable' })
      }
    },
  }
}
