import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { instantAt, localAt } from '../kit/zone.ts'
import type { Directory } from '../roster/directory.ts'

type Zones = Pick<Directory, 'contactPoint'>

/** The last minute of that day (`YYYY-MM-DD`) on the clock of a desk. */
export const endOfDay = (date: string, desk: ContactPointId, directory: Zones): Instant =>
  instantAt(date, '23:59', directory.contactPoint(desk).zone.zone)

/** What day it is at a desk. */
export const todayAt = (desk: ContactPointId, directory: Zones, now: Instant): string =>
  localAt(now, directory.contactPoint(desk).zone.zone).date
