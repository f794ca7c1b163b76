import type { Simulated, Simulation, Told, ToldDesk, ToldStep } from '../bot/simulate.ts'
import { sayDuration, sayInstant } from '../card/format.ts'
import type { DeadlineName } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { fromRfc3339, type Instant, minutes, toRfc3339 } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'
import type { ClockStart } from '../referral/events.ts'
import type { Directory } from '../roster/directory.ts'

const names: Readonly<Record<DeadlineName, string>> = {
  ack: 'acknowledgement',
  decision: 'decision',
  reply: 'reply',
  info: 'information',
  chase: 'chase',
  feedback: 'outcome',
  consent: 'consent',
  evidence: 'evidence',
  preservation: 'preservation',
}

const lasting = (n: number): string => sayDuration(minutes(n), 'en')

const stepText = ({ atPercent, lateMinutes }: ToldStep): string => {
  if (atPercent !== undefined)
    return `${atPercent === 50 ? 'half' : `${atPercent} %`} of the time gone`
  if (lateMinutes === 0) return 'due'
  return `${lasting(Math.abs(lateMinutes))} ${lateMinutes < 0 ? 'before it is due' : 'late'}`
}

/** A wait may gather many: the first and the last of them. */
const stepsText = (steps: readonly ToldStep[]): string => {
  const [first, ...more] = steps.map(stepText)
  const last = more.at(-1)
  if (more.length < 2 || last === undefined) return [first, ...more].join(', ')
  return `${first} up to ${last} (${steps.length} steps)`
}

const deskText = ({ desk, officers }: ToldDesk, directory: Directory): string => {
  const people = officers.map(
    ({ id, as }) => `${id} ${directory.officer(id).names['en'] ?? ''} (${as.join(', ')})`,
  )
  return `${people.join(', ')} at ${desk}`
}

/** Who is called where, by which channels, and how often again. */
const calledText = (t: Told, s: Simulation, directory: Directory): string => {
  const { phone } = directory.contactPoint(t.owner.desk)
  const asked = phone === undefined ? `to ask ${t.owner.desk}` : `to ring ${t.owner.desk}, ${phone}`
  const waits = s.priority === 'routine' || s.priority === 'information' ? ', in working hours' : ''
  return [
    ...(t.owner.officers.length > 0 ? [deskText(t.owner, directory)] : []),
    ...(t.other.officers.length > 0 ? [`${deskText(t.other, directory)}, ${asked}`] : []),
    ...t.channels.map(c => `channel ${c}`),
    ...(t.everyMinutes === undefined
      ? []
      : [`then every ${lasting(t.everyMinutes).replace(/^1 /, '')}${waits}`]),
  ].join('; ')
}

const ruleText = ({ name, rule, owner }: ClockStart, { from, to }: Simulation): string => {
  if (rule === undefined) return names[name]
  if ('minutes' in rule) return `${names[name]} within ${lasting(rule.minutes)}`
  const desk = owner === 'receiver' ? to : from
  return `${names[name]} by the end of working day ${rule.workingDays} of ${desk}`
}

/** The simulation as lines for the eye, on the clocks of both desks. */
export const linesOf = (s: Simulation, done: Simulated, directory: Directory): string[] => {
  const zones = directory.zonesFor(s.from, [s.to])
  const said = (at: Instant): string => sayInstant(at, zones)
  const waited = ({ waited: w }: Told): readonly string[] => {
    if (w === undefined) return []
    const off = w.holidays.map(h => `${h.date} ${h.names['en'] ?? ''}`).join(', ')
    return [
      `  waited from ${said(w.since)} for working hours${off === '' ? '' : `; holidays: ${off}`}`,
    ]
  }
  const running = done.clocks.map(c => `${ruleText(c, s)}: due ${said(fromRfc3339(c.due))}`)
  const idle = (['ack', 'reply'] as const)
    .filter(name => !done.clocks.some(c => c.name === name))
    .map(name => `${names[name]}: no clock runs`)
  return [
    `${s.from} to ${s.to}, ${s.priority}, sent ${said(s.at)}, if nobody answers:`,
    ...running,
    ...idle,
    '',
    ...done.told.flatMap(t => [
      `${said(t.at)}  ${names[t.deadline]}, ${stepsText(t.steps)}: ${calledText(t, s, directory)}`,
      ...waited(t),
    ]),
    ...(done.told.length === 0 ? ['Nobody is called.'] : []),
    `Looked at until ${said(s.until)}. Nothing was sent.`,
  ]
}

/** The same as JSON: moments in RFC 3339, everybody by id. */
export const jsonOf = (s: Simulation, { clocks, told }: Simulated): object => ({
  ...s,
  at: toRfc3339(s.at),
  until: toRfc3339(s.until),
  clocks: clocks.map(({ name, owner, due, rule }) => ({ name, owner, due, rule })),
  calls: told.map(({ at, due, waited, ...t }) => ({
    at: toRfc3339(at),
    due: toRfc3339(due),
    ...t,
    ...(waited
      ? { waited: { since: toRfc3339(waited.since), holidays: waited.holidays.map(h => h.date) } }
      : {}),
  })),
})

/** Years of the simulation in which nobody knows a desk's days off, in sentences. */
export const unknownYears = (s: Simulation, directory: Directory): readonly string[] => {
  const yearAt = (desk: ContactPointId, at: Instant): number =>
    Number(localAt(at, directory.contactPoint(desk).zone.zone).date.slice(0, 4))
  return [s.from, s.to].flatMap(desk =>
    [...new Set([yearAt(desk, s.at), yearAt(desk, s.until)])]
      .filter(year => directory.holidays(desk, `${year}-01-01`, `${year}-12-31`).length === 0)
      .map(
        year =>
          `${desk}: there is no calendar for ${year}, so its holidays are taken for working days. ` +
          `Put ${directory.contactPoint(desk).agency}-${year}.json into the folder calendars beside liaison.json.`,
      ),
  )
}
