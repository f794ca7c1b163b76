import type { MessageKey } from '../card/key.ts'
import type { ReportField } from './report.ts'

/**
 * What a sender asks for; several in one referral, each answered by its own result. Judgement, after
 * the Budapest Convention (Articles 29 to 31), the annexes of the Nairobi Convention, the request
 * content of mutual assistance agreements, and `watch-and-report` of IODEF (RFC 7970).
 */
export const actions = [
  'preserve-data',
  'identify-subscriber',
  'identify-operator',
  'takedown-liaison',
  'verify-rights-holder',
  'verify-genuine',
  'watch-and-report',
  'confirm-movement',
  'hold-and-examine',
  'let-pass-under-surveillance',
  'controlled-delivery',
  'check-declaration-records',
  'obtain-documents',
  'intel-check',
  'notify-third-administration',
  'coordinate-action',
  'legal-advice',
  'info-only',
] as const
export type Action = (typeof actions)[number]

export const labelOf = (action: Action): MessageKey => `action.${action}`

export interface Report {
  /** Without these an answer is none. */
  readonly must: readonly ReportField[]
  readonly may: readonly ReportField[]
}

const reports: Readonly<Record<Action, Report>> = {
  'preserve-data': {
    must: ['preserved'],
    may: ['preserved-at', 'preserved-until', 'custodian-ref', 'other-provider'],
  },
  'identify-subscriber': { must: ['identified'], may: ['how-many', 'evidence-channel'] },
  'identify-operator': { must: ['identified'], may: ['remark'] },
  'takedown-liaison': { must: ['asked-at', 'asked-of'], may: ['down-at', 'how-many'] },
  'verify-rights-holder': { must: ['verdict'], may: ['remark'] },
  'verify-genuine': { must: ['verdict'], may: ['remark'] },
  'watch-and-report': { must: ['seen'], may: ['seen-at', 'watched-until', 'remark'] },
  'confirm-movement': { must: ['facts'], may: [] },
  'hold-and-examine': { must: ['control'], may: ['held-from', 'held-until', 'remark'] },
  'let-pass-under-surveillance': { must: ['remark'], may: [] },
  'controlled-delivery': { must: ['decision'], may: ['conditions'] },
  'check-declaration-records': { must: ['how-many'], may: ['remark'] },
  'obtain-documents': { must: ['how-many'], may: ['remark'] },
  'intel-check': { must: ['trace'], may: ['remark'] },
  'notify-third-administration': { must: ['who', 'told-at', 'consent-basis'], may: [] },
  'coordinate-action': { must: ['agreed-time'], may: ['remark'] },
  'legal-advice': { must: ['advice'], may: [] },
  'info-only': { must: [], may: ['remark'] },
}

/**
 * What the result of an action holds. A condition on top is the command's own: a refused decision
 * needs no conditions, a conditional one does.
 */
export const reportOf = (action: Action): Report => reports[action]

/** Four eyes on both sides: it lets goods go on purpose (DESIGN.md section 6; judgement). */
export const needsFourEyes = (action: Action): boolean => action === 'controlled-delivery'
