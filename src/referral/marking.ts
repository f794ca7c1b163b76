import { handlingCodes, labelOf, makeHandling } from '../codes/handling.ts'
import { labelOf as labelOfPap, paps } from '../codes/pap.ts'
import { labelOf as labelOfTlp, tlps } from '../codes/tlp.ts'
import type { Marking } from './events.ts'
import { choice, optionalText, several, type ValuesOf } from './inputs.ts'
import type { Problem } from './refusals.ts'

/**
 * Who may see it, what may be done with it, whether it may go on or to court. Never missing, not even
 * in a draft; the form begins with the defaults (judgement).
 */
export const markingInputs = {
  tlp: {
    ...choice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp }),
    preset: 'amber-strict',
  },
  pap: { ...choice({ label: 'form.pap', codes: paps, labelOf: labelOfPap }), preset: 'amber' },
  handling: {
    ...several({ label: 'form.handling', codes: handlingCodes, labelOf, required: true }),
    preset: 'h1,h2',
  },
  'handling-text': optionalText({ label: 'form.handling_text', max: 300 }),
  court: {
    ...choice({
      label: 'form.court',
      codes: ['yes', 'no', 'ask'],
      labelOf: code => `court.${code}`,
    }),
    preset: 'ask',
  },
}

export type MarkingValues = ValuesOf<typeof markingInputs>

export const markingOf = ({ tlp, pap, handling, court }: MarkingValues): Marking => ({
  tlp,
  pap,
  handling: [...handling],
  court,
})

/** As the form shows it again. */
export const valuesOfMarking = ({ tlp, pap, handling, court }: Marking) => ({
  tlp,
  pap,
  handling: handling.join(','),
  court,
})

/** Handling codes that don't go together; see codes/handling.ts. */
export const markingProblems = (m: MarkingValues): readonly Problem[] => {
  const made = makeHandling(m.handling, m['handling-text'])
  if (made.ok) return []
  if (made.error === 'NoText') return [{ input: 'handling-text', reason: 'Missing' }]
  const input = made.error === 'TextWithoutH3' ? 'handling-text' : 'handling'
  return [{ input, reason: 'NotAChoice' }]
}
