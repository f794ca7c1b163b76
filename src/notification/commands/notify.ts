import { addresseeRoles, labelOfKind, notificationKinds } from '../../codes/notification.ts'
import { labelOf as labelOfTlp, tlps } from '../../codes/tlp.ts'
import type { NotificationPolicy } from '../../escalation/notification.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { isBlank } from '../../kit/text.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles, type Raw, type Speaker } from '../../referral/command.ts'
import { optionalText, pickedSeveral, valuesOf } from '../../referral/inputs.ts'
import { optionalChoice } from '../../referral/optional-inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { type Directory, nameIn } from '../../roster/directory.ts'
import { clocksAtStart } from '../clocks.ts'
import { languageOf, type NotificationCommand } from '../command.ts'
import { readContacts } from '../contacts.ts'
import type { Sent } from '../events.ts'
import { arrivalProblems, factInputs, language, reasonInput } from '../inputs.ts'

const desks = { source: 'contact-points' } as const

const inputs = {
  ...factInputs,
  reason: reasonInput,
  kind: {
    ...optionalChoice({
      label: 'notification.kind_label',
      codes: notificationKinds,
      labelOf: labelOfKind,
    }),
    preset: 'warning',
  },
  to: pickedSeveral({ ...desks, label: 'form.to', hint: 'notification.to_hint' }),
  exporting: pickedSeveral({ ...desks, label: 'notification.role.exporting' }),
  transit: pickedSeveral({ ...desks, label: 'notification.role.transit' }),
  hub: pickedSeveral({ ...desks, label: 'notification.role.hub' }),
  external: optionalText({
    label: 'notification.external',
    hint: 'notification.external_hint',
    max: 500,
  }),
  oral: {
    ...optionalChoice({
      label: 'notification.oral',
      codes: ['yes', 'no'],
      labelOf: code => `notification.oral_${code}`,
    }),
    preset: 'no',
  },
  tlp: {
    ...optionalChoice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp }),
    preset: 'amber-strict',
  },
  language,
}

/** Where the sender can be asked back: the officer's own telephone, else that of the desk. */
const ownContact = (by: Speaker, directory: Directory): string | undefined => {
  const officer = directory.officer(by.id)
  const phone = officer.phone ?? directory.contactPoint(by.desk).phone
  return phone === undefined ? undefined : `${nameIn(officer.names, by.language)}, ${phone}`
}

const prefill = (by: Speaker, directory: Directory): Raw => {
  const others = directory.contactPoints.filter(c => c.id !== by.desk)
  const hubs = others.filter(c => c.hub).map(c => c.id)
  const only = others.filter(c => !c.hub)
  const contact = ownContact(by, directory)
  return {
    ...(contact === undefined ? {} : { contact }),
    ...(hubs.length > 0 ? { hub: hubs.join(',') } : {}),
    ...(only.length === 1 ? { to: only.map(c => c.id).join('') } : {}),
  }
}

type Named = Readonly<Record<(typeof addresseeRoles)[number], readonly string[]>>

/** So many that all their clocks find place in one entry of the log (at most 65,535 bytes). */
const mostAddressees = 40

/** What is wrong with whom it goes to, each at the input that it was named in. */
const addresseeProblems = (
  named: Named,
  by: Speaker,
  known: readonly ContactPointId[],
  externals: number | undefined,
): readonly Problem[] => {
  const wrong = addresseeRoles.flatMap((input): readonly Problem[] => {
    if (named[input].some(d => !known.some(k => k === d))) return [{ input, reason: 'NotAChoice' }]
    return named[input].includes(by.desk) ? [{ input, reason: 'OwnDesk' }] : []
  })
  const all = new Set(addresseeRoles.flatMap(role => named[role])).size
  const nobody = externals === 0 && all === 0
  return [
    ...(nobody ? [{ input: 'to', reason: 'Missing' } as const] : []),
    ...wrong,
    ...(all > mostAddressees
      ? [{ input: 'to', reason: 'TooMany', max: mostAddressees } as const]
      : []),
    ...(externals === undefined ? [{ input: 'external', reason: 'NotContacts' } as const] : []),
  ]
}

/** A desk that is named twice is told once, by the role that says more than that it is told. */
const telling = ['exporting', 'transit', 'hub', 'to'] as const

const addresseesOf = (named: Named): Sent['addressees'] =>
  telling
    .flatMap(role => named[role].map(desk => ({ desk, role })))
    .filter(({ desk }, i, all) => all.findIndex(a => a.desk === desk) === i)
    .toSorted((a, b) => addresseeRoles.indexOf(a.role) - addresseeRoles.indexOf(b.role))

/** One message to several contact points, each of which says for itself that it has it. */
export const notifyUnder = (policy: NotificationPolicy): NotificationCommand => ({
  name: 'notify',
  line: '/notify',
  label: 'button.notify',
  about: 'command.notify',
  roles: caseRoles,
  begins: true,
  style: 'primary',
  against: () => undefined,
  inputsOf: () => inputs,
  prefill: ({ by, directory }) => prefill(by, directory),
  decide: ({ raw, now, by, directory, ...c }) => {
    const input = valuesOf(inputs, raw)
    const contacts = readContacts(input.external ?? '')
    // Named in the language that the words are said to be in.
    const language = languageOf(raw, { ...c, now, by, directory })
    const own = ownContact({ ...by, language }, directory)
    const contact = isBlank(input.contact ?? '') ? own : input.contact
    const known = directory.contactPoints.map(d => d.id)
    const problems: readonly Problem[] = [
      ...arrivalProblems(input.arrival, now),
      ...(contact === undefined ? [{ input: 'contact', reason: 'Missing' } as const] : []),
      ...addresseeProblems(input, by, known, contacts?.length),
    ]
    if (problems.length > 0) return err({ kind: 'BadInput', problems })
    const { category, action, reason, kind = 'warning', tlp = 'amber-strict', arrival } = input
    const addressees = addresseesOf(input)
    const oral = input.oral === 'yes'
    const externals = contacts?.length ?? 0
    const clocks = clocksAtStart(policy, now, {
      from: by.desk,
      desks: addressees.map(a => a.desk as ContactPointId),
      externals,
      oral,
      ...(arrival === undefined ? {} : { arrival }),
    })
    const sent: Sent = {
      type: 'notification.sent',
      from: by.desk,
      ...{ kind, category, tlp, oral, addressees, externals },
      actions: [...action],
      urgency: reason,
      ...(arrival === undefined ? {} : { arrival: toRfc3339(arrival) }),
      clocks: [...clocks],
    }
    return ok({
      events: [sent],
      words: contact === undefined ? {} : { contact },
      language,
    })
  },
})
