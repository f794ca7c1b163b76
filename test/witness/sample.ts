import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { signCheckpoint } from '../../src/audit/checkpoint.ts'
import { readCosigned } from '../../src/bot/cosignature-line.ts'
import { toBase64, utf8 } from '../../src/kit/bytes.ts'
import { hours, type Instant, instant, plus } from '../../src/kit/time.ts'
import type { LogEvent } from '../../src/witness/events.ts'
import { evolve } from '../../src/witness/evolve.ts'
import type { WitnessedLog } from '../../src/witness/witnessed.ts'
import { createTestWitness } from '../rigs/witness.ts'

export const origin = 'log.example/hkc-kcs'
const signer = namedSigner(origin, new Uint8Array(32).fill(5))
export const tools = { digest, verifySignature }

/** 2026-11-24, 09:00 in Hong Kong. */
export const start = instant(Date.UTC(2026, 10, 24, 1))
export const hoursOn = (n: number): Instant => plus(start, hours(n))

export const hkc = createTestWitness('witness.hkc.example', 21, signer.vkey)
export const kcs = createTestWitness('witness.kcs.example', 22, signer.vkey)
export const stranger = createTestWitness('witness.gdf.example', 23, signer.vkey)

export const noteOf = (size: number): string =>
  signCheckpoint({ origin, size, root: digest(utf8(`root ${size}`)) }, signer, digest)

export const named: LogEvent = {
  type: 'log.witnesses_named',
  witnesses: [
    { agency: 'hkc', vkey: hkc.vkey },
    { agency: 'kcs', vkey: kcs.vkey },
  ],
}

export const released = (size: number): LogEvent => ({
  type: 'log.checkpoint',
  size,
  root: toBase64(digest(utf8(`root ${size}`))),
  note: noteOf(size),
})

/** Seconds since 1970 by a witness's clock: an hour after the start. */
export const signedAt = Math.floor(hoursOn(1) / 1000)

export const cosigned = (by: typeof hkc, size: number): LogEvent => {
  const agency = by === hkc ? 'hkc' : 'kcs'
  const line = by.sign(noteOf(size), signedAt)
  return { type: 'log.cosigned', agency, witness: by.name, size, line, time: signedAt }
}

export const missed = (agency: string, size: number, step: number): LogEvent => ({
  type: 'log.cosignature_missed',
  agency,
  size,
  step,
  planned: '2026-11-25T03:00:00.000Z',
  missed: [],
  called: [`${agency}.s1`],
})

/** One event every hour from the start. */
export const told = (...events: readonly LogEvent[]): WitnessedLog => {
  let log: WitnessedLog | undefined
  for (const [i, event] of events.entries()) log = evolve(log, { event, at: hoursOn(i) })
  if (!log) throw new Error('nothing was told')
  return log
}

/** Why a line is not taken by a log that released one checkpoint, as a problem of the input. */
export const lineProblem = (line: string) => {
  const read = readCosigned(line, told(named, released(10)), tools)
  if (read.ok) throw new Error('that was taken')
  return { kind: 'BadInput', problems: [{ input: 'line', reason: read.error }] } as const
}

export const lineProblems = [
  lineProblem('nonsense'),
  lineProblem(stranger.sign(noteOf(10), signedAt)),
  lineProblem(kcs.sign(noteOf(11), signedAt)),
]
