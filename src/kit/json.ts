/** What a log entry, a snapshot or an outbox row may hold: data that JSON keeps whole. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/** Plain data of our own making, seen as JSON. An interface has no index signature, hence the cast. */
export const asJson = (value: object | string | null): Json => value as Json
