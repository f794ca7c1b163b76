import type { Card } from '../card/card.ts'
import { joined, type SpokenCard } from '../card/spoken.ts'
import { type SummaryFacts, summaryCard } from '../summary/card.ts'

/** Letters of all lines of a private answer (judgement): no chat system has room for fewer than 4,096. */
const room = 3200
/** What says that there is more, and what other desks there are. */
const tail = 700

/**
 * The week so far in one private answer, which has no second message: whole where the reader's words have room,
 * else its first lines, with how many more there are and where.
 */
export const fittingAnswer = <A extends { readonly card: SpokenCard }>(
  facts: SummaryFacts,
  speak: (card: Card) => A,
): A => {
  const whole = speak(summaryCard(facts))
  let letters = 0
  let most = 0
  for (const line of whole.card.lines) {
    letters += joined(line).length + 1
    if (letters <= room - tail) most += 1
  }
  return letters <= room ? whole : speak(summaryCard({ ...facts, most }))
}
