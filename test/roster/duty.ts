import fc from 'fast-check'
import type { Role } from '../../src/kit/codes.ts'
import type { ContactPointId, OfficerId } from '../../src/kit/ids.ts'
import { fromRfc3339, type Instant } from '../../src/kit/time.ts'
import { weekdays } from '../../src/kit/zone.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import type { DutyEvent } from '../../src/roster/events.ts'
import { evolve } from '../../src/roster/evolve.ts'
import { type Rotation, rotationSchema } from '../../src/roster/rotation.ts'

export const desk = 'kcs.cyber' as ContactPointId
export const seoul = 'Asia/Seoul'
export const id = (name: string): OfficerId => name as OfficerId
export const at = (text: string): Instant => fromRfc3339(text)

/** Six of a desk: two take turns mostly, one is a spare, and there are seniors. */
export const officers: readonly { readonly id: OfficerId; readonly roles: readonly Role[] }[] = [
  { id: id('a'), roles: ['duty'] },
  { id: id('b'), roles: ['duty'] },
  { id: id('c'), roles: ['officer', 'duty'] },
  { id: id('s'), roles: ['supervisor'] },
  { id: id('h'), roles: ['head'] },
  { id: id('x'), roles: ['auditor'] },
]

export const rotation = (r: Partial<Rotation> = {}): Rotation =>
  rotationSchema.parse({
    name: 'duty',
    officers: ['a', 'b'],
    since: '2026-11-02',
    everyDays: 1,
    at: '09:00',
    ...r,
  })

/** A roster after these events, each with when and, where not the clock, by whom. */
export const folded = (
  before: DutyRoster | undefined,
  ...steps: readonly (readonly [string, DutyEvent, string?])[]
): DutyRoster => {
  let roster = before
  for (const [when, event, by] of steps)
    roster = evolve(roster, desk, { event, at: at(when), by: by === undefined ? 'clock' : id(by) })
  if (!roster) throw new Error('no event')
  return roster
}

export const opened = (
  rotations: readonly Rotation[] = [rotation()],
  when = '2026-11-02T00:00:00.000Z',
): DutyRoster => folded(undefined, [when, { type: 'duty.configured', rotations: [...rotations] }])

/** Zones with and without summer time, and one whose clock moves by half an hour. */
export const zones = [
  'Asia/Seoul',
  'Asia/Hong_Kong',
  'Europe/Rome',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
] as const

/** Days on whose neighbours clocks change somewhere, and some where none does. */
const starts = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31']

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`)

const names = ['a', 'b', 'c'].map(id)

export const anyRotation: fc.Arbitrary<Rotation> = fc.record(
  {
    name: fc.constant('duty'),
    rank: fc.constantFrom('duty', 'duty', 'backup'),
    officers: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
    since: fc.constantFrom('2024-02-29', '2026-03-29', ...starts),
    everyDays: fc.constantFrom(1, 2, 7),
    at: time,
    until: time,
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 }),
    zone: fc.constantFrom(...zones),
  },
  { requiredKeys: ['name', 'rank', 'officers', 'since', 'everyDays', 'at'] },
)

const minute = 60_000
export const windowDays = 4

const anySpan = (start: Instant) =>
  fc
    .tuple(fc.integer({ min: -600, max: windowDays * 1440 }), fc.integer({ min: 1, max: 2 * 1440 }))
    .map(([from, length]) => ({
      from: (start + from * minute) as Instant,
      to: (start + (from + length) * minute) as Instant,
    }))

/** A roster with the window of days that it is looked at in. */
export const anyRoster = fc
  .record({ zone: fc.constantFrom(...zones), start: fc.constantFrom(...starts) })
  .chain(({ zone, start }) => {
    const from = at(`${start}T00:00:00.000Z`)
    const turn = anySpan(from).chain(span =>
      fc.constantFrom(...names).map(officer => ({ officer, ...span })),
    )
    const override = fc.tuple(turn, fc.option(fc.constantFrom(...names), { nil: undefined }))
    return fc.record({
      zone: fc.constant(zone as string),
      from: fc.constant(from),
      to: fc.constant((from + windowDays * 1440 * minute) as Instant),
      roster: fc
        .tuple(
          fc.array(anyRotation, { maxLength: 3 }),
          fc.array(override, { maxLength: 3 }),
          fc.array(turn, { maxLength: 2 }),
        )
        .map(
          ([rotations, overrides, leaves]): DutyRoster => ({
            ...opened([]),
            rotations,
            overrides: overrides.map(([o, instead], i) => ({
              id: i + 1,
              ...o,
              ...(instead === undefined ? {} : { instead }),
            })),
            leaves: leaves.map((l, i) => ({ id: i + 10, ...l })),
          }),
        ),
    })
  })
