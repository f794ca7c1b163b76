import { isLooser } from '../codes/tlp.ts'
import type { MatterId } from '../kit/ids.ts'
import type { MatterRecipe } from '../matter/matter.ts'
import type { OutboxJob } from '../ports/store.ts'
import { withoutContent } from '../referral/cards/clearance.ts'
import { type UndeliveredRecipe, undeliveredOfDesk } from '../referral/cards/undelivered.ts'
import { type Composed, channelTerm, type Parts } from './compose.ts'
import { toldAt } from './happened.ts'
import { loadMatter, matterOf, textsOfMatter } from './matters.ts'
import { onDutyNow } from './rosters.ts'

type Job = Pick<OutboxJob, 'recipe' | 'seq' | 'platform' | 'place' | 'purpose'>

/** Makes the card of a message about a matter, as the desk whose place it is may see it. */
export const composeForMatter = async (parts: Parts, id: MatterId, job: Job): Promise<Composed> => {
  const { store, vault, directory, clock } = parts
  const channel = directory.channelAt(job.platform, job.place)
  const desk = channel?.desks[0]
  const { state } = await loadMatter(store, id)
  if (state === undefined || channel === undefined || desk === undefined)
    throw new Error(`a notice about ${id}, which isn't there or has no place`)
  const recipe = job.recipe as unknown as MatterRecipe | UndeliveredRecipe
  if (recipe.card === 'undelivered') {
    const lost = recipe as UndeliveredRecipe
    return { card: undeliveredOfDesk(desk, lost, channelTerm(directory, lost)), desks: [desk] }
  }
  const matter = matterOf(parts.matters, id)
  const card = await matter.card(recipe as MatterRecipe, desk, {
    state,
    contents: await textsOfMatter(vault, matter.itemsOf(state, desk)),
    directory,
    now: clock.now(),
    happened: () => toldAt(store, job.seq),
    onDuty: of => onDutyNow(store, directory, of, clock.now()),
  })
  const tlp = matter.tlpOf(state)
  const isAbove = tlp !== undefined && isLooser(channel.clearance, tlp)
  return {
    card: isAbove ? withoutContent(card, job.purpose === 'card') : card,
    desks: matter.clocksFor(state, desk),
  }
}
