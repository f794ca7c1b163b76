import { readEntry } from '../audit/entry.ts'
import type { Card } from '../card/card.ts'
import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import type { OutboxJob, Store } from '../ports/store.ts'
import type { Vault } from '../ports/vault.ts'
import { cleared } from '../referral/cards/clearance.ts'
import { escalationCard } from '../referral/cards/escalation.ts'
import type { Reach, ReferralFacts } from '../referral/cards/facts.ts'
import { happenedCard } from '../referral/cards/happened.ts'
import { referralCard } from '../referral/cards/referral.ts'
import type { Command } from '../referral/command.ts'
import type { Recipe } from '../referral/effects.ts'
import { type Escalated, referralEventSchema } from '../referral/events.ts'
import { deskOf, type Happened, otherSide, type Referral } from '../referral/referral.ts'
import type { Directory } from '../roster/directory.ts'
import { contentsOf, loadReferral } from './record.ts'

interface Parts {
  readonly store: Store
  readonly vault: Vault
  readonly directory: Directory
  readonly commands: readonly Command[]
}

const officerIn = (actor: unknown): Happened['by'] =>
  typeof actor === 'object' &&
  actor !== null &&
  'officer' in actor &&
  typeof actor.officer === 'string'
    ? (actor.officer as OfficerId)
    : 'clock'

const happenedAt = async (store: Store, seq: number): Promise<Happened> => {
  for await (const entry of store.readEntries(seq, seq + 1)) {
    const body = readEntry(entry.body)
    if (!body.ok) throw new Error(`entry ${seq} can't be read: ${body.error}`)
    return {
      event: referralEventSchema.parse(body.value.event),
      at: fromRfc3339(body.value.at),
      by: officerIn(body.value.actor),
    }
  }
  throw new Error(`no entry ${seq}`)
}

const reachOf = (r: Referral, e: Escalated, to: 'owner' | 'other', directory: Directory): Reach => {
  const roles = e.tell.flatMap(t => (t === 'other-desk' ? [] : [t]))
  const owner = deskOf(r, e.owner)
  const mentions =
    to === 'other'
      ? directory.holding(deskOf(r, otherSide(e.owner)), 'duty')
      : roles.flatMap(role => directory.holding(owner, role))
  const { phone } = directory.contactPoint(owner)
  return { mentions: [...new Set(mentions)], ...(phone === undefined ? {} : { phone }) }
}

const cardOf = async (
  { store, directory, commands }: Parts,
  facts: ReferralFacts,
  recipe: Recipe,
  seq: number,
): Promise<Card> => {
  switch (recipe.card) {
    case 'referral':
      return referralCard(facts, recipe.viewer, commands)
    case 'happened':
      return happenedCard(facts, await happenedAt(store, seq), commands)
    case 'escalation': {
      const { referral } = facts
      const { event } = recipe
      const reach = reachOf(referral, event, recipe.to, directory)
      return escalationCard(referral, event, recipe.to, reach, commands)
    }
    default:
      return absurd(recipe)
  }
}

/** A card, and the two desks whose clocks its times are shown on. */
export interface Composed {
  readonly card: Card
  readonly desks: readonly ContactPointId[]
}

/** Makes the card that a row of the outbox asks for, from the state as it is now, as its place may see it. */
export const compose = async (
  parts: Parts,
  job: Pick<OutboxJob, 'subject' | 'recipe' | 'seq' | 'platform' | 'place'>,
): Promise<Composed> => {
  const { referral } = await loadReferral(parts.store, job.subject)
  if (!referral) throw new Error(`a notice about ${job.subject}, which isn't there`)
  const facts = { referral, contents: await contentsOf(parts.vault, referral) }
  const card = await cardOf(parts, facts, job.recipe as unknown as Recipe, job.seq)
  const channel = parts.directory.channelAt(job.platform, job.place)
  const shown = channel ? cleared(card, referral, channel.clearance) : card
  return { card: shown, desks: [referral.from, referral.to] }
}
