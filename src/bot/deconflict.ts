import { contactPoint, count, data, type Term, words } from '../card/card.ts'
import { sayWarning } from '../checks/warning.ts'
import type { ReferralId } from '../kit/ids.ts'
import { truncate } from '../kit/text.ts'
import type { Content } from '../ports/vault.ts'
import { identifiersIn, matchKeysOf, wordsOfMatter } from '../referral/deconflict.ts'
import type { ReferralEvent } from '../referral/events.ts'
import { isOpen, type Referral, wasSent } from '../referral/referral.ts'
import type { Officer } from '../roster/directory.ts'
import { contentsOf, loadReferral } from './record.ts'
import type { World } from './world.ts'

/** Lines of each sort in one answer; more are counted. */
const maxLines = 8
/** Referrals that are looked at for one answer. */
const maxLooked = 50
const maxShown = 80

/** Lines of a private answer. */
export interface Noticed {
  /** Other open referrals that name the same. */
  readonly matches: readonly Term[]
  /** What is off with an identifier. */
  readonly remarks: readonly Term[]
}

const nothing: Noticed = { matches: [], remarks: [] }

const states: readonly ReferralEvent['type'][] = [
  'referral.drafted',
  'referral.filled',
  'referral.amended',
]

const capped = (lines: readonly Term[], rest: (more: number) => Term): readonly Term[] =>
  lines.length > maxLines ? [...lines.slice(0, maxLines), rest(lines.length - maxLines)] : lines

/** What the checks say about each identifier; they refuse nothing. */
const remarks = (matter: readonly Content[]): readonly Term[] =>
  capped(
    matter.flatMap(identifiersIn).flatMap(({ shown, warnings }) =>
      warnings.map(warning =>
        words('card.warned', {
          what: data(truncate(shown, maxShown)),
          warning: sayWarning(warning),
        }),
      ),
    ),
    more => words('match.more_warnings', { count: count(more) }),
  )

/**
 * Tells an officer who stated a matter which other open referrals of this log, of whatever pair, name
 * the same identifier: the reference and whom to call, and nothing else of theirs. A draft of another
 * desk is not told of. Called when the words are in the vault and before the commit; what is indexed
 * for a commit that never comes is harmless, because a match counts only by the words that the other
 * referral itself has.
 * The parent of a follow-up and its child are no news to each other.
 */
export const createDeconflict = ({ store, vault, directory, matchKeys }: World) => {
  const looked = async (id: ReferralId, keys: ReadonlySet<string>) => {
    const { referral, version } = await loadReferral(store, id)
    if (!referral || !wasSent(referral) || !isOpen(referral)) return []
    const theirs = await matchKeys.of(referral, version)
    return theirs.some(key => keys.has(key)) ? [referral] : []
  }

  const line = (r: Referral, officer: Officer): Term => {
    const desk = r.from === officer.desk ? r.to : r.from
    const { phone } = directory.contactPoint(desk)
    const params = { ref: data(r.id), desk: contactPoint(desk) }
    return phone === undefined
      ? words('match.found_no_phone', params)
      : words('match.found', { ...params, phone: data(phone) })
  }

  return async (
    after: Referral,
    events: readonly ReferralEvent[],
    officer: Officer,
  ): Promise<Noticed> => {
    if (!events.some(e => states.includes(e.type))) return nothing
    const contents = await contentsOf(vault, after)
    const keys = new Set(matchKeysOf(after, contents))
    await vault.index(after.id, [...keys])
    const others = (await vault.matching([...keys])).filter(id => id !== after.id)
    const found = await Promise.all(others.slice(-maxLooked).map(id => looked(id, keys)))
    const related = (r: Referral) => r.id === after.parent?.id || r.parent?.id === after.id
    const lines = found
      .flat()
      .filter(r => !related(r))
      .map(r => line(r, officer))
    return {
      matches: capped(lines, more => words('match.more', { count: count(more) })),
      remarks: remarks(wordsOfMatter(after, contents)),
    }
  }
}
