import type { Callback } from '../card/callback.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import type { Refusal } from '../referral/refusals.ts'
import { candidates } from './complete.ts'
import { topicOption, topicsOf } from './help.ts'
import type { Asking } from './request.ts'
import type { Line } from './words.ts'

/** `topic`: the first word of the commands that are asked about. */
export interface HelpRequest {
  readonly kind: 'help'
  readonly topic?: string
}

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/^\//, '')

/** `/help`, `/help shipment`, `/shipment help`; undefined for any other line. */
export const readHelpLine = (
  { words, values }: Line,
  asking: Asking,
): Result<HelpRequest, Refusal> | undefined => {
  const [first = 'help', second = '', ...rest] = words.map(plain)
  if (first === 'referral' && second === '') return ok({ kind: 'help', topic: first })
  if (first !== 'help' && second !== 'help') return undefined
  const known = topicsOf(candidates(asking)).map(t => t.root)
  if (second === 'help' && known.includes(first)) return ok({ kind: 'help', topic: first })
  if (first !== 'help') return undefined
  const stray = Object.keys(values).find(name => name !== topicOption) ?? rest[0]
  if (stray !== undefined) return err({ kind: 'UnknownInput', typed: stray })
  const typed = second === '' ? plain(values[topicOption] ?? '') : second
  if (typed === '') return ok({ kind: 'help' })
  if (known.includes(typed)) return ok({ kind: 'help', topic: typed })
  const near = nearest(typed, known)
  return err({
    kind: 'UnknownCommand',
    typed: `/help ${typed}`,
    ...(near === undefined ? {} : { nearest: `/help ${near}` }),
  })
}

/** A button of the overview; undefined where the callback is of none. */
export const readHelpCallback = ({ command, subject }: Callback): HelpRequest | undefined => {
  const [, topic] = /^help-([a-z-]+)$/.exec(command) ?? []
  return topic === undefined || subject !== undefined ? undefined : { kind: 'help', topic }
}
