import type { MessageKey } from '../card/key.ts'
import { readCode } from './read.ts'

/**
 * What may be done with it: Permissible Actions Protocol, as MISP taxonomy `PAP` defines it.
 * Strictest first.
 */
export const paps = ['red', 'amber', 'green', 'clear'] as const
export type Pap = (typeof paps)[number]

export const labelOf = (pap: Pap): MessageKey => `pap.${pap}`

export const printPap = (pap: Pap): string => `PAP:${pap.toUpperCase()}`

/** Reads `PAP:AMBER`, `amber`; the former `WHITE` is read as clear. */
export const readPap = (text: string): Pap | undefined => {
  const plain = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^pap\s*:\s*/, '')
  return plain === 'white' ? 'clear' : readCode(paps, plain)
}

/** Whether `a` allows more than `b`. Only the originator may loosen. */
export const isLooser = (a: Pap, b: Pap): boolean => paps.indexOf(a) > paps.indexOf(b)
