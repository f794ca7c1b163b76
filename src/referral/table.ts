import { defaultPolicy } from '../escalation/policy.ts'
import type { WorkingTime } from '../escalation/working.ts'
import { type Role, roles, type Side, type State, states } from '../kit/codes.ts'
import type { ContactPointId, Language, OfficerId, ReferralId } from '../kit/ids.ts'
import { days, instant, plus, toRfc3339 } from '../kit/time.ts'
import type { Circumstances, Command, Raw, Speaker } from './command.ts'
import { against, decide } from './decide.ts'
import { withText } from './events.ts'
import { evolve } from './evolve.ts'
import { missingOf } from './forms/form.ts'
import type { Input } from './inputs.ts'
import { openConsent, type Referral, wasSent } from './referral.ts'

const id = 'XX-2000-000001' as ReferralId
const desks: Readonly<Record<Side, ContactPointId>> = {
  sender: 'here' as ContactPointId,
  receiver: 'there' as ContactPointId,
}
const sides = ['sender', 'receiver'] as const
const start = instant(0)
const english = 'en' as Language

/** Two of each side, so that nobody need approve his own. */
const people = sides.flatMap(side =>
  ['one', 'two'].map(name => ({ side, id: `${side}.${name}` as OfficerId })),
)

/** One state of what may happen: how it came about is told by nothing but these. */
const keyOf = (r: Referral): string => {
  const consent = openConsent(r)
  return [
    r.state,
    r.drill && 'drill',
    r.resume,
    r.approved && 'approved',
    r.state === 'draft' && r.marking && `lacks ${missingOf(r).length}`,
    r.extension && 'extension',
    r.duplicate && `duplicate ${r.duplicate.by}`,
    consent && `consent ${consent.by} ${consent.proposed ? 'proposed' : ''}`,
    r.deadlines.some(d => d.name === 'preservation') && 'preserved',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Pending at once; two at a time allow nothing that one of them doesn't. */
const asksFor = (r: Referral): number =>
  [r.extension, r.duplicate, openConsent(r)].filter(Boolean).length

/** A value that the input takes; moments in the order of the form, as a window ends after it begins. */
const valueFor = (input: Input<unknown>, side: Side, place: number): string => {
  if (input.source === 'contact-points') return desks.receiver
  if (input.source === 'colleagues') return `${side}.three`
  if (input.source === 'languages') return english
  const tried = [
    ...(input.choices ?? []).map(c => c.value),
    toRfc3339(plus(start, days(20 + place))),
    '2000-01-01',
    'XX-2000-000002',
    '1',
    'x',
  ]
  return tried.find(value => input.schema.safeParse(value).success) ?? ''
}

/** Inputs that a form may leave empty and a later command asks for all the same. */
type Wanted = ReadonlySet<string>

const given = (command: Command, referral: Referral | undefined, side: Side, wanted: Wanted): Raw =>
  Object.fromEntries(
    Object.entries(command.inputsOf(referral))
      .filter(([name, i]) => i.required || wanted.has(name))
      .map(([name, i], place) => [name, valueFor(i, side, place)]),
  )

/** Which moves there are depends on no time. */
const always: WorkingTime = {
  next: at => at,
  afterDays: (at, n) => plus(at, days(n)),
  isWorkingDay: () => true,
}

const circumstances = (by: Speaker, side: Side): Circumstances => ({
  now: start,
  by,
  policyOf: () => defaultPolicy,
  workingTime: () => always,
  desks: Object.values(desks),
  languages: [english],
  colleagues: [`${side}.three` as OfficerId],
  evidenceDays: () => 30,
})

interface Moved {
  readonly kind: 'moved'
  readonly command: string
  readonly side: Side
  readonly from: State | undefined
  readonly after: Referral
}

interface Lacking {
  readonly kind: 'lacking'
  readonly inputs: readonly string[]
}

/** The other side doesn't hear of a draft. */
const mayHear = (referral: Referral | undefined, side: Side): boolean =>
  side === 'sender' || (referral !== undefined && wasSent(referral))

/** What becomes of a referral by one command of one officer, or what is lacking for it. */
const moved = (
  command: Command,
  referral: Referral | undefined,
  who: (typeof people)[number],
  wanted: Wanted,
): readonly (Moved | Lacking)[] => {
  if (!mayHear(referral, who.side)) return []
  const by = { id: who.id, desk: desks[who.side], roles, language: english }
  const about = { command, ...(referral ? { referral } : {}) }
  const refusal = against(about, { by })
  if (refusal)
    return refusal.kind === 'Incomplete'
      ? [{ kind: 'lacking', inputs: refusal.problems.map(p => p.input) }]
      : []
  const raw = given(command, referral, who.side, wanted)
  const decided = decide(about, circumstances(by, who.side), raw)
  if (!decided.ok) return []
  const { words, language } = decided.value
  const last = decided.value.events.length - 1
  const ref = { item: command.name, commit: 'c', bytes: 1 }
  const events = decided.value.events.map((event, i) =>
    i === last && Object.keys(words).length > 0 ? withText(event, { language, ref }) : event,
  )
  // What begins another referral leaves the one it was given to as it was.
  const after =
    command.begins && referral
      ? referral
      : events.reduce<Referral | undefined>(
          (state, event) => evolve(state, id, { event, at: start, by: by.id }),
          referral,
        )
  return after
    ? [{ kind: 'moved', command: command.name, side: who.side, from: referral?.state, after }]
    : []
}

/** Every move there is, found by search from nothing: so the table can't say other than the rules. */
const moves = (commands: readonly Command[], wanted: Wanted = new Set()): readonly Moved[] => {
  const lacking = new Set<string>()
  const seen = new Set<string>()
  const found: Moved[] = []
  const open: (Referral | undefined)[] = [undefined]
  for (const referral of open) {
    const tried = commands
      .filter(c => (c.by === 'new') === (referral === undefined))
      .flatMap(c => people.flatMap(who => moved(c, referral, who, wanted)))
    const next = tried.filter(t => t.kind === 'moved')
    for (const t of tried) if (t.kind === 'lacking') for (const i of t.inputs) lacking.add(i)
    found.push(...next)
    // An exercise is acknowledged and over: the table tells of real matters.
    for (const { after } of next.filter(m => !m.after.drill)) {
      const key = keyOf(after)
      if (!seen.has(key) && asksFor(after) <= 1) open.push(after)
      seen.add(key)
    }
  }
  // Once more, with the inputs without which nothing is sent.
  const more = [...lacking].some(name => !wanted.has(name))
  return more ? moves(commands, new Set([...wanted, ...lacking])) : found
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const inOrder = (of: readonly (State | undefined)[]): readonly State[] =>
  states.filter(s => of.includes(s))

const rowOf = (command: Command, all: readonly Moved[]): string => {
  const own = all.filter(m => m.command === command.name)
  const from = inOrder(own.map(m => m.from))
  const stays = own.length > 0 && own.every(m => m.from === m.after.state)
  const to = stays ? ['as it was'] : inOrder(own.map(m => m.after.state))
  const may = sides.filter(s => own.some(m => m.side === s))
  const held: readonly Role[] = command.roles
  return row([
    `\`${command.name}\``,
    from.length === 0 ? 'none' : from.join(', '),
    `${to.join(' or ')}${command.begins ? '; begins another' : ''}`,
    may.join(' or '),
    held.join(', '),
  ])
}

/**
 * The state table as Markdown: a row a command, with the states it can be given in, the state after it,
 * which side may and which roles. Pure: the README's copy is compared with it.
 */
export const stateTable = (commands: readonly Command[]): string => {
  const all = moves(commands)
  return [
    row(['command', 'from', 'to', 'side', 'roles']),
    row(['---', '---', '---', '---', '---']),
    ...commands.map(c => rowOf(c, all)),
  ].join('\n')
}
