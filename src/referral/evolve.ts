import type { State } from '../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { drillBegun, drillCalled } from './drill.ts'
import type { Drafted, TextRef } from './events.ts'
import {
  type Consent,
  type Happened,
  openConsent,
  otherSide,
  type Referral,
  type TextOfReferral,
  type TextPart,
} from './referral.ts'
import {
  escalatedBy,
  extended,
  only,
  paused,
  resumed,
  snoozedBy,
  started,
  without,
} from './running.ts'

// Reason for length: one switch over all events, so that a reviewer sees the whole fold at once.

const born = (id: ReferralId, e: Drafted): Referral => ({
  id,
  state: 'draft',
  revision: 0,
  from: e.from as ContactPointId,
  to: e.to as ContactPointId,
  category: e.category,
  priority: e.priority,
  ...(e.observedAt ? { observedAt: fromRfc3339(e.observedAt) } : {}),
  ...(e.drill ? { drill: e.drill } : {}),
  ...(e.parent ? { parent: { id: e.parent.id as ReferralId, kind: e.parent.kind } } : {}),
  ...(e.notification ? { notification: e.notification as MatterId } : {}),
  actions: [],
  details: {},
  given: [],
  acts: {},
  authors: [],
  assignees: {},
  extensions: 0,
  consents: [],
  results: [],
  measures: [],
  deadlines: [],
  escalations: 0,
  texts: [],
  erased: false,
})

const officerOf = ({ by }: Happened): OfficerId | undefined => (by === 'clock' ? undefined : by)

const withText = (
  r: Referral,
  h: Happened,
  part: TextPart,
  words: TextRef | undefined,
  more: Partial<TextOfReferral> = {},
): Referral => {
  const by = officerOf(h)
  if (!words || !by) return r
  const text = { part, language: words.language as Language, ref: words.ref, by, at: h.at, ...more }
  return { ...r, texts: [...r.texts, text] }
}

/** An officer's act that anybody who looks at an older card should know of. */
const next = (r: Referral): Referral => ({ ...r, revision: r.revision + 1 })

const to = (r: Referral, state: State, h: Happened): Referral => {
  const by = officerOf(h)
  return {
    ...next(r),
    state,
    acts: by ? { ...r.acts, [state]: { by, at: h.at } } : r.acts,
  }
}

/** What was asked for and not decided is asked no more. */
const ended = (r: Referral, state: State, h: Happened): Referral => {
  const { extension: _, ...rest } = to(r, state, h)
  return rest
}

const author = (r: Referral, h: Happened): Referral => {
  const by = officerOf(h)
  const { approved: _, ...rest } = r
  return by ? { ...rest, authors: [...new Set([...r.authors, by])] } : r
}

const withoutTexts = (r: Referral, part: TextPart): Referral => ({
  ...r,
  texts: r.texts.filter(t => t.part !== part),
})

const onOpenConsent = (r: Referral, change: (c: Consent) => Consent): Referral => ({
  ...r,
  consents: r.consents.map(c => (c.decision === undefined ? change(c) : c)),
})

const existing = (r: Referral | undefined): Referral => {
  if (!r) throw new Error('the first event of a referral must be its draft')
  return r
}

/** The words of the proposal that was decided on, for both sides to read; of earlier ones never. */
const proposalOpened = (r: Referral): TextOfReferral[] => {
  const item = openConsent(r)?.words
  return r.texts.map(({ side, ...t }) =>
    t.ref.item === item || side === undefined ? t : { ...t, side },
  )
}

const consentDue = (r: Referral): Referral => ({ ...r, deadlines: without(r.deadlines, 'consent') })

