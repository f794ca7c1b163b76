import type { Instant } from '../kit/time.ts'
import { fromRfc3339 } from '../kit/time.ts'

/** Kinds of entries that figures are made of, as their types begin. */
const countedKinds = [
  'referral',
  'notification',
  'shipment',
  'action',
  'bulletin',
  'operation',
  'clock',
] as const
export type CountedKind = (typeof countedKinds)[number]

/** Of an entry what figures are made of. */
export interface Counted {
  readonly kind: CountedKind
  /** Empty for one of the clock, which is of no subject. */
  readonly subject: string
  readonly at: Instant
  readonly event: { readonly type: string }
}

export interface ReadEntry {
  /** RFC 3339. */
  readonly at: string
  /** Only where it is of a kind that is counted; parsed when it is asked for. */
  readonly counted?: () => Counted
}

// In the canonical form the keys stand in order, so that `at` is followed by one of two and the type is the
// last but one. Most entries are of no interest here, and to parse them all would take most of the time.
const key = ',"at":"'
const momentLength = 24
const isFollowed = (text: string, at: number): boolean =>
  text.startsWith('","cause":', at) || text.startsWith('","event":', at)
const kind = new RegExp(`"type":"((${countedKinds.join('|')})\\.[a-z_]+)","v":1\\}$`)
const longestTail = 100

/** Change nothing that is counted, and are many. */
const idle: ReadonlySet<string> = new Set([
  'referral.approved',
  'referral.noted',
  'referral.translated',
  'referral.corrected',
  'referral.assigned',
  'referral.snoozed',
  'referral.consent_proposed',
  'clock.rearmed',
  'clock.agreed',
])

interface Body {
  readonly subject?: { readonly id?: string }
  readonly event: { readonly type?: string }
}

/** An actor may have an `at` of its own, but no cause or event after it. */
const momentOf = (text: string): string | undefined => {
  for (let i = text.indexOf(key); i >= 0; i = text.indexOf(key, i + 1)) {
    const from = i + key.length
    if (isFollowed(text, from + momentLength)) return text.slice(from, from + momentLength)
  }
  return undefined
}

/**
 * Reads the exact text of an entry that the own program sealed; what is changed in it, `audit verify` finds,
 * not this. A text that is no entry throws.
 */
export const readCounted = (text: string): ReadEntry => {
  const at = momentOf(text)
  if (at === undefined) throw new Error('no entry of ours')
  const [, type, of] = kind.exec(text.slice(-longestTail)) ?? []
  if (type === undefined || idle.has(type)) return { at }
  return {
    at,
    counted: () => {
      const { subject, event } = JSON.parse(text) as Body
      if (subject?.id === undefined && of !== 'clock') throw new Error(`${type} without a subject`)
      return {
        kind: of as CountedKind,
        subject: subject?.id ?? '',
        at: fromRfc3339(at),
        // Those of the clock don't say their type again.
        event: { ...event, type },
      }
    },
  }
}
