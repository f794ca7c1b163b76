import { hours, minutes, seconds } from '../../src/kit/time.ts'

/** Every bound of this platform, as data. Times in milliseconds, sizes in bytes unless said. */
export const limits = {
  /** Largest body of a write. */
  body: 64 * 1024,
  /** UTF-16 units of a half-typed command line. */
  completion: 2_000,
  completions: 20,
  /** UTF-16 units of a week or a pair of desks. */
  asked: 200,
  buttons: 25,
  /** Messages kept per channel; the thread that rested longest goes first, whole. */
  keptPerChannel: 500,
  /** Events that a page can be resumed from. */
  ring: 1_000,
  /** What a feed may owe its reader, beyond the greeting, before it is dropped. */
  queued: 1024 * 1024,
  feedsPerOfficer: 12,
  heartbeat: seconds(15),
  /** After it, a page connects again. */
  retry: seconds(2),
  /** One shift. */
  session: hours(12),
  link: minutes(10),
  linkBytes: 32,
  connections: 500,
  headersTimeout: seconds(10),
  requestTimeout: seconds(20),
  /** How long a reader may take for its last bytes when the server closes. */
  closing: seconds(2),
} as const
