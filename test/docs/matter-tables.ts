import { defaultActionPolicy } from '../../src/escalation/action.ts'
import { defaultBulletinPolicy } from '../../src/escalation/bulletin.ts'
import { defaultNotificationPolicy } from '../../src/escalation/notification.ts'
import { defaultOperationPolicy } from '../../src/escalation/operation.ts'
import type { PolicyStep } from '../../src/escalation/policy.ts'
import { defaultShipmentPolicy } from '../../src/escalation/shipment.ts'
import { calls, lasting, table } from './clock-words.ts'

const head = (of: string) => [of, 'whose', 'due', 'who is called when', 'source']

interface Clock {
  readonly within?: { readonly minutes: number }
  readonly withinMinutes?: number
  readonly beforeArrivalMinutes?: number
  readonly floorMinutes?: number
  readonly steps: readonly PolicyStep[]
  readonly againMinutes: number
  readonly source?: string
}

const arrival = (minutes: number): string =>
  minutes === 0 ? 'at arrival' : `${lasting(minutes)} before arrival`

const due = ({ within, withinMinutes, beforeArrivalMinutes, floorMinutes }: Clock): string => {
  const usual = within?.minutes ?? withinMinutes
  const early = beforeArrivalMinutes === undefined ? [] : [arrival(beforeArrivalMinutes)]
  const said = [...(usual === undefined ? [] : [lasting(usual)]), ...early].join(
    ' or, if earlier, ',
  )
  return floorMinutes === undefined ? said : `${said}; ${lasting(floorMinutes)} at least`
}

const row = (name: string, whose: string, clock: Clock): readonly string[] => [
  `\`${name}\``,
  whose,
  due(clock),
  calls(clock),
  clock.source ?? 'none',
]

/** The clocks of notifications as Markdown, each figure with its source. */
export const notificationTable = (): string => {
  const { ack, answer, written, told } = defaultNotificationPolicy
  return table(head('of a notification'), [
    row('ack', 'each addressee, from when it was sent', ack),
    row('answer', 'each addressee, from its acknowledgement', answer),
    row('told', 'the sender, for each contact outside', told),
    row('written', 'the sender, where it began by telephone', written),
  ])
}

/** The same of shipments, and of holds on goods. */
export const shipmentTable = (): string => {
  const { act, alarm, hold } = defaultShipmentPolicy
  const { limit, extension, reminders } = hold
  const asked = [...reminders.atPercent.map(n => `${n} %`), 'due'].join(', ')
  const source = [limit, extension, reminders].map(part => part.source ?? 'none').join('. ')
  return table(head('of a shipment'), [
    row('act', 'the custodian of a leg', act),
    row('alarm', 'each desk that watches', alarm),
    [
      '`hold`',
      'the desk that holds goods',
      `${limit.workingDays} working days, extended ${extension.times === 1 ? 'once' : `${extension.times} times`} by ${extension.workingDays}`,
      `${asked} both sides · then on each working day of the desk`,
      source,
    ],
  ])
}

/** The reports of operations. */
export const operationTable = (): string => {
  const { report, end } = defaultOperationPolicy
  const whose = 'the desk that leads it'
  const last = (clock: Clock) => [calls(clock), clock.source ?? 'none']
  return table(head('of an operation'), [
    ['`report`', whose, `${report.everyDays} days, while it runs`, ...last(report)],
    ['`end`', whose, 'at the end of the period', ...last(end)],
  ])
}

/** The reminders of action items and bulletins. */
export const agreedTable = (): string => {
  const { due } = defaultActionPolicy
  const { read, review } = defaultBulletinPolicy
  return table(head('of what was agreed'), [
    [
      '`action`, `due`',
      'the desk that owns an item',
      'the end of the day that was agreed, on its own clock',
      ...[calls(due), due.source ?? 'none'],
    ],
    [
      '`bulletin`, `read`',
      'each addressee, for each text',
      `${read.workingDays} working days of the desk`,
      ...[calls(read), read.source ?? 'none'],
    ],
    [
      '`bulletin`, `review`',
      'the desk that sent it',
      'the end of the review date, on its own clock',
      ...[calls(review), review.source ?? 'none'],
    ],
  ])
}
