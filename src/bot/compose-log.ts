import { readCheckpoint } from '../audit/checkpoint.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { OutboxJob } from '../ports/store.ts'
import { type UndeliveredRecipe, undeliveredOfDesk } from '../referral/cards/undelivered.ts'
import type { Channel } from '../roster/directory.ts'
import { checkpointCard, keyCard } from '../witness/cards/checkpoint.ts'
import { missedCard } from '../witness/cards/missed.ts'
import type { LogRecipe } from '../witness/effects.ts'
import { newestOf, type Released, type WitnessedLog } from '../witness/witnessed.ts'
import { requestText } from './checkpoint-text.ts'
import { type Composed, channelTerm, type Parts } from './compose.ts'
import { loadWitnessed } from './witnessed.ts'

type CheckpointRecipe = Extract<LogRecipe, { card: 'checkpoint' }>

/** In a desk's own channel, what its witness is asked; where two desks read it, the note alone. */
const checkpoint = async (
  { store, digest, directory }: Parts,
  log: WitnessedLog,
  { size, note }: CheckpointRecipe,
  channel: Channel,
) => {
  const released: Released = log.released.find(r => r.size === size) ?? {
    size,
    note,
    at: log.since,
    by: [],
  }
  const origin = readCheckpoint(released.note)
  const [desk, ...others] = channel.desks
  const own = desk && others.length === 0 ? directory.contactPoint(desk).agency : undefined
  const witness = log.witnesses.find(w => w.agency === own)
  // Of an older one nobody is asked any more: the newest covers it.
  const asks = witness !== undefined && newestOf(log)?.size === size && witness.size < size
  return checkpointCard({
    log,
    directory,
    released,
    origin: origin.ok ? origin.value.origin : '',
    text: asks ? await requestText({ store, digest }, witness.size, released) : released.note,
    ...(asks ? { asked: witness.agency } : {}),
  })
}

/** Makes the card of a message about the log as a whole. */
export const composeForLog = async (
  parts: Parts,
  job: Pick<OutboxJob, 'recipe' | 'platform' | 'place'>,
): Promise<Composed> => {
  const { store, directory, witnessing } = parts
  const channel = directory.channelAt(job.platform, job.place)
  const { log } = await loadWitnessed(store)
  if (!channel || !log) throw new Error('a notice about the log to nowhere, or of no log')
  const [reader] = channel.desks as readonly [ContactPointId]
  const recipe = job.recipe as unknown as LogRecipe | UndeliveredRecipe
  const desks = channel.desks
  switch (recipe.card) {
    case 'checkpoint':
      return { card: await checkpoint(parts, log, recipe, channel), desks }
    case 'cosignature-missed': {
      const lateAfterHours = witnessing?.rules.lateAfterHours ?? 0
      return { card: missedCard(recipe, { log, directory, reader, lateAfterHours }), desks }
    }
    case 'key':
      return { card: keyCard(recipe.vkey, recipe.agency, directory), desks }
    default:
      return { card: undeliveredOfDesk(reader, recipe, channelTerm(directory, recipe)), desks }
  }
}
