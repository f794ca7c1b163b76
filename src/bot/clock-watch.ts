import { type Instant, instant, minutes, seconds } from '../kit/time.ts'

/** More than this between the two clocks in one tick is a jump. Judgement. */
const tolerance = seconds(5)
/** So near must a platform's clock be to ours to confirm it. */
const agreement = seconds(30)
/**
 * Firing goes on after so long all the same, as late is better than never: sooner where no platform can
 * tell the time, later where one tells another time than the host. Judgement.
 */
const patience = (others: readonly Instant[]): number => minutes(others.length === 0 ? 5 : 30)

/** What is read at one tick. */
export interface Reading {
  readonly wall: Instant
  readonly monotonic: number
  /** The platforms' own clocks, where they have any. */
  readonly others: readonly Instant[]
}

export interface Hold {
  /** By the monotonic clock. */
  readonly since: number
  /** What the host's clock said before it jumped. */
  readonly from: Instant
  readonly jumpMs: number
}

export interface ClockWatch {
  readonly last?: Reading
  readonly hold?: Hold
  /** Whether a platform has told the time since the start. */
  readonly compared?: boolean
}

export type AgreedBy = 'platform' | 'patience' | 'restored'

export type Finding =
  | { readonly kind: 'steady' }
  /** The host's clock jumped by so much, or was wrong at the start: nothing fires until another agrees. */
  | { readonly kind: 'jumped'; readonly hold: Hold }
  | { readonly kind: 'held' }
  /** It is trusted again: a platform's clock agreed, nobody could say, or it jumped back. */
  | { readonly kind: 'agreed'; readonly by: AgreedBy; readonly hold: Hold }

const agrees = (now: Reading, at: Instant): boolean => Math.abs(at - now.wall) <= agreement

/** A start at a wrong time shows no jump; the first that a platform says of the time shows it. */
const wrongFromStart = ({ compared, hold }: ClockWatch, now: Reading): Hold | undefined => {
  const [other] = now.others
  if (compared || hold || other === undefined || now.others.some(at => agrees(now, at)))
    return undefined
  return { since: now.monotonic, from: now.wall, jumpMs: now.wall - other }
}

const jumpOf = ({ last, hold }: ClockWatch, now: Reading): Hold | undefined => {
  const drift = last ? now.wall - last.wall - (now.monotonic - last.monotonic) : 0
  return last && Math.abs(drift) > tolerance
    ? {
        since: now.monotonic,
        from: hold ? hold.from : last.wall,
        jumpMs: (hold?.jumpMs ?? 0) + drift,
      }
    : undefined
}

/**
 * Compares the host's clock with one that nobody can set, tick by tick, and with that of a platform at
 * the start. A jump says nothing about which of before and after was right, so the later one isn't
 * believed until a platform's own clock agrees. Pure. Taking the larger of the two instead would let one
 * forward jump poison every time after it.
 */
export const observe = (
  before: ClockWatch,
  now: Reading,
): { readonly watch: ClockWatch; readonly finding: Finding } => {
  const { hold } = before
  const compared = before.compared === true || now.others.length > 0
  const seen: ClockWatch = { last: now, compared }
  const jumped = jumpOf(before, now) ?? wrongFromStart(before, now)
  if (jumped) {
    // Back where it was before: the clock was put right again, and nothing has fired meanwhile.
    if (hold && Math.abs(jumped.jumpMs) <= tolerance)
      return { watch: seen, finding: { kind: 'agreed', by: 'restored', hold } }
    return { watch: { ...seen, hold: jumped }, finding: { kind: 'jumped', hold: jumped } }
  }
  if (!hold) return { watch: seen, finding: { kind: 'steady' } }
  const agreed = now.others.some(at => agrees(now, at))
  const tired = now.monotonic - hold.since >= patience(now.others)
  const by = agreed ? 'platform' : tired ? 'patience' : undefined
  return by === undefined
    ? { watch: { ...seen, hold }, finding: { kind: 'held' } }
    : { watch: seen, finding: { kind: 'agreed', by, hold } }
}

/** When a hold ends by itself, by the host's clock as it stands now. */
export const holdEnds = (hold: Hold, now: Reading): Instant =>
  instant(now.wall + Math.max(0, hold.since + patience(now.others) - now.monotonic))
