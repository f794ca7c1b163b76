import type { Warning } from './warning.ts'

export const identifierKinds = [
  'container',
  'vessel',
  'waybill',
  'parcel',
  'ip',
  'domain',
  'url',
  'email',
  'account',
  'hash',
  'infohash',
  'other',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** What a reader found in a line. */
export interface Reading {
  readonly kind: IdentifierKind
  readonly plain: string
  readonly warnings: readonly Warning[]
  /** The same name in the other alphabet: punycode beside letters, letters beside punycode. */
  readonly beside?: string
}

/** Reads one line that `tidy` has passed; undefined if it is none of its kind. Never throws. */
export type Reader = (text: string) => Reading | undefined
