import type { ContactPointId } from '../kit/ids.ts'
import type { Week } from './week.ts'

/** What card of the week to make when it is sent: of which week, and with which other desk. */
export interface SummaryRecipe {
  readonly card: 'summary'
  readonly week: Week
  readonly with: ContactPointId
  /** The second message of it. */
  readonly part?: 'details'
  /** The report on the clock goes with it, read from its event. */
  readonly watch?: true
}
