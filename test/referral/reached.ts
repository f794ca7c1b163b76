import type { Role, Side } from '../../src/kit/codes.ts'
import type { Raw } from '../../src/referral/command.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { filledOf, plain, red } from './fill.ts'
import { agreed, mayWait } from './rules.ts'
import { attempt, blank, folded } from './sample.ts'

const sides: readonly Side[] = ['sender', 'receiver']

/** What the rules but that of silence can look at: two referrals of the same kind are ruled alike. */
export const kindOf = (r: Referral): string => {
  const open = r.consents.find(c => c.decision === undefined)
  return JSON.stringify([
    r.state,
    r.resume,
    r.acts.acknowledged !== undefined,
    r.state === 'draft' && [r.marking?.tlp, r.approved !== undefined, r.authors],
    r.deadlines.some(d => d.name === 'preservation'),
    r.extension !== undefined,
    r.extensions,
    r.deadlines.some(d => d.name === 'reply'),
    r.duplicate?.by,
    open && [open.by, open.proposed, open.proposer],
  ])
}

/** What a long form could show of it: the same without how far a consent or the other extensions have come. */
export const kindForForms = (r: Referral): string =>
  JSON.stringify([
    r.state,
    r.resume,
    r.acts.acknowledged !== undefined,
    r.state === 'draft' && kindOf(r),
    r.extension !== undefined,
    r.deadlines.some(d => d.name === 'reply'),
    r.duplicate !== undefined,
    r.consents.some(c => c.decision === undefined),
  ])

/** What the rule of silence looks at beside. It opens no state of its own. */
const kindForSilence = (r: Referral): string =>
  JSON.stringify([kindOf(r), sides.map(side => r.deadlines.some(d => mayWait(d, side)))])

const actors: readonly (readonly [Side, Role])[] = [
  ['sender', 'officer'],
  ['sender', 'supervisor'],
  ['receiver', 'officer'],
  ['receiver', 'supervisor'],
]

/** Filled in with words, so that there is something to translate. */
const draft = (role: Role, form: Raw): Referral => {
  const begun = blank({}, role)
  const text = { language: 'en', ref: { item: 'form', commit: 'c', bytes: 1 } }
  const filled = filledOf(begun, { ...form, actions: 'preserve-data' })
  return folded(begun, [{ ...filled, text }], { by: onSide('sender', role) })
}

// Their long forms make no other kind: what they change no rule looks at.
const without = ['fill', 'amend']

const search = (): readonly Referral[] => {
  const seen = new Map<string, Referral>()
  const waiting: Referral[] = [
    blank(),
    draft('officer', plain),
    draft('officer', red),
    draft('supervisor', red),
  ]
  for (let on = waiting.pop(); on; on = waiting.pop()) {
    const kind = kindForSilence(on)
    if (seen.has(kind)) continue
    seen.set(kind, on)
    for (const name of Object.keys(agreed).filter(n => !without.includes(n)))
      for (const [side, role] of actors) {
        const by = onSide(side, role)
        const decided = attempt({ name, by, on })
        if (decided.ok) waiting.push(folded(on, decided.value.events, { by }))
      }
  }
  return [...seen.values()]
}

let found: readonly Referral[] | undefined

/** Every kind of referral that officers can bring about, found by trying all they may do. */
export const reached = (): readonly Referral[] => {
  found ??= search()
  return found
}
