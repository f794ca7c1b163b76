import { isLooser } from '../codes/tlp.ts'
import type { ContactPointId, MatterId } from '../kit/ids.ts'
import type { MatterRecipe } from '../matter/matter.ts'
import type { OutboxJob } from '../ports/store.ts'
import { withoutContent } from '../referral/cards/clearance.ts'
import {
  type UndeliveredRecipe,
  undeliveredElsewhere,
  undeliveredOfMatter,
} from '../referral/cards/undelivered.ts'
import { type Composed, channelTerm, type Parts } from './compose.ts'
import { countedOf } from './counted.ts'
import { toldAt } from './happened.ts'
import { loadMatter, matterOf, textsOfMatter } from './matters.ts'
import { receiptAt } from './receipt.ts'
import { onDutyNow } from './rosters.ts'

type Job = Pick<OutboxJob, 'recipe' | 'seq' | 'platform' | 'place' | 'purpose'>

/** To the desks of the place that failed it says which place; to the sender, which desk to telephone. */
const undelivered = async (
  { store, directory, clock }: Parts,
  id: MatterId,
  desk: ContactPointId,
  lost: UndeliveredRecipe,
): Promise<Composed> => {
  const dead = directory.channels.find(c => c.platform === lost.platform && c.place === lost.place)
  const [owner] = dead?.desks ?? []
  if (owner === undefined || dead?.desks.includes(desk))
    return { card: undeliveredOfMatter(id, lost, channelTerm(directory, lost)), desks: [desk] }
  const { phone } = directory.contactPoint(owner)
  const unreached = { id, desk: owner, ...(phone === undefined ? {} : { phone }) }
  const onDuty = await onDutyNow(store, directory, desk, clock.now())
  return { card: undeliveredElsewhere(unreached, lost, onDuty), desks: [desk, owner] }
}

/** Makes the card of a message about a matter, as the desk whose place it is may see it. */
export const composeForMatter = async (parts: Parts, id: MatterId, job: Job): Promise<Composed> => {
  const { store, vault, directory, clock } = parts
  const channel = directory.channelAt(job.platform, job.place)
  const desk = channel?.desks[0]
  const { state } = await loadMatter(store, id)
  if (state === undefined || channel === undefined || desk === undefined)
    throw new Error(`a notice about ${id}, which isn't there or has no place`)
  const recipe = job.recipe as unknown as MatterRecipe | UndeliveredRecipe
  if (recipe.card === 'undelivered')
    return undelivered(parts, id, desk, recipe as UndeliveredRecipe)
  const matter = matterOf(parts.matters, id)
  const card = await matter.card(recipe as MatterRecipe, desk, {
    state,
    contents: await textsOfMatter(vault, matter.itemsOf(state, desk)),
    directory,
    now: clock.now(),
    happened: () => toldAt(store, job.seq),
    receipt: what => receiptAt(parts, job.seq, what),
    onDuty: of => onDutyNow(store, directory, of, clock.now()),
    languages: channel.languages,
    referrals: await countedOf(store, matter.countsOf(state)),
  })
  const tlp = matter.tlpOf(state)
  const isAbove = tlp !== undefined && isLooser(channel.clearance, tlp)
  return {
    card: isAbove ? withoutContent(card, job.purpose === 'card') : card,
    desks: matter.clocksFor(state, desk),
  }
}
