import { defaultPolicy } from '../escalation/policy.ts'
import { type State, states } from '../kit/codes.ts'
import type { ContactPointId, Language, OfficerId, ReferralId } from '../kit/ids.ts'
import { instant } from '../kit/time.ts'
import type { Command, Raw } from './command.ts'
import { decide } from './decide.ts'
import { evolve, type Referral } from './referral.ts'

const id = 'XX-2000-000001' as ReferralId
const here = 'here' as ContactPointId
const there = 'there' as ContactPointId

/** Values that the inputs of any command take. */
const filled = ({ inputs }: Command): Raw =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, i]) => i.required)
      .map(([name, i]) => [
        name,
        i.source === 'contact-points' ? there : (i.choices?.[0]?.value ?? 'x'),
      ]),
  )

/** What becomes of a referral, by trying: so the table can't say other than the rules do. */
const outcome = (command: Command, referral: Referral | undefined): Referral | undefined => {
  const now = instant(0)
  const by = {
    id: 'somebody' as OfficerId,
    desk: command.by === 'receiver' ? there : here,
    roles: command.roles,
    language: 'en' as Language,
  }
  const decided = decide(
    { command, ...(referral ? { referral } : {}) },
    { now, by, policy: defaultPolicy, desks: [here, there], languages: [by.language] },
    filled(command),
  )
  if (!decided.ok) return undefined
  return decided.value.events.reduce<Referral | undefined>(
    (state, event) => evolve(state, id, { event, at: now, by: by.id }),
    referral,
  )
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const cell = (command: Command, referral: Referral | undefined): string => {
  const begins = command.by === 'new'
  if (begins !== (referral === undefined)) return ''
  const next = outcome(command, referral)
  return next ? `${next.state} (${begins ? 'sender' : command.by})` : ''
}

/**
 * The state table as Markdown: a row a state, a column a command; a cell says the new state and which
 * side may, the line under it which roles. Pure: the README's copy is compared with it.
 */
export const stateTable = (commands: readonly Command[]): string => {
  const begun = commands.filter(c => c.by === 'new').flatMap(c => outcome(c, undefined) ?? [])
  const [draft] = begun
  const rowOf = (state: State | undefined): string =>
    row([
      state ?? 'none',
      ...commands.map(c => cell(c, state && draft ? { ...draft, state } : undefined)),
    ])
  const roles = Map.groupBy(commands, c => c.roles.join(', '))
  return [
    row(['state', ...commands.map(c => `\`${c.name}\``)]),
    row(['---', ...commands.map(() => '---')]),
    ...[undefined, ...states].map(rowOf),
    '',
    ...[...roles].map(([held, of]) =>
      of.length === commands.length
        ? `Roles for every command: ${held}.`
        : `Roles for ${of.map(c => `\`${c.name}\``).join(', ')}: ${held}.`,
    ),
  ].join('\n')
}
