import { type Priority, priorities, type State } from '../../kit/codes.ts'
import { err, ok } from '../../kit/result.ts'
import { clean } from '../../kit/text.ts'
import { basisOf, type ClockBasis, startClock } from '../clocks.ts'
import { caseRoles, command, type Raw } from '../command.ts'
import type { ClockStart } from '../events.ts'
import { type Filled, prefilled, readForm } from '../forms/filled.ts'
import { anyForm, formFor, knownOf, markedOf, missingIn } from '../forms/form.ts'
import { choice, wordsOf } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import type { Referral } from '../referral.ts'

/** Clocks that press in each state; while something is asked, the others stand still. */
const pressing: Readonly<Partial<Record<State, readonly ClockStart['name'][]>>> = {
  sent: ['ack', 'reply'],
  acknowledged: ['decision', 'reply'],
  accepted: ['reply'],
  forwarded: ['reply', 'chase'],
  info_requested: ['info'],
}

const isRaised = (from: Priority, to: Priority): boolean =>
  priorities.indexOf(to) < priorities.indexOf(from)

/** A raised priority starts its clocks now; a lowered one changes none that runs. */
const clocksOf = (r: Referral, basis: ClockBasis): ClockStart[] =>
  isRaised(r.priority, basis.priority)
    ? (pressing[r.state] ?? []).flatMap(name => startClock(basis, name))
    : []

type Changes = Record<string, { readonly from: string; readonly to: string }>

/** From what to what; of words only that they changed, as the log holds none. */
const changesOf = (
  r: Referral,
  filled: Filled,
  priority: Priority,
  said: Raw,
  now: Raw,
): Changes => {
  const before: Raw = { ...knownOf(r), priority: r.priority }
  const after: Raw = { ...knownOf(filled), priority }
  const moved = Object.keys({ ...before, ...after })
    .map(name => [name, { from: before[name] ?? '', to: after[name] ?? '' }] as const)
    .filter(([, { from, to }]) => from !== to)
  const words = [...new Set([...r.given, ...filled.given])]
    .filter(name => clean(said[name] ?? '') !== (now[name] ?? ''))
    .map(name => [name, { from: '', to: '' }] as const)
  return Object.fromEntries([...moved, ...words])
}

/**
 * The sender changes what was sent, in its own form, checked in full. Only the originator loosens a
 * marking (TLP 2.0), and the sender is the originator: nobody else amends.
 */
export const amend = command({
  name: 'amend',
  label: 'button.amend',
  about: 'command.amend',
  by: 'sender',
  roles: caseRoles,
  from: ['sent', 'acknowledged', 'accepted', 'info_requested', 'forwarded', 'answered'],
  inputs: {
    priority: choice({
      label: 'form.priority',
      codes: priorities,
      labelOf: code => `priority.${code}`,
    }),
  },
  more: (referral, raw) => ({
    ...(referral ? markedOf(referral, raw) : anyForm.inputs),
    language,
  }),
  prefill: (r, said) => ({ ...prefilled(r, said), priority: r.priority }),
  against: r => (r.erased ? { kind: 'Erased' } : undefined),
  decide: ({ referral, input: { priority }, raw, said = {}, ...c }) => {
    const read = readForm(referral, priority, raw)
    if (!read.ok) return read
    const { marking, urgency, actions, details, given } = read.value
    const missing = missingIn(referral, priority, knownOf(read.value), given)
    if (missing.length > 0) {
      const problems = missing.map(input => ({ input, reason: 'Missing' }) as const)
      return err({ kind: 'BadInput', problems })
    }
    // What needs two officers to be sent can't come in by the back door; a stricter marking may.
    const added = actions.filter(a => !referral.actions.includes(a))
    if (added.includes('controlled-delivery')) return err({ kind: 'NeedsApproval' })
    const words = wordsOf(formFor(referral.category, actions).inputs, raw)
    return ok([
      {
        type: 'referral.amended',
        changes: changesOf(referral, read.value, priority, said, words),
        ...(priority === referral.priority ? {} : { priority }),
        clocks: clocksOf(referral, basisOf(c, referral, priority)),
        marking,
        ...(urgency === undefined ? {} : { urgency }),
        actions,
        details,
        given,
      },
    ])
  },
})
