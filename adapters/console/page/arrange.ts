import type { Shown } from './state.ts'

export interface Strand {
  readonly head: Shown
  readonly replies: readonly Shown[]
}

const oldestFirst = (a: Shown, b: Shown): number => Date.parse(a.at) - Date.parse(b.at)

/**
 * The messages of a channel, oldest first, each with its thread. A reply whose head isn't there stands
 * on its own, so that nothing is lost.
 */
export const arrange = (messages: readonly Shown[], channel: string): readonly Strand[] => {
  const here = messages.filter(m => m.channel === channel).toSorted(oldestFirst)
  const heads = new Set(here.filter(m => m.thread === undefined).map(m => m.id))
  return here
    .filter(m => m.thread === undefined || !heads.has(m.thread))
    .map(head => ({ head, replies: here.filter(m => m !== head && m.thread === head.id) }))
}
