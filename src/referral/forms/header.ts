import { actions, labelOf as labelOfAction } from '../../codes/action.ts'
import {
  admiraltyGrades,
  admiraltySources,
  fourByFourGrades,
  fourByFourSources,
} from '../../codes/evaluation.ts'
import {
  defaultLegalBases,
  type LegalBasis,
  labelOf as labelOfBasis,
  needsText,
} from '../../codes/legal-basis.ts'
import { labelOf as labelOfProceeding, proceedings } from '../../codes/proceeding.ts'
import { labelOf as labelOfUrgency, urgencyReasons } from '../../codes/urgency.ts'
import { several } from '../inputs.ts'
import { markingInputs } from '../marking.ts'
import { optionalChoice } from '../optional-inputs.ts'
import { type Block, type Given, when } from './block.ts'
import { line, paragraph, yesNo } from './fields.ts'

export const marking: Block = {
  title: 'form.part_marking',
  inputs: markingInputs,
  needed: g => [
    'tlp',
    'pap',
    'handling',
    'court',
    ...when(g.is('handling', 'h3'), 'handling-text'),
  ],
}

const textual: readonly LegalBasis[] = defaultLegalBases.filter(needsText)

const pair = (g: Given, one: string, two: string): readonly string[] => [
  ...when(g.has(one), two),
  ...when(g.has(two), one),
]

/**
 * What every referral has: what is asked, on what basis, for which proceedings. Intelligence comes with
 * an evaluation; the two schemes are never mixed.
 */
export const header: Block = {
  title: 'form.part_header',
  inputs: {
    urgency: optionalChoice({
      label: 'form.urgency',
      codes: urgencyReasons,
      labelOf: labelOfUrgency,
    }),
    actions: several({
      label: 'form.actions',
      codes: actions,
      labelOf: labelOfAction,
      required: false,
    }),
    purpose: paragraph('form.purpose'),
    'legal-basis': optionalChoice({
      label: 'form.legal_basis',
      codes: defaultLegalBases,
      labelOf: labelOfBasis,
    }),
    'legal-text': line('form.legal_text'),
    proceedings: optionalChoice({
      label: 'form.proceedings',
      codes: proceedings,
      labelOf: labelOfProceeding,
    }),
    discreet: yesNo('form.discreet'),
    'case-authority': line('form.case_authority'),
    'source-4x4': optionalChoice({
      label: 'form.source_4x4',
      codes: fourByFourSources,
      labelOf: code => `fourbyfour.${code}`,
    }),
    'info-4x4': optionalChoice({
      label: 'form.info_4x4',
      codes: fourByFourGrades,
      labelOf: code => `fourbyfour.${code}`,
    }),
    'source-admiralty': optionalChoice({
      label: 'form.source_admiralty',
      codes: admiraltySources,
      labelOf: code => `grade.${code}`,
    }),
    'info-admiralty': optionalChoice({
      label: 'form.info_admiralty',
      codes: admiraltyGrades,
      labelOf: code => `grade.${code}`,
    }),
  },
  needed: g => [
    'actions',
    'purpose',
    'legal-basis',
    'proceedings',
    'discreet',
    ...when(g.is('priority', 'immediate', 'urgent'), 'urgency'),
    ...when(g.is('legal-basis', ...textual), 'legal-text'),
    ...pair(g, 'source-4x4', 'info-4x4'),
    ...pair(g, 'source-admiralty', 'info-admiralty'),
    ...when(
      g.is('proceedings', 'intelligence') && !g.has('source-admiralty') && !g.has('info-admiralty'),
      'source-4x4',
      'info-4x4',
    ),
  ],
}
