import type { ContactPointId } from '../kit/ids.ts'
import type { OutboxJob } from '../ports/store.ts'
import { bundleCard } from '../referral/cards/bundle.ts'
import { type UndeliveredRecipe, undeliveredOfDesk } from '../referral/cards/undelivered.ts'
import type { Recipe } from '../referral/effects.ts'
import type { Referral } from '../referral/referral.ts'
import { dutyCard } from '../roster/cards/card.ts'
import type { DutyRecipe } from '../roster/effects.ts'
import type { SummaryRecipe } from '../summary/recipe.ts'
import { type Composed, channelTerm, type Parts } from './compose.ts'
import { dutyHappenedAt } from './happened.ts'
import { visibleTo } from './look.ts'
import { openMatters } from './open-matters.ts'
import { loadReferral, referralIn } from './record.ts'
import { loadRoster } from './rosters.ts'
import { composeSummary } from './summary.ts'

type Job = Pick<OutboxJob, 'recipe' | 'seq' | 'platform' | 'place'>

/** Referrals that a hand-over note may list; it shows twenty. */
const mostListed = 200

const bundle = async (
  { store }: Parts,
  recipe: Extract<Recipe, { card: 'bundle' }>,
): Promise<Composed> => {
  const ids = [...new Set(recipe.items.map(i => i.subject))]
  const found = await Promise.all(ids.map(id => loadReferral(store, id as Referral['id'])))
  const referrals = found.flatMap(({ referral }) => referral ?? [])
  const desks = new Set(referrals.flatMap(r => [r.from, r.to]))
  return {
    card: bundleCard(recipe, referrals, (recipe.mentions ?? []) as Composed['card']['mentions']),
    desks: [...desks],
  }
}

/** Makes the card of a message that belongs to a desk: of its duty roster, or about several deadlines. */
export const composeForDesk = async (
  parts: Parts,
  desk: ContactPointId,
  job: Job,
): Promise<Composed> => {
  const recipe = job.recipe as unknown as
    | DutyRecipe
    | Extract<Recipe, { card: 'bundle' }>
    | UndeliveredRecipe
    | SummaryRecipe
  if (recipe.card === 'bundle') return bundle(parts, recipe)
  const { store, directory, clock } = parts
  if (recipe.card === 'undelivered') {
    const channel = channelTerm(directory, recipe)
    return { card: undeliveredOfDesk(desk, recipe, channel), desks: [desk] }
  }
  if (recipe.card === 'summary') return composeSummary(parts, desk, recipe, job)
  const { roster } = await loadRoster(store, desk)
  if (!roster) throw new Error(`a notice about the roster of ${desk}, which isn't there`)
  const needsEvent = ['watch', 'duty-happened', 'shift'].includes(recipe.card)
  const needsOpen = recipe.card === 'shift'
  const open = needsOpen ? await store.list({ party: [desk], open: true, max: mostListed }) : []
  const card = dutyCard(recipe, {
    roster,
    directory,
    now: clock.now(),
    open: open.map(s => referralIn(s.state)).filter(r => visibleTo({ desk }, r)),
    matters: needsOpen ? await openMatters(parts, desk) : [],
    ...(needsEvent ? { happened: await dutyHappenedAt(store, job.seq) } : {}),
  })
  return { card, desks: [desk] }
}
