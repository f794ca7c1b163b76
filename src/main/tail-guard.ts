import { printAddCheckpoint } from '../audit/add-checkpoint.ts'
import { type Claim, contradictedBy, isCheckpointOf, type OwnLog } from '../audit/behind.ts'
import { notesIn } from '../audit/channel-export.ts'
import type { Witnessing } from '../bot/world.ts'
import type { PlaceId, PlatformName } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { hours, minutes } from '../kit/time.ts'
import type { Log } from '../ports/log.ts'
import type { Platform } from '../ports/platform.ts'
import { type GuardFault, guardFault } from './kept-notes.ts'

/** Whoever outside of this machine remembers how long the log was. */
export interface GuardSource {
  readonly name: string
  /** Why it can't be asked now, in a few words. */
  readonly ask: () => Promise<Result<readonly Claim[], string>>
}

/** Texts to be copied that are looked at in a channel: some days of checkpoints and receipts. */
const mostTexts = 20

/** What our own account has posted in a channel. */
const channelSource = (
  { posted, name }: Pick<Platform, 'posted' | 'name'>,
  place: PlaceId,
  channel: string,
  origin: string,
): readonly GuardSource[] => {
  const source = `channel ${channel} (${name})`
  if (!posted) return []
  return [
    {
      name: source,
      ask: async () => {
        const texts = await posted(place, mostTexts)
        if (!texts.ok) return err(texts.error.kind)
        const notes = texts.value.flatMap(text => notesIn(text))
        return ok(notes.filter(n => isCheckpointOf(n, origin)).map(note => ({ source, note })))
      },
    },
  ]
}

/**
 * What the witness of an agency has cosigned last. It is asked for the checkpoint that it would have cosigned
 * last if nothing had been added since: so it never moves on, and names its size.
 */
const witnessSource = (
  { agency, url }: Witnessing['witnesses'][number],
  client: Witnessing['client'],
  { store }: Pick<OwnLog, 'store'>,
): readonly GuardSource[] => {
  if (url === undefined || !client) return []
  const source = `witness of ${agency} (${url})`
  const ask: GuardSource['ask'] = async () => {
    const { size, note } = await store.head()
    if (size === 0) return ok([])
    const answer = await client.ask(url, printAddCheckpoint({ old: size, proof: [], note }))
    if (answer.ok) return ok([])
    const fault = answer.error
    if (fault.kind === 'OtherSize')
      return ok([
        { source, size: fault.size, ...(fault.size === size ? { differs: true as const } : {}) },
      ])
    return err(fault.kind === 'Refused' ? `answers ${fault.status}` : fault.kind)
  }
  return [{ name: source, ask }]
}

export interface TailGuardParts {
  readonly own: OwnLog
  readonly sources: readonly GuardSource[]
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  readonly log: Log
}

export interface TailGuard {
  /** Asks everybody. What is found must not be appended to. */
  readonly check: () => Promise<Result<undefined, GuardFault>>
  /** Names of those who could not be asked the last time. */
  readonly unasked: () => readonly string[]
  /** To be called every minute or so: asks those again, and now and then everybody. Undefined where all is well. */
  readonly again: () => Promise<GuardFault | undefined>
}

const all = hours(6)
const soon = minutes(5)

/**
 * Holds the log against what others remember of it: SQLite can't tell that its end is gone, and a copy of last
 * week is in itself as good as that of today. Asked before anything is appended; whoever can't be asked then is
 * asked later.
 */
export const createTailGuard = ({ own, sources, monotonic, log }: TailGuardParts): TailGuard => {
  let waiting: readonly GuardSource[] = []
  let askedAll = monotonic()
  let asked = monotonic()

  const ask = async (who: readonly GuardSource[]): Promise<GuardFault | undefined> => {
    asked = monotonic()
    const answers = await Promise.all(who.map(async one => ({ one, said: await one.ask() })))
    const failed = answers.flatMap(({ one, said }) => (said.ok ? [] : [{ one, why: said.error }]))
    for (const { one, why } of failed)
      if (!waiting.some(w => w.name === one.name))
        log.warn('could not be asked how long the log was; it is asked again', {
          source: one.name,
          why,
        })
    const others = waiting.filter(w => !who.includes(w))
    waiting = [...others, ...failed.map(f => f.one)]
    const claims = answers.flatMap(({ said }) => (said.ok ? said.value : []))
    const found = await contradictedBy(claims, own)
    return found && guardFault(found)
  }

  return {
    check: async () => {
      askedAll = monotonic()
      const found = await ask(sources)
      return found ? err(found) : ok(undefined)
    },
    unasked: () => waiting.map(w => w.name),
    again: async () => {
      if (monotonic() - askedAll >= all) {
        askedAll = monotonic()
        return ask(sources)
      }
      return waiting.length > 0 && monotonic() - asked >= soon ? ask(waiting) : undefined
    },
  }
}

export interface GuardedParts extends Omit<TailGuardParts, 'sources'> {
  readonly platforms: readonly Pick<Platform, 'posted' | 'name'>[]
  readonly channels: readonly {
    readonly id: string
    readonly platform: PlatformName
    readonly place: PlaceId
  }[]
  readonly witnessing: Witnessing
}

/** The same with everybody who can be asked: channels that a platform reads back, witnesses with an address. */
export const tailGuardOf = ({ platforms, channels, witnessing, ...parts }: GuardedParts) => {
  const { own } = parts
  const { witnesses, client } = witnessing
  return createTailGuard({
    ...parts,
    sources: [
      ...channels.flatMap(c =>
        platforms
          .filter(p => p.name === c.platform)
          .flatMap(p => channelSource(p, c.place, c.id, own.origin)),
      ),
      ...witnesses.flatMap(w => witnessSource(w, client, own)),
    ],
  })
}
