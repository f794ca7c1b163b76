import { readRequest } from '../../src/bot/request.ts'
import type { Role } from '../../src/kit/codes.ts'
import { hours, plus } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import * as actions from '../action/sample.ts'
import * as bulletins from '../bulletin/sample.ts'
import {
  courier,
  crowded,
  refusalOf as notificationRefusal,
  sent as notified,
} from '../notification/sample.ts'
import * as operations from '../operation/sample.ts'
import { gdf, hkc, kcs, officerAt, onSide } from '../referral/desks.ts'
import { goodForm } from '../referral/forms-good.ts'
import {
  afterOf,
  attempt,
  blank,
  drafted,
  drilled,
  goodValues,
  id,
  inState,
  start,
} from '../referral/sample.ts'
import { dutyRefusal } from '../roster/refused.ts'
import * as ships from '../shipment/sample.ts'
import { lineProblems } from '../witness/sample.ts'

const decided = (t: Parameters<typeof attempt>[0]): Refusal => {
  const made = attempt(t)
  if (made.ok) throw new Error(`${t.name} was allowed`)
  return made.error
}
const read = (act: Parameters<typeof readRequest>[0]): Refusal => {
  const made = readRequest(act, { commands, dutyCommands, matters })
  if (made.ok) throw new Error('that was understood')
  return made.error
}
const typed = (text: string) => read({ kind: 'command', text })

/** A draft whose marking needs a second officer. */
const red = (role?: Role): Referral => {
  const r = drafted({}, role)
  return r.marking ? { ...r, marking: { ...r.marking, tlp: 'red' } } : r
}

/** The reply to an immediate referral may be put off for two hours in all. */
const snoozed = (on: Referral, span: number) => ({
  name: 'snooze',
  by: onSide('receiver'),
  on,
  raw: { ...goodValues['snooze'], minutes: String(span) },
  now: plus(start, hours(3)),
})
const quiet = afterOf({ ...snoozed(inState('accepted'), 120), now: start })

const many = crowded()
const acknowledge = { name: 'acknowledge', by: onSide('receiver') }

