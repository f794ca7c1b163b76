import { describe, expect, it } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { createLedger, type LedgerParts } from '../../src/bot/ledger.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import { instant } from '../../src/kit/time.ts'
import type { Cache } from '../../src/ports/cache.ts'
import type { SealedEntry } from '../../src/ports/store.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory } from '../roster/duty-sample.ts'
import { busyYear } from '../summary/busy-year.ts'

const sealed = (texts: readonly string[]): readonly SealedEntry[] =>
  texts.map((body, seq) => ({ seq, body, leaf: digest(utf8(body)) }))

const log = sealed(busyYear(1200, 3))
const end = instant(Date.UTC(2027, 0, 1))
const week = '2026-W30'

const createLines = (): Cache & { readonly lines: () => string[] | undefined } => {
  let kept: string[] | undefined
  return {
    read: async take => {
      for (const line of kept ?? []) take(line)
      return kept !== undefined
    },
    write: async lines => {
      kept = [...lines]
      return true
    },
    lines: () => kept,
  }
}

/** A desk that has so much of that log, and knows how much of it was read. */
const deskOf = (entries: readonly SealedEntry[], cache?: Cache, at: Partial<LedgerParts> = {}) => {
  let read = 0
  const bySubject = Map.groupBy(entries, e => /"id":"([^"]+)"/.exec(e.body)?.[1] ?? '')
  const warned: string[] = []
  const give = async function* (from: number, to: number): AsyncGenerator<SealedEntry> {
    for (const entry of entries.slice(from, to)) {
      read += 1
      yield entry
    }
  }
  const history = async function* (subject: string): AsyncGenerator<SealedEntry> {
    yield* (bySubject.get(subject) ?? []).toReversed()
  }
  const store = {
    head: async () => ({ size: entries.length, note: '' }),
    readEntries: give,
    history,
  } as unknown as LedgerParts['store']
  const ledger = createLedger({
    ...{ store, directory, digest },
    log: { info: () => {}, warn: m => void warned.push(m), error: m => void warned.push(m) },
    ...(cache ? { cache } : {}),
    ...at,
  })
  const said = () => JSON.stringify([ledger.week(hkc, kcs, week), ledger.sofar(hkc, kcs, end)])
  return { ledger, said, read: () => read, warned }
}

describe('the figures of a desk over a restart', () => {
  const half = log.slice(0, 5000)

  it('given what was kept at the end, then the next start reads only what is new, and says the same', async () => {
    const lines = createLines()
    const before = deskOf(half, lines)
    await before.ledger.read()
    await before.ledger.save()
    const after = deskOf(log, lines)
    const whole = deskOf(log)
    expect([after.ledger.ready(), after.ledger.week(hkc, kcs, week)]).toEqual([false, undefined])
    await after.ledger.read()
    await whole.ledger.read()
    expect(after.said()).toBe(whole.said())
    expect(after.ledger.week(hkc, kcs, week)?.week).toBe(week)
    // One more to see that it is the same log.
    expect(after.read()).toBe(log.length - half.length + 1)
    expect(whole.read()).toBe(log.length)
  })

  it('given a log that grows, then it is kept from time to time while it runs', async () => {
    const lines = createLines()
    const { ledger, warned } = deskOf(log, lines)
    while (!ledger.ready()) await ledger.step()
    await ledger.step()
    await ledger.save()
    expect(lines.lines()?.length).toBeGreaterThan(10)
    expect(warned).toEqual([])
  })

  const inRome: Partial<LedgerParts> = {
    directory: {
      ...directory,
      contactPoint: id => {
        const desk = directory.contactPoint(id)
        return { ...desk, zone: { ...desk.zone, zone: 'Europe/Rome' } }
      },
    },
  }
  interface Wrong {
    readonly what: string
    readonly spoil?: (lines: readonly string[]) => readonly string[]
    readonly entries?: readonly SealedEntry[]
    readonly at?: Partial<LedgerParts>
  }
  const wrongs: readonly Wrong[] = [
    { what: 'another log', entries: sealed(busyYear(1200, 4)) },
    { what: 'a log that is shorter', entries: half.slice(0, 3000) },
    { what: 'other settings', at: inRome },
    { what: 'lines of another version', spoil: ([first, ...rest]) => [`${first} `, ...rest] },
    { what: 'what is no referral', spoil: lines => lines.toSpliced(3, 1, '{"referral":7}') },
    { what: 'what is no JSON', spoil: lines => lines.toSpliced(2, 1, '{') },
    { what: 'nothing but its head', spoil: lines => lines.slice(0, 2) },
  ]

  it.each(wrongs)('given $what, then the figures are made anew from the log', async wrong => {
    const { spoil, entries = log, at = {} } = wrong
    const lines = createLines()
    const before = deskOf(half, lines)
    await before.ledger.read()
    await before.ledger.save()
    const kept = lines.lines() ?? []
    expect(kept.length).toBeGreaterThan(100)
    if (spoil) await lines.write(spoil(kept))
    const after = deskOf(entries, lines, at)
    const anew = deskOf(entries, undefined, at)
    await after.ledger.read()
    await anew.ledger.read()
    expect(after.said()).toBe(anew.said())
    expect(after.read()).toBeGreaterThanOrEqual(entries.length)
  })

  it('given a disk that keeps nothing, then it is said, and the figures are there all the same', async () => {
    const { ledger, warned, said } = deskOf(half, {
      read: async () => false,
      write: async () => false,
    })
    await ledger.read()
    await ledger.save()
    expect(warned).toHaveLength(1)
    const whole = deskOf(half)
    await whole.ledger.read()
    expect(said()).toBe(whole.said())
  })
})
