import { defaultNotificationPolicy } from '../../src/escalation/notification.ts'
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
