import { z } from 'zod'
import { tlps } from './codes/tlp.ts'
import { overDefaults, policySchema } from './escalation/policy.ts'
import { roles } from './kit/codes.ts'
import type {
  AgencyId,
  ContactPointId,
  Language,
  OfficerId,
  PlaceId,
  PlatformName,
} from './kit/ids.ts'

const id = <T extends string>(pattern: RegExp) =>
  z.custom<T>(v => typeof v === 'string' && pattern.test(v), `must match ${pattern.source}`)

const agencyId = id<AgencyId>(/^[a-z][a-z0-9]{1,15}$/)
const deskId = id<ContactPointId>(/^[a-z][a-z0-9]{1,15}\.[a-z][a-z0-9-]{0,20}$/)
const officerId = id<OfficerId>(/^[a-z][a-z0-9]{1,15}\.[a-z0-9-]{1,30}$/)
const language = id<Language>(/^[a-z]{2}(-[A-Z]{2})?$/)
const platform = id<PlatformName>(/^[a-z]{2,20}$/)
const place = id<PlaceId>(/^[\w.+-]{1,64}$/)
const names = z.record(z.string(), z.string().min(1).max(120)).refine(n => n['en'] !== undefined, {
  message: 'needs a name in en',
})

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const agency = z.strictObject({
  id: agencyId,
  names,
  prefix: z.string().regex(/^[A-Z]{2,4}$/),
  evidenceDays: z.int().min(1).max(3650).default(30),
})

const contactPoint = z.strictObject({
  id: deskId,
  agency: agencyId,
  names,
  zone: z.strictObject({
    zone: z.string().refine(isZone, 'is no IANA time zone'),
    /** Holds all year: a zone with summer time needs a neutral one, e.g. `Rome`. */
    label: z.string().min(2).max(5),
  }),
  phone: z.string().min(3).max(40).exactOptional(),
})

const officer = z.strictObject({
  id: officerId,
  desk: deskId,
  roles: z.array(z.enum(roles)).min(1),
  language,
  names,
  identities: z
    .array(z.strictObject({ platform, workspace: z.string().min(1), user: z.string().min(1) }))
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

const shape = z.strictObject({
  /** Name of the log, in every entry and checkpoint; a host name and a path, chosen once. */
  log: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/),
  agencies: z.array(agency).min(1),
  contactPoints: z.array(contactPoint).min(1),
  officers: z.array(officer).min(1),
  channels: z.array(channel).min(1),
  /** Content of what has been over for so many days is erased; without it nothing is, by itself. */
  retentionDays: z.int().min(1).max(36_500).exactOptional(),
  policy: policySchema.partial().default({}).transform(overDefaults),
  /** Each platform's own settings, checked by its adapter. */
  platforms: z.record(platform, z.unknown()).default({}),
})

type Shape = z.infer<typeof shape>

const twice = (values: readonly string[]): readonly string[] =>
  values.filter((v, i) => values.indexOf(v) !== i)

/** What the shape can't say: every id once, every reference to something that is there. */
const flaws = (c: Shape): readonly string[] => {
  const agencies = c.agencies.map(a => a.id)
  const desks = c.contactPoints.map(d => d.id)
  const actors = c.officers.flatMap(o =>
    o.identities.map(i => `${i.platform} ${i.workspace} ${i.user}`),
  )
  return [
    ...twice([...agencies, ...desks, ...c.officers.map(o => o.id)]).map(i => `${i}: id used twice`),
    ...twice(c.agencies.map(a => a.prefix)).map(p => `${p}: prefix used twice`),
    ...twice(c.channels.map(x => x.id)).map(i => `${i}: channel id used twice`),
    ...twice(c.channels.map(x => `${x.platform} ${x.place}`)).map(p => `${p}: place used twice`),
    ...twice(actors).map(a => `${a}: identity of two officers`),
    ...c.contactPoints
      .filter(d => !agencies.includes(d.agency))
      .map(d => `${d.id}: unknown agency ${d.agency}`),
    ...c.officers.filter(o => !desks.includes(o.desk)).map(o => `${o.id}: unknown desk ${o.desk}`),
    ...c.channels.flatMap(x =>
      x.desks.filter(d => !desks.includes(d)).map(d => `${x.id}: unknown desk ${d}`),
    ),
    ...desks
      .filter(d => !c.channels.some(x => x.desks.length === 1 && x.desks[0] === d))
      .map(d => `${d}: has no internal channel`),
    ...desks
      .filter(d => !c.officers.some(o => o.desk === d && o.roles.includes('duty')))
      .map(d => `${d}: has no officer with the role duty`),
  ]
}

/** liaison.json, checked whole: shape, ids, and that everything named exists. */
export const configSchema = shape.superRefine((c, ctx) => {
  for (const message of flaws(c)) ctx.addIssue({ code: 'custom', message })
})
export type Config = z.infer<typeof configSchema>

const port = z.coerce.number().int().min(0).max(65_535)

/** The environment, as README's table has it. */
export const environmentSchema = z.object({
  LIAISON_CONFIG: z.string().min(1).default('liaison.json'),
  LIAISON_DATA: z.string().min(1).default('./data'),
  LIAISON_HOST: z.string().min(1).default('127.0.0.1'),
  LIAISON_PORT: port.default(8080),
})
export type Environment = z.infer<typeof environmentSchema>
