import { readRequest } from '../../src/bot/request.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Refusal } from '../../src/referral/refusals.ts'
import { hkc, officerAt, onSide } from '../referral/desks.ts'
import { attempt, drafted, goodValues, id, inState } from '../referral/sample.ts'

const decided = (t: Parameters<typeof attempt>[0]): Refusal => {
  const made = attempt(t)
  if (made.ok) throw new Error(`${t.name} was allowed`)
  return made.error
}
const read = (act: Parameters<typeof readRequest>[0]): Refusal => {
  const made = readRequest(act, commands)
  if (made.ok) throw new Error('that was understood')
  return made.error
}
const typed = (text: string) => read({ kind: 'command', text })

const acknowledge = { name: 'acknowledge', by: onSide('receiver') }

/** How each kind comes about; a stranger and a busy referral are made by the whole bot alone. */
export const everyRefusal: Readonly<Record<Refusal['kind'], readonly Refusal[]>> = {
  UnknownPerson: [{ kind: 'UnknownPerson' }],
  Busy: [{ kind: 'Busy' }],
  UnknownCommand: [typed('/referral sendd'), typed('/zzzzzzzz')],
  UnknownInput: [typed('/referral new titel=x'), typed(`/referral close ${id} outcom=success`)],
  UnknownReferral: [typed('/referral send'), typed('/referral send 42')],
  UnknownButton: [read({ kind: 'button', data: 'v0' })],
  WrongSide: [
    decided({ ...acknowledge, by: onSide('sender'), on: inState('sent') }),
    decided({ name: 'send', by: onSide('receiver'), on: drafted() }),
  ],
  WrongRole: [decided({ name: 'send', by: onSide('sender', 'auditor'), on: drafted() })],
  WrongState: [decided({ ...acknowledge, on: inState('withdrawn') })],
  AlreadyAcknowledged: [decided({ ...acknowledge, on: inState('accepted') })],
  Stale: [decided({ ...acknowledge, on: inState('sent'), revision: 1 })],
  BadInput: [
    decided({ name: 'create', by: officerAt(hkc), raw: {} }),
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
  ],
}
