import type { MessageKey } from '../card/key.ts'
import { readCode } from './read.ts'

/** Who may see it: FIRST, Traffic Light Protocol 2.0 (August 2022). Strictest first. */
export const tlps = ['red', 'amber-strict', 'amber', 'green', 'clear'] as const
export type Tlp = (typeof tlps)[number]

const labels = {
  red: 'tlp.red',
  'amber-strict': 'tlp.amber_strict',
  amber: 'tlp.amber',
  green: 'tlp.green',
  clear: 'tlp.clear',
} as const satisfies Record<Tlp, MessageKey>

/** The label with its gloss; the label itself is the same in every language. */
export const labelOf = (tlp: Tlp): MessageKey => labels[tlp]

/** `TLP:AMBER+STRICT`: capitals and no space, as the protocol wants it in every language. */
export const printTlp = (tlp: Tlp): string => `TLP:${tlp.toUpperCase().replace('-', '+')}`

/** Reads `TLP:AMBER+STRICT`, `amber-strict`, `Red`; `WHITE` of version 1 is read as clear. */
export const readTlp = (text: string): Tlp | undefined => {
  const plain = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^tlp\s*:\s*/, '')
  return plain === 'white' ? 'clear' : readCode(tlps, plain.replace(/\s*\+\s*/, '-'))
}

/** Whether `a` lets more people see than `b`. Only the originator may loosen (TLP 2.0). */
export const isLooser = (a: Tlp, b: Tlp): boolean => tlps.indexOf(a) > tlps.indexOf(b)

/** The marking of two things put together. */
export const stricter = (a: Tlp, b: Tlp): Tlp => (isLooser(a, b) ? b : a)
