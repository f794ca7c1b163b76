import type { Kept, Platform } from '../ports/platform.ts'
import { compose } from './compose.ts'
import type { Speaker } from './speak.ts'
import type { World } from './world.ts'

const maxKept = 500

/** A card that was posted anew is younger than lines that now hang under it, and comes before them. */
const cardsFirst = (kept: readonly Kept[]): readonly Kept[] => {
  const ordered = new Set<Kept>()
  for (const k of kept) {
    const above = kept.find(c => c.message === k.thread && c.place === k.place)
    if (above) ordered.add(above)
    ordered.add(k)
  }
  return [...ordered]
}

/**
 * Gives a platform that keeps no messages those it showed before, made anew from log and vault: what
 * was erased meanwhile stays erased.
 */
export const recall = async (
  world: World,
  speaker: Speaker,
  platform: Platform,
): Promise<number> => {
  if (platform.capabilities.keepsMessages) return 0
  const posted = await world.store.posted({ platform: platform.name, max: maxKept })
  const kept: Kept[] = []
  for (const m of posted) {
    const channel = world.directory.channelAt(m.platform, m.place)
    if (!channel) continue
    const { card, desks } = await compose(world, m)
    const zones = world.directory.zonesFor(channel.desks[0], desks)
    const thread =
      m.purpose === 'reply'
        ? posted.find(p => p.purpose === 'card' && p.subject === m.subject && p.place === m.place)
        : undefined
    kept.push({
      place: m.place,
      message: m.message,
      ...(thread ? { thread: thread.message } : {}),
      outgoing: {
        key: m.key,
        card: speaker.card(card, { languages: channel.languages, zones }),
        at: m.at,
        repeat: false,
      },
    })
  }
  platform.restore(cardsFirst(kept))
  return kept.length
}
