import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { type Command, caseRoles, command, type Raw } from '../command.ts'
import type { Drafted } from '../events.ts'
import { filledEvent, prefilled, readForm } from '../forms/filled.ts'
import { askedOf, formFor } from '../forms/form.ts'
import { wordsOf } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { matterInputs } from '../matter-inputs.ts'
import type { Referral } from '../referral.ts'

/** A draft like it, and linked to it; the link is kept by the child. */
const child = (r: Referral, kind: 'follow-up' | 'extension'): Drafted => ({
  type: 'referral.drafted',
  from: r.from,
  to: r.to,
  category: r.category,
  priority: r.priority,
  ...(r.observedAt === undefined ? {} : { observedAt: toRfc3339(r.observedAt) }),
  parent: { id: r.id, kind },
})

/** The sender asks for more in a matter that was answered: a new referral, linked to the first. */
export const followUp = command({
  name: 'follow-up',
  label: 'button.follow_up',
  about: 'command.follow_up',
  by: 'sender',
  roles: caseRoles,
  from: ['answered', 'closed'],
  begins: true,
  next: 'fill',
  inputs: {
    ...matterInputs,
    language,
  },
  decide: ({ referral, input }) =>
    ok([{ ...child(referral, 'follow-up'), priority: input.priority }]),
})

const opening = ({ subject, narrative, identifiers }: Raw): Raw => ({
  ...(subject === undefined ? {} : { subject }),
  ...(narrative === undefined ? {} : { narrative }),
  ...(identifiers === undefined ? {} : { identifiers }),
})

/**
 * What was preserved must be kept longer: one tap makes the linked request, filled in as the first one
 * was, ready to be sent.
 */
export const extendPreservation: Command = {
  name: 'extend-preservation',
  label: 'button.extend_preservation',
  about: 'command.extend_preservation',
  by: 'sender',
  roles: caseRoles,
  from: ['answered', 'closed'],
  begins: true,
  button: { in: ['answered', 'closed'], style: 'plain' },
  prefill: prefilled,
  against: ({ erased, deadlines }) => {
    if (erased) return { kind: 'Erased' }
    return deadlines.some(d => d.name === 'preservation') ? undefined : { kind: 'NothingAsked' }
  },
  inputsOf: () => ({}),
  decide: ({ referral, said = {}, by }) => {
    if (!referral) throw new Error('an extension needs what it extends')
    const raw = { ...prefilled(referral, said), actions: 'preserve-data' }
    const read = readForm(referral, referral.priority, raw)
    if (!read.ok) return err(read.error)
    const first = referral.texts.find(t => t.part === 'referral')
    return ok({
      events: [child(referral, 'extension'), filledEvent(read.value)],
      opening: opening(said),
      words: wordsOf(formFor(referral.category, askedOf(referral, raw)).inputs, raw),
      language: first?.language ?? by.language,
    })
  },
}
