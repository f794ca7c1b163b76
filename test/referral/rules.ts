import type { Role, Side, State } from '../../src/kit/codes.ts'
import type { OfficerId } from '../../src/kit/ids.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'

// Reason for writing all out: this is what the two desks agreed, and the commands are held against it.

type Moves = Readonly<Partial<Record<State, State | 'same' | 'back'>>>

export interface Rule {
  readonly by: Side | 'either'
  /** Only supervisors and heads. */
  readonly senior?: true
  readonly moves: Moves
  /** What must or must not be pending. */
  readonly unless?: (r: Referral, who: Side, by: OfficerId) => Refusal['kind'] | undefined
}

export const caseworkers: readonly Role[] = ['officer', 'duty', 'supervisor', 'head']
export const seniors: readonly Role[] = ['supervisor', 'head']

const same = (...states: readonly State[]): Moves =>
  Object.fromEntries(states.map(s => [s, 'same' as const]))

const sentAndOpen = [
  'sent',
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
] as const
const known = [
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
  'declined',
  'closed',
] as const
const unfinished = ['draft', ...sentAndOpen, 'declined'] as const

/** Two officers: a red marking, or goods that are let go on purpose. */
const two = (r: Referral): boolean =>
  r.marking?.tlp === 'red' || r.actions.includes('controlled-delivery')
const asked = (r: Referral) => r.consents.find(c => c.decision === undefined)

const extensionPending = ({ extension }: Referral) => (extension ? undefined : 'NothingAsked')
const duplicateOfOthers = ({ duplicate }: Referral, who: Side) =>
  duplicate === undefined ? 'NothingAsked' : duplicate.by === who ? 'OwnItem' : undefined

/** Of what is immediate the reply, the information asked for and consent; receipt and decision never. */
export const mayWait = (d: Referral['deadlines'][number], who: Side): boolean =>
  d.owner === who && d.pausedAt === undefined && ['reply', 'info', 'consent'].includes(d.name)

/** Extensions of a reply, by priority. */
const most = { immediate: 1, urgent: 2, routine: 30, information: 30 } as const

export const agreed: Readonly<Record<string, Rule>> = {
  approve: {
    by: 'sender',
    senior: true,
    moves: same('draft'),
    unless: (r, _, by) =>
      !two(r)
        ? 'NothingAsked'
        : r.approved
          ? 'AlreadyAsked'
          : r.authors.includes(by)
            ? 'OwnItem'
            : undefined,
  },
  fill: { by: 'sender', moves: same('draft') },
  send: {
    by: 'sender',
    moves: { draft: 'sent' },
    unless: r =>
      r.marking === undefined ? 'Incomplete' : two(r) && !r.approved ? 'NeedsApproval' : undefined,
  },
  acknowledge: { by: 'receiver', moves: { sent: 'acknowledged' } },
  accept: { by: 'receiver', moves: { acknowledged: 'accepted' } },
  'request-info': {
    by: 'receiver',
    moves: {
      sent: 'info_requested',
      acknowledged: 'info_requested',
      accepted: 'info_requested',
    },
  },
  'supply-info': { by: 'sender', moves: { info_requested: 'back' } },
  forward: { by: 'receiver', moves: { acknowledged: 'forwarded', accepted: 'forwarded' } },
  return: { by: 'receiver', moves: { forwarded: 'accepted' } },
  interim: { by: 'receiver', moves: same('accepted', 'forwarded') },
  amend: {
    by: 'sender',
    moves: same(...sentAndOpen),
  },
  answer: { by: 'receiver', moves: { accepted: 'answered', forwarded: 'answered' } },
  decline: {
    by: 'receiver',
    moves: {
      sent: 'declined',
      acknowledged: 'declined',
      accepted: 'declined',
      info_requested: 'declined',
      forwarded: 'declined',
    },
    unless: ({ priority }, _, by) =>
      priority === 'immediate' && !seniors.some(s => by.endsWith(`.${s}`))
        ? 'WrongRole'
        : undefined,
  },
  extend: {
    by: 'receiver',
    moves: same('acknowledged', 'accepted', 'forwarded'),
    unless: r => {
      if (!r.deadlines.some(d => d.name === 'reply')) return 'NothingAsked'
      if (r.extension) return 'AlreadyAsked'
      return r.extensions >= most[r.priority] ? 'NoMoreExtensions' : undefined
    },
  },
  'approve-extension': {
    by: 'sender',
    moves: same('acknowledged', 'accepted', 'forwarded', 'info_requested'),
    unless: extensionPending,
  },
  'reject-extension': {
    by: 'sender',
    moves: same('acknowledged', 'accepted', 'forwarded', 'info_requested'),
    unless: extensionPending,
  },
  withdraw: {
    by: 'sender',
    moves: {
      draft: 'withdrawn',
      sent: 'withdrawn',
      acknowledged: 'withdrawn',
      accepted: 'withdrawn',
      info_requested: 'withdrawn',
      forwarded: 'withdrawn',
    },
  },
  close: { by: 'sender', moves: { answered: 'closed', declined: 'closed' } },
  'follow-up': { by: 'sender', moves: { answered: 'draft', closed: 'draft' } },
  'extend-preservation': {
    by: 'sender',
    moves: { answered: 'draft', closed: 'draft' },
    unless: r => (r.deadlines.some(d => d.name === 'preservation') ? undefined : 'NothingAsked'),
  },
  reopen: { by: 'either', moves: { closed: 'accepted' } },
  duplicate: {
    by: 'either',
    moves: same(...sentAndOpen),
    unless: r => (r.duplicate ? 'AlreadyAsked' : undefined),
  },
  'confirm-duplicate': {
    by: 'either',
    moves: Object.fromEntries(sentAndOpen.map(s => [s, 'closed' as const])),
    unless: duplicateOfOthers,
  },
  'deny-duplicate': { by: 'either', moves: same(...sentAndOpen), unless: duplicateOfOthers },
  'ask-consent': {
    by: 'either',
    moves: same(...known),
    unless: r => (asked(r) ? 'AlreadyAsked' : undefined),
  },
  'propose-consent': {
    by: 'either',
    moves: same(...known),
    unless: (r, who) => {
      const open = asked(r)
      return open === undefined ? 'NothingAsked' : open.by === who ? 'OwnItem' : undefined
    },
  },
  'decide-consent': {
    by: 'either',
    senior: true,
    moves: same(...known),
    unless: (r, who, by) => {
      const open = asked(r)
      if (open?.proposed === undefined) return 'NothingAsked'
      return open.by === who || open.proposer === by ? 'OwnItem' : undefined
    },
  },
  assign: { by: 'either', senior: true, moves: same(...unfinished) },
  'hand-over': { by: 'either', moves: same(...unfinished) },
  snooze: {
    by: 'either',
    moves: same(...sentAndOpen, 'declined'),
    unless: (r, who) => (r.deadlines.some(d => mayWait(d, who)) ? undefined : 'NotSnoozable'),
  },
  note: { by: 'either', moves: same(...unfinished, 'withdrawn', 'closed') },
  translate: { by: 'either', moves: same(...sentAndOpen, 'declined', 'withdrawn', 'closed') },
  correct: {
    by: 'either',
    senior: true,
    moves: same(...sentAndOpen, 'declined', 'withdrawn', 'closed'),
  },
}
