import type { MessageKey } from '../card/key.ts'

// Answers of which reports are made; the lists are judgement, after the forms named.

/** Whether data were preserved (T-CY(2018)11, answer part). */
export const extents = ['yes', 'partly', 'no'] as const
export type Extent = (typeof extents)[number]
export const labelOfExtent = (extent: Extent): MessageKey => `extent.${extent}`

/** Whether goods or a right are genuine. */
export const verdicts = ['genuine', 'counterfeit', 'unsure'] as const
export type Verdict = (typeof verdicts)[number]
export const labelOfVerdict = (verdict: Verdict): MessageKey => `verdict.${verdict}`

/** Go or no-go for a controlled delivery (UN Convention of 1988, Article 11: case by case). */
export const decisions = ['approved', 'conditional', 'refused'] as const
export type Decision = (typeof decisions)[number]
export const labelOfDecision = (decision: Decision): MessageKey => `decision.${decision}`

/** Whether an index knows the person, the number or the conveyance. */
export const traces = ['found', 'none'] as const
export type Trace = (typeof traces)[number]
export const labelOfTrace = (trace: Trace): MessageKey => `trace.${trace}`

/** What may be reported. The kind of each is in `reportKinds`. */
export type ReportKind =
  | 'extent'
  | 'verdict'
  | 'decision'
  | 'trace'
  | 'feedback'
  | 'yes-no'
  | 'instant'
  /** An integer from 0. */
  | 'count'
  /** The same in every language: a reference. */
  | 'line'
  /** An officer's own words, with their language. */
  | 'text'

export const reportKinds = {
  preserved: 'extent',
  'preserved-at': 'instant',
  'preserved-until': 'instant',
  'custodian-ref': 'line',
  'other-provider': 'line',
  identified: 'yes-no',
  'how-many': 'count',
  'evidence-channel': 'text',
  'asked-at': 'instant',
  'asked-of': 'line',
  'down-at': 'instant',
  verdict: 'verdict',
  seen: 'yes-no',
  'seen-at': 'instant',
  'watched-until': 'instant',
  facts: 'text',
  control: 'feedback',
  'held-from': 'instant',
  'held-until': 'instant',
  remark: 'text',
  decision: 'decision',
  conditions: 'text',
  trace: 'trace',
  who: 'line',
  'told-at': 'instant',
  'consent-basis': 'text',
  'agreed-time': 'instant',
  advice: 'text',
} as const satisfies Readonly<Record<string, ReportKind>>
export type ReportField = keyof typeof reportKinds

export const labelOf = (field: ReportField): MessageKey => `report.${field}`