/** Folds one event into the state. Total: any event of the union, in the order of the log. */
export const evolve = (before: Referral | undefined, id: ReferralId, h: Happened): Referral => {
  const e = h.event
  if (e.type === 'referral.drafted')
    return withText(author(to(born(id, e), 'draft', h), h), h, 'referral', e.text)
  const r = existing(before)
  const { deadlines } = r
  switch (e.type) {
    case 'referral.filled': {
      const { urgency: _, ...rest } = withoutTexts(author(next(r), h), 'details')
      const { marking, actions, details, given } = e
      const urgency = e.urgency === undefined ? {} : { urgency: e.urgency }
      return withText(
        { ...rest, marking, actions, details, given, ...urgency },
        h,
        'details',
        e.text,
      )
    }
    case 'referral.approved': {
      const by = officerOf(h)
      return by ? { ...next(r), approved: { by, at: h.at } } : r
    }
    case 'referral.sent':
      return {
        ...to(r, 'sent', h),
        ...drillBegun(r, e.clocks),
        deadlines: started(deadlines, e.clocks),
      }
    case 'referral.acknowledged':
      return {
        ...to(r, 'acknowledged', h),
        deadlines: started(without(deadlines, 'ack'), e.clocks),
      }
    case 'referral.accepted':
      return withText(
        { ...to(r, 'accepted', h), deadlines: without(deadlines, 'ack', 'decision') },
        h,
        'acceptance',
        e.text,
      )
    case 'referral.info_requested': {
      const still = paused(without(deadlines, 'ack'), h.at, 'reply', 'decision')
      const asked = { ...to(r, 'info_requested', h), resume: r.state }
      return withText({ ...asked, deadlines: started(still, e.clocks) }, h, 'request', e.text)
    }
    case 'referral.info_supplied': {
      const { resume = 'acknowledged', ...rest } = r
      const going = resumed(without(deadlines, 'info'), h.at)
      return withText({ ...next(rest), state: resume, deadlines: going }, h, 'supply', e.text)
    }
    case 'referral.forwarded': {
      const still = started(without(deadlines, 'ack', 'decision'), e.clocks)
      return withText({ ...to(r, 'forwarded', h), deadlines: still }, h, 'forwarding', e.text)
    }
    case 'referral.returned':
      return withText(
        { ...to(r, 'accepted', h), deadlines: without(deadlines, 'chase') },
        h,
        'return',
        e.text,
      )
    case 'referral.interim':
      return withText({ ...r, deadlines: started(deadlines, e.clocks) }, h, 'interim', e.text)
    case 'referral.extension_asked': {
      const by = officerOf(h)
      const extension = by ? { extension: { until: fromRfc3339(e.until), by } } : {}
      return withText({ ...next(r), ...extension }, h, 'extension', e.text)
    }
    case 'referral.extension_approved': {
      const { extension: _, ...rest } = r
      const later = extended(deadlines, 'reply', fromRfc3339(e.until), h.at)
      return { ...next(rest), extensions: r.extensions + 1, deadlines: later }
    }
    case 'referral.extension_rejected': {
      const { extension: _, ...rest } = r
      return withText(next(rest), h, 'extension', e.text)
    }
    case 'referral.amended': {
      const { urgency, ...rest } = next(r)
      const changed: Referral = {
        ...rest,
        ...(e.details || urgency === undefined ? {} : { urgency }),
        ...(e.priority ? { priority: e.priority } : {}),
        ...(e.marking ? { marking: e.marking } : {}),
        ...(e.urgency === undefined ? {} : { urgency: e.urgency }),
        ...(e.actions ? { actions: e.actions } : {}),
        ...(e.details ? { details: e.details } : {}),
        ...(e.given ? { given: e.given } : {}),
        deadlines: started(deadlines, e.clocks),
      }
      return e.text ? withText(withoutTexts(changed, 'details'), h, 'details', e.text) : changed
    }
    case 'referral.declined': {
      const over = {
        ...ended(r, 'declined', h),
        reason: e.reason,
        deadlines: started([], e.clocks),
      }
      return withText(over, h, 'decline', e.text)
    }
    case 'referral.answered': {
      const kept = started(only(deadlines, 'consent', 'evidence'), e.clocks)
      return withText(
        { ...ended(r, 'answered', h), results: e.results, deadlines: kept },
        h,
        'answer',
        e.text,
      )
    }
    case 'referral.withdrawn':
      return withText({ ...ended(r, 'withdrawn', h), deadlines: [] }, h, 'withdrawal', e.text)
    case 'referral.closed': {
      const kept = only(deadlines, 'preservation', 'consent')
      const over = { ...ended(r, 'closed', h), outcome: e.outcome, measures: e.measures }
      return withText({ ...over, deadlines: kept }, h, 'closing', e.text)
    }
    case 'referral.reopened': {
      // A duplicate that was agreed on may be proposed, and agreed on, once more.
      const { outcome: _, duplicate: __, ...rest } = to(r, 'accepted', h)
      return withText({ ...rest, deadlines: started(deadlines, e.clocks) }, h, 'reopening', e.text)
    }
    case 'referral.duplicate_proposed':
      return { ...next(r), duplicate: { of: e.of, by: e.by } }
    case 'referral.duplicate_confirmed':
      return { ...ended(r, 'closed', h), outcome: 'duplicate', deadlines: [] }
    case 'referral.duplicate_denied': {
      const { duplicate: _, ...rest } = r
      return next(rest)
    }
    case 'referral.assigned':
      return { ...r, assignees: { ...r.assignees, [e.side]: e.officer as OfficerId } }
    case 'referral.noted':
      return withText(r, h, 'note', e.text, { side: e.side })
    case 'referral.consent_asked': {
      const asked = { ...next(r), consents: [...r.consents, { by: e.by, purpose: e.purpose }] }
      return withText({ ...asked, deadlines: started(deadlines, e.clocks) }, h, 'consent', e.text)
    }
    case 'referral.consent_proposed': {
      const proposer = officerOf(h)
      const proposed = onOpenConsent(next(r), ({ words: _, ...c }) => ({
        ...c,
        ...(e.text ? { words: e.text.ref.item } : {}),
        proposed: e.decision,
        ...(proposer ? { proposer } : {}),
      }))
      // A proposal is the originator's own matter until it is decided.
      const asked = openConsent(r)
      return withText(proposed, h, 'consent', e.text, asked ? { side: otherSide(asked.by) } : {})
    }
    case 'referral.consent_decided': {
      const decided = onOpenConsent(next(r), c => ({ ...c, decision: e.decision }))
      return consentDue({ ...decided, texts: proposalOpened(r) })
    }
    case 'referral.translated':
      return withText(r, h, 'translation', e.text, { of: e.of, on: e.on })
    case 'referral.corrected':
      return withText(r, h, 'correction', e.text)
    case 'referral.erased':
      return { ...next(r), deadlines: [], texts: [], erased: true }
    case 'referral.escalated':
      return {
        ...r,
        ...drillCalled(r, e, h),
        escalations: r.escalations + 1 + e.missed.length + (e.missedRounds ?? 0),
        deadlines: escalatedBy(deadlines, e, r.revision),
      }
    case 'referral.snoozed':
      return withText({ ...r, deadlines: snoozedBy(deadlines, e, h.at) }, h, 'snooze', e.text)
    case 'referral.drill_ended':
      return { ...ended(r, 'closed', h), deadlines: [] }
    default:
      return absurd(e)
  }
}
