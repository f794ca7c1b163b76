import { z } from 'zod'
import { tlps } from '../codes/tlp.ts'
import { agreedActionSchema, overActionDefaults } from '../escalation/action.ts'
import { agreedBulletinSchema, overBulletinDefaults } from '../escalation/bulletin.ts'
import { agreedNotificationSchema, overNotificationDefaults } from '../escalation/notification.ts'
import { agreedOperationSchema, overOperationDefaults } from '../escalation/operation.ts'
import { agreedSchema, overDefaults } from '../escalation/policy.ts'
import { agreedShipmentSchema, overShipmentDefaults } from '../escalation/shipment.ts'
import { usualHours, weekdays } from '../escalation/working.ts'
import { roles } from '../kit/codes.ts'
import type {
  AgencyId,
  ContactPointId,
  Language,
  OfficerId,
  PlaceId,
  PlatformName,
} from '../kit/ids.ts'
import { isZone } from '../kit/zone.ts'
import { rotationSchema } from '../roster/rotation.ts'
import { safeAddress } from './environment.ts'

const id = <T extends string>(pattern: RegExp) =>
  z.custom<T>(v => typeof v === 'string' && pattern.test(v), `must match ${pattern.source}`)

const agencyId = id<AgencyId>(/^[a-z][a-z0-9]{1,15}$/)
const deskId = id<ContactPointId>(/^[a-z][a-z0-9]{1,15}\.[a-z][a-z0-9-]{0,20}$/)
const officerId = id<OfficerId>(/^[a-z][a-z0-9]{1,15}\.[a-z0-9-]{1,30}$/)
const language = id<Language>(/^[a-z]{2}(-[A-Z]{2})?$/)
const platform = id<PlatformName>(/^[a-z]{2,20}$/)
const place = id<PlaceId>(/^[\w.+-]{1,64}$/)
const phone = z.string().min(3).max(40).exactOptional()
const names = z.record(z.string(), z.string().min(1).max(120)).refine(n => n['en'] !== undefined, {
  message: 'needs a name in en',
})

const agency = z.strictObject({
  id: agencyId,
  names,
  prefix: z.string().regex(/^[A-Z]{2,4}$/),
  evidenceDays: z.int().min(1).max(3650).default(30),
  /** Public key of its witness, `name+id+base64` of type 0x04; nobody cosigns for it where there is none. */
  witness: z.string().min(1).max(400).exactOptional(),
  /** Where that witness is asked by itself (C2SP tlog-witness); by hand where it has no address. */
  witnessUrl: safeAddress.exactOptional(),
})

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'must be a time of the day such as 09:00',
  abort: true,
})

/** When checkpoints of the log are posted. */
const checkpoints = z.strictObject({
  at: timeOfDay.default('09:00'),
  /** That of the first contact point where not given. */
  zone: z.string().refine(isZone, 'is no IANA time zone').exactOptional(),
  /** And so many hours after the last one where the log has grown. */
  everyHours: z.int().min(1).max(24).exactOptional(),
  /** A cosignature that is not there by then is called for. */
  lateAfterHours: z.int().min(1).max(336).default(26),
})

const hours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    days: z
      .array(z.enum(weekdays))
      .min(1, 'needs one working day at least')
      .refine(days => new Set(days).size === days.length, 'names a day twice'),
  })
  .refine(h => h.from < h.to, { path: ['to'], message: 'must be later than from' })

const contactPoint = z.strictObject({
  id: deskId,
  agency: agencyId,
  names,
  zone: z.strictObject({
    zone: z.string().refine(isZone, 'is no IANA time zone'),
    /** Holds all year: a zone with summer time needs a neutral one, e.g. `Rome`. */
    label: z.string().min(2).max(5),
  }),
  phone,
  /** A regional office: a notification names it unless its officer takes it out. */
  hub: z.literal(true).exactOptional(),
  /** When it works on what can wait. */
  hours: hours.default({ ...usualHours, days: [...usualHours.days] }),
  /** Who takes turns; nobody does where there is none, and all with the role duty are called. */
  duty: z.array(rotationSchema).default([]),
})

const officer = z.strictObject({
  id: officerId,
  desk: deskId,
  roles: z.array(z.enum(roles)).min(1),
  language,
  names,
  phone,
  identities: z
    .array(
      z.union([
        z.strictObject({ platform, workspace: z.string().min(1), user: z.string().min(1) }),
        /** Whoever is in that group there and is no officer by their own id. */
        z.strictObject({ platform, workspace: z.string().min(1), group: z.string().min(1) }),
      ]),
    )
    .min(1),
})

const channel = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  desks: z.array(deskId).min(1).max(2),
  names,
  platform,
  place,
  languages: z.array(language).min(1).max(3),
  /** What may be shown in it; a card marked more strictly shows its clock only. Default: judgement. */
  clearance: z.enum(tlps).default('amber-strict'),
})

/** What two desks have agreed, clock by clock, in place of the general policy. */
const pair = z.strictObject({ between: z.tuple([deskId, deskId]), policy: agreedSchema })

/** liaison.json part by part, its policy files read in; what one part says of another is left open. */
export const shape = z.strictObject({
  /** Name of the log, in every entry and checkpoint; a host name and a path, chosen once. */
  log: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/),
  /** The log that ended and that this one goes on from, as `liaison audit shard` prints it. */
  follows: z
    .strictObject({
      log: z.string().min(1),
      size: z.int().min(1),
      root: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    })
    .exactOptional(),
  agencies: z.array(agency).min(1),
  contactPoints: z.array(contactPoint).min(1),
  officers: z.array(officer).min(1),
  channels: z.array(channel).min(1),
  /** Content of what has been over for so many days is erased; without it nothing is, by itself. */
  retentionDays: z.int().min(1).max(36_500).exactOptional(),
  checkpoints: checkpoints.default({ at: '09:00', lateAfterHours: 26 }),
  /** Clocks of every pair that has agreed nothing else, in place of the defaults. */
  policy: agreedSchema.default({}).transform(overDefaults),
  pairs: z.array(pair).default([]),
  /** Clocks of notifications, in place of the defaults. */
  notification: agreedNotificationSchema.default({}).transform(overNotificationDefaults),
  /** Clocks of shipments and of holds on goods, in place of the defaults. */
  shipment: agreedShipmentSchema.default({}).transform(overShipmentDefaults),
  /** Reminders of the reports of operations, in place of the defaults. */
  operation: agreedOperationSchema.default({}).transform(overOperationDefaults),
  /** Reminders of action items, in place of the defaults. */
  action: agreedActionSchema.default({}).transform(overActionDefaults),
  /** Reminders of bulletins, in place of the defaults. */
  bulletin: agreedBulletinSchema.default({}).transform(overBulletinDefaults),
  /** Each platform's own settings, checked by its adapter. */
  platforms: z.record(platform, z.unknown()).default({}),
})
export type Shape = z.infer<typeof shape>

/** What is wrong with a part that is well-formed by itself, and where. */
export interface Flaw {
  readonly path: readonly (string | number)[]
  readonly message: string
}
