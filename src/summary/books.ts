import { type Action, actionSchema } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { evolve as evolveAction } from '../action/evolve.ts'
import { type Bulletin, bulletinSchema, isOpen as isOpenBulletin } from '../bulletin/bulletin.ts'
import type { BulletinEvent } from '../bulletin/events.ts'
import { evolve as evolveBulletin } from '../bulletin/evolve.ts'
import type { NotificationEvent } from '../notification/events.ts'
import { evolve as evolveNotification } from '../notification/evolve.ts'
import {
  isOpen as isOpenNotification,
  type Notification,
  notificationSchema,
} from '../notification/notification.ts'
import type { OperationEvent } from '../operation/events.ts'
import type { ShipmentEvent } from '../shipment/events.ts'
import { evolve as evolveShipment } from '../shipment/evolve.ts'
import { isOpen as isOpenShipment, type Shipment, shipmentSchema } from '../shipment/shipment.ts'
import { createBook } from './book.ts'
import { countCall, countNotification } from './matters.ts'
import { type CountedOperation, countedOperation, evolveCounted, isOver } from './operations.ts'

/** One book for each kind of matter that is counted, by the kind; another kind is another book. */
export const createBooks = () => ({
  notification: createBook<Notification, NotificationEvent>({
    schema: notificationSchema,
    first: 'notification.sent',
    evolve: evolveNotification,
    isOver: n => !isOpenNotification(n),
    count: countNotification,
  }),
  shipment: createBook<Shipment, ShipmentEvent>({
    schema: shipmentSchema,
    first: 'shipment.begun',
    evolve: evolveShipment,
    isOver: (s, since) => !isOpenShipment(s) && (s.ended?.at ?? 0) < since,
    count: (counting, _, event) => {
      if (event.type === 'shipment.escalated') countCall(counting, event)
    },
  }),
  operation: createBook<CountedOperation, OperationEvent>({
    schema: countedOperation,
    first: 'operation.begun',
    evolve: evolveCounted,
    isOver,
    // Its clocks are of the desk that leads it: owed to nobody in particular.
    count: () => undefined,
  }),
  action: createBook<Action, ActionEvent>({
    schema: actionSchema,
    first: 'action.begun',
    evolve: evolveAction,
    // One that is done may be taken up again, and there are few.
    isOver: a => a.status === 'withdrawn',
    count: () => {},
  }),
  bulletin: createBook<Bulletin, BulletinEvent>({
    schema: bulletinSchema,
    first: 'bulletin.begun',
    evolve: evolveBulletin,
    isOver: b => !isOpenBulletin(b),
    count: () => {},
  }),
})

export type Books = ReturnType<typeof createBooks>
/** What stands in each book. */
export type Standing = { readonly [K in keyof Books]: ReturnType<Books[K]['standing']> }

/** All that stands, each with its kind and its reference. */
export const savedIn = (books: Books): readonly (readonly [keyof Books, string, unknown])[] =>
  Object.entries(books).flatMap(([kind, book]) =>
    book.saved().map(([id, state]) => [kind as keyof Books, id, state] as const),
  )
