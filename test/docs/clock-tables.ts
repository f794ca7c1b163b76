import { type ClockPolicy, defaultPolicy } from '../../src/escalation/policy.ts'
import { type DeadlineName, deadlineNames, priorities } from '../../src/kit/codes.ts'
import { calls, lasting, table } from './clock-words.ts'

const words: Readonly<Record<DeadlineName, string>> = {
  ack: 'acknowledge',
  decision: 'decide',
  reply: 'reply',
  info: 'supply information',
  chase: 'chase',
  feedback: 'outcome',
  consent: 'consent',
  evidence: 'evidence',
  preservation: 'preservation',
}

const within = ({ within: w }: ClockPolicy): string =>
  'minutes' in w ? lasting(w.minutes) : `${w.workingDays} working days`

const all = deadlineNames.flatMap(name =>
  priorities.flatMap(priority => {
    const clock = defaultPolicy[priority][name]
    return clock ? [{ name, priority, clock }] : []
  }),
)
type Row = (typeof all)[number]

/** `immediate acknowledge, decide; urgent chase`; a clock that is alike at every priority alone. */
const named = (rows: readonly Row[]): string => {
  const everywhere = deadlineNames.filter(
    name => rows.filter(r => r.name === name).length === priorities.length,
  )
  const some = priorities.flatMap(priority => {
    const of = rows.filter(r => r.priority === priority && !everywhere.includes(r.name))
    return of.length === 0 ? [] : [`${priority}: ${of.map(r => words[r.name]).join(', ')}`]
  })
  return [...everywhere.map(name => words[name]), ...some].join('; ')
}

const grouped = (key: (clock: ClockPolicy) => string): readonly string[][] =>
  [...Map.groupBy(all, r => key(r.clock))].map(([said, rows]) => [named(rows), said])

/** The default policy as Markdown: how long, who is called when, and where each figure is from. */
export const clockTables = (): string =>
  [
    table(
      ['clock', ...priorities],
      deadlineNames.map(name => [
        words[name],
        ...priorities.map(priority => {
          const clock = defaultPolicy[priority][name]
          if (!clock) return '–'
          const { snoozeMinutes: off } = clock
          return `${within(clock)}${off === undefined ? '' : ` (${lasting(off)})`}`
        }),
      ]),
    ),
    table(['clocks', 'who is called when'], grouped(calls)),
    table(
      ['figures of', 'source'],
      grouped(c => c.source ?? 'none'),
    ),
  ].join('\n\n')
