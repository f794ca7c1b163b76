import { data, type Term, words } from '../../card/card.ts'
import { printPap, readPap } from '../../codes/pap.ts'
import { isLooser, printTlp, readTlp, type Tlp } from '../../codes/tlp.ts'
import type { Marking } from '../events.ts'
import type { Referral } from '../referral.ts'

const labels = ({ tlp, pap, handling }: Marking): string => {
  const seen = readTlp(tlp)
  const done = readPap(pap)
  return [
    seen ? printTlp(seen) : tlp,
    done ? printPap(done) : pap,
    handling.map(code => code.toUpperCase()).join(' '),
  ]
    .filter(part => part !== '')
    .join(' · ')
}

/**
 * The marking in one line, fit for an export: `TLP:AMBER+STRICT · PAP:AMBER · H1 H2 · court: ask
 * first`, the
 * labels once, as they are the same in every language. None before the form of the draft is filled in.
 */
export const markingTerms = ({ marking }: Referral): readonly Term[] | undefined =>
  marking && [
    data(labels(marking)),
    words('marking.court', { court: words(`marking.court_${marking.court}`) }),
  ]

/** Whether it is marked more strictly than a channel is cleared for; an unknown label counts so. */
export const isAbove = ({ marking }: Referral, clearance: Tlp): boolean => {
  if (!marking) return false
  const tlp = readTlp(marking.tlp)
  return tlp === undefined || isLooser(clearance, tlp)
}
