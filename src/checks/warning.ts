import { count, data, type Params, type Term, words } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'

type Bare =
  | 'container_category'
  | 'ip_private'
  | 'ip_documentation'
  | 'ip_special'
  | 'ip_zone'
  | 'ip_malformed'
  | 'port_range'
  | 'time_no_offset'
  | 'domain_malformed'
  | 'url_malformed'
  | 'url_user'
  | 'infohash_malformed'
  | 'mixed_script'
  | 'invisible'

type Digit =
  | 'container_digit'
  | 'container_no_digit'
  | 'vessel_digit'
  | 'waybill_digit'
  | 'parcel_digit'

/** Something about an identifier that an officer should look at again. Plain data; refuses nothing. */
export type Warning =
  | { readonly name: Bare }
  /** `expected` is the check digit that the rest of the number asks for. */
  | { readonly name: Digit; readonly expected: string }
  | {
      readonly name: 'hash_length'
      readonly algorithm: string
      readonly length: number
      readonly wanted: number
    }
  | { readonly name: 'hash_unknown'; readonly length: number }
  | { readonly name: 'too_long' | 'too_many'; readonly max: number }

const paramsOf = (warning: Warning): Params | undefined => {
  if ('expected' in warning) return { expected: data(warning.expected) }
  if ('max' in warning) return { max: count(warning.max) }
  if (!('length' in warning)) return undefined
  const length = count(warning.length)
  return warning.name === 'hash_unknown'
    ? { length }
    : { length, algorithm: data(warning.algorithm), wanted: count(warning.wanted) }
}

/** The warning in words: what is off, and that the identifier is kept as given. */
export const sayWarning = (warning: Warning): Term => {
  const key: MessageKey = `check.${warning.name}`
  return words(key, paramsOf(warning))
}
