import type { Released, WitnessedLog } from './witnessed.ts'

/**
 * The best checkpoint for a receipt of the entry at `seq`: of those that cover it, one with the most
 * cosignatures, and of these the first. Undefined where none that was released covers it.
 */
export const noteFor = (log: WitnessedLog | undefined, seq: number): Released | undefined => {
  const covering = (log?.released ?? []).filter(r => r.size > seq)
  const most = Math.max(0, ...covering.map(r => r.by.length))
  return covering.find(r => r.by.length === most)
}
