import { readEntry } from '../audit/entry.ts'
import { isMatter, type MatterId, type ReferralId } from '../kit/ids.ts'
import type { Answer } from '../ports/platform.ts'
import type { SealedEntry } from '../ports/store.ts'
import { markingTerms } from '../referral/cards/marking.ts'
import { type HandOver, handOvers, receiptCard } from '../referral/cards/receipt.ts'
import type { Officer } from '../roster/directory.ts'
import type { Answers } from './answers.ts'
import { visibleTo } from './look.ts'
import { loadMatter, matterOf } from './matters.ts'
import { receiptAt } from './receipt.ts'
import type { ReceiptRequest } from './receipt-request.ts'
import { loadReferral } from './record.ts'
import type { World } from './world.ts'

/** What the receipts of a subject are of, as far as this officer may have them. */
interface Provable {
  readonly marking: Parameters<typeof receiptCard>[2]
  /** Types of the events; undefined where it is handed over to nobody. */
  readonly types: Readonly<Record<HandOver, string>> | undefined
  /** Whether the event is one that the officer's desk knows of. */
  readonly mayKnow: (event: unknown) => boolean
}

const ofReferrals = {
  sent: 'referral.sent',
  acknowledged: 'referral.acknowledged',
} as const satisfies Record<HandOver, string>

const deskIn = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'desk' in event ? event.desk : undefined

/** `/audit receipt`: gives an officer of either side the receipt of a hand-over, as often as asked. */
export const createReceipts = (world: World, answers: Answers) => {
  const { store, matters } = world

  const provable = async (
    id: ReferralId | MatterId,
    officer: Officer,
  ): Promise<Provable | undefined> => {
    if (!isMatter(id)) {
      const { referral } = await loadReferral(store, id)
      return referral && visibleTo(officer, referral)
        ? { marking: markingTerms(referral), types: ofReferrals, mayKnow: () => true }
        : undefined
    }
    const { state } = await loadMatter(store, id)
    const matter = matterOf(matters, id)
    if (state === undefined || !matter.visibleTo(state, officer.desk)) return undefined
    const isSender = matter.senderOf(state) === officer.desk
    return {
      marking: matter.item(state, id, officer.desk).marking,
      types: matter.receipts,
      mayKnow: event => {
        const desk = deskIn(event)
        return isSender || desk === undefined || desk === officer.desk
      },
    }
  }

  /** The newest entry of a type that is asked for, and of what it is. */
  const find = async (
    entries: AsyncIterable<SealedEntry>,
    wanted: ReadonlyMap<string, HandOver>,
    mayKnow: Provable['mayKnow'],
  ): Promise<{ readonly seq: number; readonly what: HandOver } | undefined> => {
    for await (const { seq, body } of entries) {
      const entry = readEntry(body)
      const what = entry.ok ? wanted.get(entry.value.type) : undefined
      if (entry.ok && what && mayKnow(entry.value.event)) return { seq, what }
    }
    return undefined
  }

  return async ({ subject, what }: ReceiptRequest, officer: Officer): Promise<Answer> => {
    const found = await provable(subject, officer)
    if (!found) return answers.refusal({ kind: 'UnknownReferral', ref: subject }, officer)
    const { types, mayKnow, marking } = found
    if (!types) return answers.refusal({ kind: 'NoReceipt', ref: subject, of: 'never' }, officer)
    const wanted = new Map(
      handOvers.filter(h => what === undefined || h === what).map(h => [types[h], h] as const),
    )
    const entry = await find(store.history(subject), wanted, mayKnow)
    if (!entry)
      return answers.refusal({ kind: 'NoReceipt', ref: subject, of: what ?? 'sent' }, officer)
    const receipt = await receiptAt(world, entry.seq, entry.what)
    return answers.card(receiptCard(subject, receipt, marking), officer)
  }
}
