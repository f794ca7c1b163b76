/** What a referral is about; a subset of the report areas of the WCO Illicit Trade Report. */
export const categories = [
  'ipr-online',
  'tobacco',
  'drugs',
  'cash',
  'ipr-goods',
  'cyber-other',
  'other',
] as const
export type Category = (typeof categories)[number]

/** Message precedence; the clocks that each starts are policy, see escalation/policy.ts. */
export const priorities = ['immediate', 'urgent', 'routine', 'information'] as const
export type Priority = (typeof priorities)[number]

export const states = [
  'draft',
  'sent',
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
  'declined',
  'withdrawn',
  'closed',
] as const
export type State = (typeof states)[number]

/** Why a request may not be met (after Directive (EU) 2023/977 and mutual-assistance agreements). */
export const declineCodes = [
  'no-legal-basis',
  'outside-competence',
  'essential-interests',
  'own-investigation',
  'disproportionate',
  'data-gone',
  'not-identifiable',
  'duplicate',
  'condition-not-accepted',
  'reciprocity',
] as const
export type DeclineCode = (typeof declineCodes)[number]

/** How a referral ended, as its sender reports it. */
export const outcomes = [
  'success',
  'partial',
  'no-trace',
  'negative-control',
  'too-late',
  'declined',
  'withdrawn',
  'duplicate',
  'passed-on',
  'unknown',
] as const
export type Outcome = (typeof outcomes)[number]

export const roles = ['officer', 'duty', 'supervisor', 'head', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

export const deadlineNames = [
  'ack',
  'decision',
  'reply',
  'info',
  'chase',
  'feedback',
  'consent',
  'evidence',
  'preservation',
] as const
export type DeadlineName = (typeof deadlineNames)[number]

export type Side = 'sender' | 'receiver'
