import { type Card, data, named, type Term } from '../card/card.ts'
import { type ContactPointId, isDesk, isLog, isMatter, type OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Matter } from '../matter/define.ts'
import type { Clock } from '../ports/clock.ts'
import type { Digest } from '../ports/signer.ts'
import type { OutboxJob, Store } from '../ports/store.ts'
import type { Vault } from '../ports/vault.ts'
import { cleared } from '../referral/cards/clearance.ts'
import { escalationCard } from '../referral/cards/escalation.ts'
import type { Reach, ReferralFacts } from '../referral/cards/facts.ts'
import { handOverIn, happenedCard } from '../referral/cards/happened.ts'
import { referralCard } from '../referral/cards/referral.ts'
import { type UndeliveredRecipe, undeliveredCard } from '../referral/cards/undelivered.ts'
import type { Command } from '../referral/command.ts'
import type { Addressee, Recipe } from '../referral/effects.ts'
import type { Escalated } from '../referral/events.ts'
import {
  deskOf,
  type Happened,
  openConsent,
  otherSide,
  type Referral,
  whoseTurn,
} from '../referral/referral.ts'
import type { Directory } from '../roster/directory.ts'
import { notQuiet } from '../roster/own.ts'
import type { Verified } from '../summary/system.ts'
import { composeForDesk } from './compose-duty.ts'
import { composeForLog } from './compose-log.ts'
import { composeForMatter } from './compose-matter.ts'
import { firstShownAt, happenedAt } from './happened.ts'
import type { Ledger } from './ledger.ts'
import { receiptAt } from './receipt.ts'
import { contentsOf, loadReferral } from './record.ts'
import { loadRoster, onDutyNow } from './rosters.ts'
import type { Witnessing } from './world.ts'

export interface Parts {
  readonly store: Store
  readonly vault: Vault
  readonly directory: Directory
  readonly clock: Clock
  readonly commands: readonly Command[]
  readonly matters: readonly Matter[]
  readonly digest: Digest
  readonly ledger: Ledger
  readonly verified?: () => Verified | undefined
  readonly witnessing?: Witnessing
}

/** Whom an event of before rosters called: by role, whoever held it. */
const holdersOf = (r: Referral, e: Escalated, to: Addressee, directory: Directory) =>
  to === 'other'
    ? directory.holding(deskOf(r, otherSide(e.owner)), 'duty')
    : (['duty', 'supervisor', 'head'] as const)
        .filter(role => e.tell.includes(role))
        .flatMap(role => directory.holding(deskOf(r, e.owner), role))

const reachOf = (r: Referral, e: Escalated, to: Addressee, directory: Directory): Reach => {
  const called = to === 'other' ? e.calledOther : e.called
  const mentions = called ?? holdersOf(r, e, to, directory)
  const { phone } = directory.contactPoint(deskOf(r, e.owner))
  return {
    mentions: to === 'channel' ? [] : [...new Set(mentions as readonly OfficerId[])],
    ...(phone === undefined ? {} : { phone }),
  }
}

/**
 * Who must act now that the turn is `side`'s: who is in charge there, else who is on duty. Nobody where one
 * of their own acted, where the matter is over, or where it can wait for their working hours.
 */
const calledNow = async (
  { store, directory, clock }: Parts,
  r: Referral,
  side: 'sender' | 'receiver',
  { by }: Happened,
): Promise<readonly OfficerId[]> => {
  const now = clock.now()
  const desk = deskOf(r, side)
  const waits = r.priority === 'routine' || r.priority === 'information'
  const own = by !== 'clock' && directory.officer(by).desk === desk
  const asked =
    openConsent(r) !== undefined || r.extension !== undefined || r.duplicate !== undefined
  if (own || whoseTurn(r) === 'nobody' || !(whoseTurn(r) === side || asked)) return []
  if (waits && directory.workingTime(desk).next(now) > now) return []
  const charged = r.assignees[side]
  const called = charged ? [charged] : await onDutyNow(store, directory, desk, now)
  if (!waits) return called
  const { roster } = await loadRoster(store, desk)
  return notQuiet(called, roster, now, directory.contactPoint(desk).zone.zone)
}

/** What a place that could not be reached is called. */
export const channelTerm = (directory: Directory, recipe: UndeliveredRecipe): Term => {
  const { platform, place } = recipe
  const found = directory.channels.find(c => c.platform === platform && c.place === place)
  return found ? named(found.names) : data(place)
}

const cardOf = async (
  parts: Parts,
  facts: ReferralFacts,
  recipe: Recipe,
  seq: number,
): Promise<Card> => {
  const { referral } = facts
  switch (recipe.card) {
    case 'referral':
      return referralCard(facts, recipe.viewer, parts.commands)
    case 'happened': {
      const happened = await happenedAt(parts.store, seq)
      const calls = recipe.calls && (await calledNow(parts, referral, recipe.calls, happened))
      const of = handOverIn(happened.event)
      const receipt = of && (await receiptAt(parts, seq, of))
      return happenedCard(facts, happened, parts.commands, calls ?? [], receipt)
    }
    case 'escalation': {
      const { event, to } = recipe
      const reach = reachOf(referral, event, to, parts.directory)
      return escalationCard(referral, event, to, reach, parts.commands)
    }
    case 'undelivered':
      return undeliveredCard(referral, recipe, channelTerm(parts.directory, recipe))
    case 'bundle':
      throw new Error('a message of a desk, filed under a referral')
    default:
      return absurd(recipe)
  }
}

/** A card, and the two desks whose clocks its times are shown on. */
export interface Composed {
  readonly card: Card
  readonly desks: readonly ContactPointId[]
}

const shownAtOf = async ({ store, directory }: Parts, r: Referral, seq: number) => {
  if (!r.drill) return {}
  const places = new Set(directory.internalOf(r.to).map(c => String(c.place)))
  const shownAt = await firstShownAt(store, r.id, places, seq)
  return shownAt === undefined ? {} : { shownAt }
}

/** Makes the card that a row of the outbox asks for, from the state as it is now, as its place may see it. */
export const compose = async (
  parts: Parts,
  job: Pick<OutboxJob, 'subject' | 'recipe' | 'seq' | 'platform' | 'place' | 'purpose'>,
): Promise<Composed> => {
  if (isDesk(job.subject)) return composeForDesk(parts, job.subject, job)
  if (isMatter(job.subject)) return composeForMatter(parts, job.subject, job)
  if (isLog(job.subject)) return composeForLog(parts, job)
  const { referral } = await loadReferral(parts.store, job.subject)
  if (!referral) throw new Error(`a notice about ${job.subject}, which isn't there`)
  const facts = {
    referral,
    contents: await contentsOf(parts.vault, referral),
    ...(await shownAtOf(parts, referral, job.seq)),
  }
  const card = await cardOf(parts, facts, job.recipe as unknown as Recipe, job.seq)
  const channel = parts.directory.channelAt(job.platform, job.place)
  const shown = channel ? cleared(card, referral, channel.clearance) : card
  return { card: shown, desks: [referral.from, referral.to] }
}
