import {
  agencyOf,
  at,
  type Card,
  contactPoint,
  count,
  data,
  lasting,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import { fromRfc3339, minutes } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { MatterClock, StepTaken } from '../../matter/clocks.ts'
import { becauseTerm } from '../../referral/cards/late.ts'
import type { Directory } from '../../roster/directory.ts'
import type { ShipmentCommand } from '../command.ts'
import type { Shipment } from '../shipment.ts'
import { buttonsFor } from './buttons.ts'
import { cardAbout, headlineOf } from './facts.ts'

/** To whom a call is made: the desk that owes, or one that waits for it. */
export type Called = 'owner' | 'other'

/** The clock while the call holds: one that is met must call nobody. */
const runningFor = (s: Shipment, e: StepTaken): MatterClock | undefined =>
  s.clocks.find(
    c => c.name === e.deadline && c.calls.some(x => x.step === e.step && x.due === e.due),
  )

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

const more = (c: MatterClock, e: StepTaken): readonly Term[] => [
  ...(e.missed.length === 0 ? [] : [words('escalation.missed', { count: count(e.missed.length) })]),
  ...(e.because ? [becauseTerm(e.because)] : []),
  ...(c.againMinutes === undefined || e.step < c.steps.length - 1
    ? []
    : [words('escalation.again', { every: lasting(minutes(c.againMinutes)) })]),
]

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
  const c = runningFor(s, e)
  const desk = (to === 'owner' ? e.desk : e.other) as ContactPointId
  const people = (to === 'owner' ? e.called : e.calledOther).map(id => id as OfficerId)
  return cardAbout(s, {
    name: 'shipment-call',
    tone: c ? 'urgent' : 'calm',
    headline: c ? headline(s, e) : headlineOf(s),
    lines: c ? [asked(e, to, directory), ...more(c, e)] : [words('escalation.over')],
    buttons: [
      ...(c && to === 'owner' ? buttonsFor(s, desk, commands, wanted(e)) : []),
      viewMatter(s.id),
    ],
    mentions: c ? people : [],
  })
}
