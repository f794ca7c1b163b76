import type { Card } from '../../src/card/card.ts'
import type { Json } from '../../src/kit/json.ts'
import * as actions from '../action/sample.ts'
import * as bulletins from '../bulletin/sample.ts'
import * as notifications from '../notification/sample.ts'
import * as operations from '../operation/sample.ts'
import * as shipments from '../shipment/sample.ts'
import { actionCards } from './action.ts'
import { bulletinCards } from './bulletin.ts'
import { notificationCards } from './notification.ts'
import { filled, operationCards } from './operation.ts'
import { shipmentCards } from './shipment.ts'

type Sample = Pick<typeof notifications, 'matter' | 'id' | 'directory' | 'officerAt' | 'hkc'>

/** What tests of words and looks need of a kind of matter. */
export interface Kind extends Sample {
  readonly cards: readonly { readonly title: string; readonly card: Card | Promise<Card> }[]
  /** One in which every command that needs a choice has something to choose from. */
  readonly state?: Json
}

/** Every kind of matter, a line each. That of a shipment has two legs and a hold. */
export const kindsOfMatter: readonly Kind[] = [
  { ...notifications, cards: notificationCards },
  { ...shipments, cards: shipmentCards, state: shipments.held({}, shipments.onward()).json },
  { ...actions, cards: actionCards, state: actions.begun().json },
  { ...bulletins, cards: bulletinCards, state: bulletins.begun().json },
  { ...operations, cards: operationCards, state: filled.json },
]
