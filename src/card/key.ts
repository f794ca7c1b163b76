import type action from '../../locales/en/action.json'
import type audit from '../../locales/en/audit.json'
import type bulletin from '../../locales/en/bulletin.json'
import type button from '../../locales/en/button.json'
import type category from '../../locales/en/category.json'
import type check from '../../locales/en/check.json'
import type code from '../../locales/en/code.json'
import type command from '../../locales/en/command.json'
import type content from '../../locales/en/content.json'
import type custody from '../../locales/en/custody.json'
import type drill from '../../locales/en/drill.json'
import type duty from '../../locales/en/duty.json'
import type form from '../../locales/en/form.json'
import type home from '../../locales/en/home.json'
import type howto from '../../locales/en/howto.json'
import type listing from '../../locales/en/listing.json'
import type message from '../../locales/en/message.json'
import type notification from '../../locales/en/notification.json'
import type operation from '../../locales/en/operation.json'
import type page from '../../locales/en/page.json'
import type platform from '../../locales/en/platform.json'
import type priority from '../../locales/en/priority.json'
import type receipt from '../../locales/en/receipt.json'
import type refusal from '../../locales/en/refusal.json'
import type shipment from '../../locales/en/shipment.json'
import type snooze from '../../locales/en/snooze.json'
import type state from '../../locales/en/state.json'
import type summary from '../../locales/en/summary.json'
import type term from '../../locales/en/term.json'
import type ui from '../../locales/en/ui.json'
import type unit from '../../locales/en/unit.json'
import type witness from '../../locales/en/witness.json'

type Catalogue = typeof action &
  typeof audit &
  typeof bulletin &
  typeof button &
  typeof category &
  typeof check &
  typeof code &
  typeof command &
  typeof content &
  typeof custody &
  typeof drill &
  typeof duty &
  typeof form &
  typeof home &
  typeof howto &
  typeof listing &
  typeof message &
  typeof notification &
  typeof operation &
  typeof page &
  typeof platform &
  typeof priority &
  typeof receipt &
  typeof refusal &
  typeof shipment &
  typeof snooze &
  typeof state &
  typeof summary &
  typeof term &
  typeof ui &
  typeof unit &
  typeof witness

type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}`
}[keyof T & string]

type Singular<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

/** A key of the English catalogue, e.g. `refusal.wrong_side`; a misspelt one doesn't compile. */
export type MessageKey = Singular<Path<Catalogue>>