/** How each kind comes about; a stranger and a busy referral are made by the whole bot alone. */
export const everyRefusal: Readonly<Record<Refusal['kind'], readonly Refusal[]>> = {
  UnknownPerson: [{ kind: 'UnknownPerson' }],
  SeveralDesks: [{ kind: 'SeveralDesks' }],
  NoReceipt: (['sent', 'acknowledged', 'never'] as const).map(of => ({
    kind: 'NoReceipt',
    ref: 'HK-2026-000001',
    of,
  })),
  MovedOn: [{ kind: 'MovedOn' }],
  Busy: [{ kind: 'Busy' }],
  // No command of today lets anybody but the originator near a marking.
  Incomplete: [decided({ name: 'send', by: onSide('sender'), on: blank() })],
  NeedsApproval: [decided({ name: 'send', by: onSide('sender'), on: red() })],
  OwnItem: [
    decided({
      name: 'approve',
      by: onSide('sender', 'supervisor'),
      on: red('supervisor'),
    }),
  ],
  NothingAsked: [
    decided({ name: 'approve-extension', by: onSide('sender'), on: inState('accepted') }),
  ],
  AlreadyAsked: [
    decided({
      name: 'ask-consent',
      by: onSide('receiver'),
      on: afterOf({ name: 'ask-consent', by: onSide('receiver'), on: inState('accepted') }),
    }),
  ],
  NoMoreExtensions: [
    decided({
      name: 'extend',
      by: onSide('receiver'),
      on: { ...inState('accepted'), extensions: 1 },
    }),
  ],
  NotSnoozable: [decided({ name: 'snooze', by: onSide('sender'), on: inState('sent') })],
  SnoozeSpent: [decided(snoozed(inState('accepted'), 240)), decided(snoozed(quiet, 15))],
  OnlyADrill: [decided({ name: 'answer', by: onSide('receiver'), on: drilled() })],
  Erased: [
    decided({ name: 'reopen', by: onSide('sender'), on: { ...inState('closed'), erased: true } }),
  ],
  NoSuchTurn: [dutyRefusal('cancel', { which: 7 })],
  NotAskedOfYou: [dutyRefusal('swap-accept', { which: 1 })],
  NotYourShift: [dutyRefusal('accept', { role: 'officer' })],
  ShiftAccepted: [dutyRefusal('accept')],
  UnknownRotation: [dutyRefusal('set', { raw: { name: 'night' } })],
  UnknownCommand: [typed('/referral sendd'), typed('/zzzzzzzz')],
  UnknownInput: [typed('/referral new titel=x'), typed(`/referral close ${id} outcom=success`)],
  UnknownReferral: [typed('/referral send'), typed('/referral send 42')],
  UnknownButton: [read({ kind: 'button', data: 'v0' })],
  WrongSide: [
    decided({ ...acknowledge, by: onSide('sender'), on: inState('sent') }),
    decided({ name: 'withdraw', by: onSide('receiver'), on: inState('sent') }),
  ],
  WrongRole: [decided({ name: 'send', by: onSide('sender', 'auditor'), on: drafted() })],
  WrongState: [decided({ ...acknowledge, name: 'return', on: inState('sent') })],
  AlreadyAcknowledged: [decided({ ...acknowledge, on: inState('accepted') })],
  Stale: [decided({ ...acknowledge, on: inState('sent'), revision: 1 })],
  NotCustodian: [
    ships.refusalOf({
      name: 's-hold',
      by: officerAt(gdf),
      on: ships.begun({ watchers: gdf }),
    }),
  ],
  NothingHeld: [ships.refusalOf({ name: 's-release', by: officerAt(kcs), on: ships.held() })],
  HeldLongest: [
    ships.refusalOf({
      name: 's-extend',
      by: officerAt(hkc),
      on: ships.afterOf({
        name: 's-extend',
        by: officerAt(hkc),
        on: ships.held(),
        raw: { reason: 'More time is needed.' },
      }),
    }),
  ],
  OnlyDesk: [actions.refusalOf({ name: 'a-done', by: officerAt(hkc), on: actions.begun() })],
  NotLead: [operations.refusalOf({ name: 'o-close', by: officerAt(kcs), on: operations.joined() })],
  NotJoined: [operations.refusalOf({ name: 'o-tag', by: officerAt(kcs), on: operations.begun() })],
  AlreadyCounted: [
    operations.refusalOf({
      name: 'o-tag',
      by: officerAt(hkc),
      on: operations.tagged(),
      raw: { referral: operations.first },
    }),
  ],
  StillHeld: [ships.refusalOf({ name: 's-close', by: officerAt(kcs), on: ships.held() })],
  BadInput: [
    decided({ name: 'create', by: officerAt(hkc), raw: {} }),
    ...lineProblems,
    // Which entries are a referral's own, only the log knows.
    { kind: 'BadInput', problems: [{ input: 'entry', reason: 'NotAnEntry' }] },
    decided({ name: 'create', by: officerAt(hkc), raw: { ...goodValues['create'], to: hkc } }),
    decided({
      name: 'create',
      by: officerAt(hkc),
      raw: {
        ...goodValues['create'],
        subject: 'x'.repeat(121),
        category: 'x',
        observed: '2005-01-11 21:40',
        language: 'x',
      },
    }),
    decided({
      name: 'create',
      by: officerAt(hkc),
      raw: { ...goodValues['create'], observed: 'now' },
    }),
    decided({
      name: 'extend',
      by: onSide('receiver'),
      on: inState('accepted'),
      raw: { ...goodValues['extend'], until: '2026-11-23 15:00 HKT' },
    }),
    decided({
      name: 'assign',
      by: onSide('sender', 'supervisor'),
      on: inState('accepted'),
      raw: { officer: 'kcs.duty' },
    }),
    decided({
      name: 'duplicate',
      by: onSide('sender'),
      on: inState('accepted'),
      raw: { of: 'the other one' },
    }),
    decided({
      name: 'close',
      by: onSide('sender'),
      on: inState('answered'),
      raw: { outcome: 'success', 'measure-1-kind': 'parcels', 'measure-1-value': 'many' },
    }),
    decided({
      name: 'fill',
      by: onSide('sender'),
      on: blank({ category: 'ipr-online' }),
      raw: { ...goodForm('ipr-online'), 'evidence-items': 'film.mkv' },
    }),
    decided({
      name: 'translate',
      by: onSide('sender'),
      on: inState('accepted'),
      raw: { translation: 'x', translator: 'x', on: 'today' },
    }),
    dutyRefusal('set', { raw: { officers: 'hkc.duty', at: '25:00', zone: 'Mars/Base' } }),
    dutyRefusal('swap', {
      role: 'officer',
      raw: { with: 'hkc.duty', from: '2026-11-25 09:00 HKT', to: '2026-11-25 18:00 HKT' },
    }),
    dutyRefusal('leave', { raw: { from: '2026-11-25 09:00 HKT', to: '2027-12-01 09:00 HKT' } }),
    dutyRefusal('leave', { raw: { from: '2026-11-25 09:00 HKT', to: '2026-11-25 09:00 HKT' } }),
    dutyRefusal('me', { raw: { 'quiet-from': '22:00', 'quiet-to': '22:00' } }),
    notificationRefusal({
      name: 'notify',
      by: officerAt(hkc),
      raw: { ...courier, arrival: '2026-11-24 13:00 HKT', external: 'Third Customs' },
    }),
    notificationRefusal({
      name: 'notify',
      by: officerAt(hkc),
      raw: { ...courier, to: many.to },
      among: many.among,
    }),
    notificationRefusal({
      name: 'n-answer',
      by: officerAt(kcs),
      on: notified(),
      raw: { result: 'seized', controlled: '2026-11-24 15:00 HKT' },
    }),
    ships.refusalOf({
      name: 's-leg',
      by: officerAt(hkc),
      on: ships.begun(),
      raw: {
        ...ships.italy,
        departs: '2026-11-26 12:00 HKT',
        arrives: '2026-11-26 11:00 HKT',
        custodian: kcs,
      },
    }),
    actions.refusalOf({
      name: 'a-carry',
      by: officerAt(hkc),
      on: actions.begun(),
      raw: { meeting: '2026-12-01', due: '2026-12-01', reason: 'Later.' },
    }),
    bulletins.refusalOf({
      name: 'b-version',
      by: officerAt(hkc),
      on: bulletins.begun(),
      raw: { ...bulletins.korean, language: 'en' },
    }),
    operations.refusalOf({
      name: 'o-proxy',
      by: officerAt(kcs),
      on: operations.proxied(),
      raw: { ...operations.outside, number: '1' },
    }),
  ],
}
