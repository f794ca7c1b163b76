import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { besides, type Called, calledAt, runningFor } from '../../matter/cards/call.ts'
import type { StepTaken } from '../../matter/clocks.ts'
import type { Directory } from '../../roster/directory.ts'
import type { NotificationCommand } from '../command.ts'
import type { Notification } from '../notification.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, headlineOf } from './facts.ts'

const headlineKeys = {
  ack: 'notification.late.ack',
  answer: 'notification.late.answer',
  written: 'notification.late.written',
  told: 'notification.late.told',
} as const satisfies Readonly<Record<string, MessageKey>>

const lateTerm = (n: Notification, e: StepTaken): Term => {
  const [name = '', which = ''] = e.deadline.split(':')
  const key = Object.entries(headlineKeys).find(([k]) => k === name)?.[1]
  if (!key) throw new Error(`no clock of a notification: ${e.deadline}`)
  return words(key, {
    ref: data(n.id),
    desk: contactPoint(e.desk as ContactPointId),
    due: at(fromRfc3339(e.due)),
    ...(name === 'told' ? { number: count(Number(which)) } : {}),
  })
}

/** Nothing could call before now, so nobody has failed to act. */
const isToldOnlyNow = (e: StepTaken): boolean => e.because !== undefined && e.tell.includes('duty')

const asked = (e: StepTaken, to: Called): Term => {
  const isFirst = e.tell.some(t => t === 'duty' || t === 'backup')
  if (to === 'owner') return words(isFirst || e.because ? 'escalation.act' : 'escalation.supervise')
  return words(isToldOnlyNow(e) ? 'notification.call_now' : 'notification.call', {
    desk: contactPoint(e.desk as ContactPointId),
  })
}

const knowsPhones = (a: ContactPointId, b: ContactPointId, { channels }: Directory): boolean =>
  a === b || channels.some(c => c.desks.includes(a) && c.desks.includes(b))

/**
 * Telephone numbers of the owner's desk and of those who were called there. The numbers of officers go to
 * desks that share a channel with theirs, as the directory promises them.
 */
const phoneLines = (e: StepTaken, to: Called, directory: Directory): readonly Term[] => {
  const owner = e.desk as ContactPointId
  const { phone } = directory.contactPoint(owner)
  const reader = (to === 'owner' ? e.desk : e.other) as ContactPointId
  const people = knowsPhones(owner, reader, directory)
    ? directory.officers.filter(o => o.desk === owner && e.called.includes(o.id))
    : []
  return [
    ...(phone === undefined
      ? []
      : [words('notification.phone', { who: contactPoint(owner), phone: data(phone) })]),
    ...people.flatMap(o =>
      o.phone === undefined
        ? []
        : [words('notification.phone', { who: officer(o.id), phone: data(o.phone) })],
    ),
  ]
}

/** Calls those whom a step tells, at their own desk, with whom to telephone; taken back when it is met. */
export const callCard = (
  n: Notification,
  e: StepTaken,
  to: Called,
  directory: Directory,
  commands: readonly NotificationCommand[],
): Card => {
  const c = runningFor(n.clocks, e)
  const { desk, people } = calledAt(e, to)
  return cardAbout(n, {
    name: 'notification-call',
    tone: c ? 'urgent' : 'calm',
    headline: c ? lateTerm(n, e) : headlineOf(n, desk),
    lines: c
      ? [asked(e, to), ...phoneLines(e, to, directory), ...besides(c, e)]
      : [words('escalation.over')],
    buttons: cardButtons(n, desk, commands),
    mentions: c ? people : [],
  })
}
