import { type EntryBody, readEntry } from '../audit/entry.ts'
import {
  at,
  contactPoint,
  data,
  type FieldOfCard,
  officer,
  type Term,
  words,
} from '../card/card.ts'
import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import { fromRfc3339, type Instant } from '../kit/time.ts'
import type { SealedEntry } from '../ports/store.ts'
import { listed } from '../referral/cards/labels.ts'
import { createTeller, type Known } from './custody-teller.ts'
import { officerIn } from './happened.ts'

/** What became of an entry, one line of the custody report. */
export interface CustodyRow {
  /** Its number of the subject's own. */
  readonly n: number
  readonly seq: number
  readonly at: Instant
  readonly who: Term
  /** An officer as the log names them. */
  readonly officer?: string
  readonly type: string
  /** In a sentence, where there is one for it. */
  readonly what?: Term
  readonly commitment?: string
  /** Each a step that others than the host can speak for. */
  readonly evidence: readonly Term[]
}

/** A custody report as data: of whom, from whom to whom, and what happened to it. */
export interface Custody {
  readonly subject: string
  readonly marking?: readonly Term[]
  readonly fields: readonly FieldOfCard[]
  /** How many entries it has, those of deliveries included. */
  readonly entries: number
  readonly rows: readonly CustodyRow[]
  readonly desks: readonly ContactPointId[]
}

/** Who cosigned a checkpoint that covers all of it, if anybody has. */
export interface SeenBy {
  readonly by: readonly string[]
  readonly at: Instant
}

const field = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

const textField = (value: Json | undefined, name: string): string | undefined => {
  const found = field(value, name)
  return typeof found === 'string' ? found : undefined
}

const isDelivery = ({ type }: EntryBody): boolean => type.startsWith('delivery.')

/** Positions that a message told of: its own entry, and those it covered. */
const toldOf = ({ event }: EntryBody): readonly number[] => {
  const covers = field(event, 'covers')
  const all = [event, ...(Array.isArray(covers) ? covers : [])]
  return all.map(one => field(one, 'of')).filter(of => typeof of === 'number')
}

const whoIs = ({ actor }: EntryBody): Term => {
  const id = textField(actor, 'officer')
  if (id !== undefined) return officer(id as OfficerId)
  if (actor === 'clock') return words('custody.clock')
  return actor === 'system' ? words('custody.system') : data(String(actor))
}

const placeIn = ({ event }: EntryBody): string =>
  [textField(event, 'platform'), textField(event, 'place')].join(' ')

const evidenceFor = (
  body: EntryBody,
  all: readonly EntryBody[],
  seen: SeenBy | undefined,
): readonly Term[] => {
  const time = (moment: string): Term => at(fromRfc3339(moment))
  const posted = all
    .filter(b => b.type === 'delivery.posted' && toldOf(b).includes(body.seq))
    // At each place the first: what came after changes a card that stands there.
    .filter((b, i, those) => those.findIndex(other => placeIn(other) === placeIn(b)) === i)
    .map(b =>
      words('custody.posted', {
        place: data(placeIn(b)),
        time: time(b.at),
      }),
    )
  const acknowledged = all
    .filter(
      b => b.seq > body.seq && body.type.endsWith('.sent') && b.type.endsWith('.acknowledged'),
    )
    .map(b => words('custody.acknowledged', { officer: whoIs(b), time: time(b.at) }))
  const cosigned = seen
    ? [words('custody.cosigned', { witness: data(seen.by.join(', ')), time: at(seen.at) })]
    : []
  return [words('custody.committed'), ...posted, ...acknowledged, ...cosigned]
}

/**
 * What the entries of one subject say of it, with nobody's own words. Pure; an entry of a kind that is not
 * known here is told of by its type.
 */
export const custodyOf = (
  subject: string,
  entries: readonly SealedEntry[],
  known: Known,
  seen?: SeenBy,
): Custody => {
  const bodies = entries.flatMap(({ body }) => {
    const read = readEntry(body)
    return read.ok ? [read.value] : []
  })
  const teller = createTeller(subject, known)
  const rows = bodies.flatMap((body): readonly CustodyRow[] => {
    if (isDelivery(body)) return []
    const moment = fromRfc3339(body.at)
    const by = officerIn(body.actor)
    const what = teller.tell({ event: body.event, at: moment, by }, body.type)
    const commitment = textField(field(field(body.event, 'text'), 'ref'), 'commit')
    return [
      {
        n: body.subject?.n ?? 0,
        seq: body.seq,
        at: moment,
        who: whoIs(body),
        ...(by === 'clock' ? {} : { officer: by }),
        type: body.type,
        ...(what ? { what } : {}),
        ...(commitment === undefined ? {} : { commitment }),
        evidence: evidenceFor(body, bodies, seen),
      },
    ]
  })
  const { marking, from, to } = teller.about()
  const desks = from === undefined ? to : [from, ...to]
  const receivers = listed(to.map(contactPoint))
  return {
    subject,
    ...(marking ? { marking } : {}),
    fields: [
      ...(from === undefined ? [] : [{ label: 'ui.from' as const, value: contactPoint(from) }]),
      ...(receivers ? [{ label: 'ui.to' as const, value: receivers }] : []),
    ],
    entries: bodies.length,
    rows,
    desks,
  }
}
