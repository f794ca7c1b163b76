import { type Card, card, count, data, type Term, type Verbatim, words } from '../../card/card.ts'
import type { MatterId, ReferralId } from '../../kit/ids.ts'
import { listed } from './labels.ts'

/** What of a hand-over there is a receipt of. */
export const handOvers = ['sent', 'acknowledged'] as const

export type HandOver = (typeof handOvers)[number]

/** The proof that an entry is in the log. */
export interface Receipt {
  readonly what: HandOver
  /** Position of the entry. */
  readonly seq: number
  /** A C2SP tlog-proof. */
  readonly text: string
  /** Names of those who signed its checkpoint beside the log itself. */
  readonly cosigners: readonly string[]
}

/** A receipt as it is copied or kept. */
export const receiptText = (
  id: ReferralId | MatterId,
  { what, text }: Pick<Receipt, 'what' | 'text'>,
): Verbatim => ({ label: `receipt.${what}`, name: `${id}-${what}.tlog-proof`, text })

/** For one officer who asked for it. */
export const receiptCard = (
  id: ReferralId | MatterId,
  receipt: Receipt,
  marking: readonly Term[] | undefined,
): Card =>
  card({
    name: 'receipt',
    headline: words('receipt.title', { ref: data(id) }),
    ...(marking ? { marking } : {}),
    fields: [
      { label: 'receipt.entry', value: count(receipt.seq) },
      {
        label: 'receipt.cosigned',
        value: listed(receipt.cosigners.map(data)) ?? words('receipt.cosigned_none'),
      },
    ],
    lines: [words('receipt.keep')],
    verbatim: receiptText(id, receipt),
  })
