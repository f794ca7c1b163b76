import {
  agencyOf,
  at,
  type Card,
  contactPoint,
  count,
  data,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { besides, type Called, calledAt, runningFor } from '../../matter/cards/call.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { StepTaken } from '../../matter/clocks.ts'
import type { Directory } from '../../roster/directory.ts'
import type { ShipmentCommand } from '../command.ts'
import type { Shipment } from '../shipment.ts'
import { buttonsFor } from './buttons.ts'
import { cardAbout, headlineOf } from './facts.ts'

const isAhead = (e: StepTaken): boolean => e.planned < e.due

const headline = (s: Shipment, e: StepTaken): Term => {
  const [kind = '', rest = ''] = e.deadline.split(':')
  const params: Params = {
    ref: data(s.id),
    number: count(Number.parseInt(rest, 10)),
    desk: contactPoint(e.desk as ContactPointId),
    due: at(fromRfc3339(e.due)),
  }
  if (kind === 'alarm') return words('shipment.late.alarm', params)
  return words(isAhead(e) ? 'shipment.late.soon' : 'shipment.late.act', params)
}

const otherAsked = (e: StepTaken, directory: Directory): Term => {
  const desk = e.desk as ContactPointId
  const { phone } = directory.contactPoint(desk)
  return phone === undefined
    ? words('escalation.call_no_phone', { agency: agencyOf(desk) })
    : words('escalation.call', { agency: agencyOf(desk), phone: data(phone) })
}

const asked = (e: StepTaken, to: Called, directory: Directory): Term => {
  if (to === 'other') return otherAsked(e, directory)
  const isFirst = e.tell.some(t => t === 'duty' || t === 'backup')
  if (isAhead(e)) return words('escalation.act_in_time')
  return words(isFirst || e.because ? 'escalation.act' : 'escalation.supervise')
}

const wanted = (e: StepTaken): readonly string[] =>
  e.deadline.startsWith('alarm:') ? ['s-seen'] : ['s-feedback', 's-hold']

/** Calls those whom a step tells, at their own desk; taken back when it is met. */
export const callCard = (
  s: Shipment,
  e: StepTaken,
  to: Called,
  directory: Directory,
  commands: readonly ShipmentCommand[],
): Card => {
  const c = runningFor(s.clocks, e)
  const { desk, people } = calledAt(e, to)
  return cardAbout(s, {
    name: 'shipment-call',
    tone: c ? 'urgent' : 'calm',
    headline: c ? headline(s, e) : headlineOf(s),
    lines: c ? [asked(e, to, directory), ...besides(c, e)] : [words('escalation.over')],
    buttons: [
      ...(c && to === 'owner' ? buttonsFor(s, desk, commands, wanted(e)) : []),
      viewMatter(s.id),
    ],
    mentions: c ? people : [],
  })
}
