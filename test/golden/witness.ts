import { printAddCheckpoint } from '../../src/audit/add-checkpoint.ts'
import type { Card } from '../../src/card/card.ts'
import type { AgencyId, ContactPointId } from '../../src/kit/ids.ts'
import { checkpointCard, cosignedCard, keyCard } from '../../src/witness/cards/checkpoint.ts'
import { missedCard } from '../../src/witness/cards/missed.ts'
import type { WitnessedLog } from '../../src/witness/witnessed.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory } from '../roster/duty-sample.ts'
import * as sample from '../witness/sample.ts'

const kcsAgency = 'kcs' as AgencyId
const hash = new Uint8Array(32).fill(0xab)

const at = (log: WitnessedLog) => {
  const released = log.released.at(-1)
  if (!released) throw new Error('nothing was released')
  return released
}

const shown = (log: WitnessedLog, asked?: AgencyId, proof = 0): Card => {
  const released = at(log)
  const { note } = released
  return checkpointCard({
    log,
    directory,
    released,
    origin: sample.origin,
    text: asked
      ? printAddCheckpoint({ old: 5, proof: Array.from({ length: proof }, () => hash), note })
      : note,
    ...(asked ? { asked } : {}),
  })
}

const { told, named, released, cosigned } = sample
const open = told(named, released(1_234_567))
const half = told(named, released(1_234_567), cosigned(sample.hkc, 1_234_567))
const whole = told(
  named,
  released(1_234_567),
  cosigned(sample.hkc, 1_234_567),
  cosigned(sample.kcs, 1_234_567),
)

const called = directory.holding(kcs, 'supervisor')

const missed = (log: WitnessedLog, reader: ContactPointId): Card =>
  missedCard(
    { card: 'cosignature-missed', agency: kcsAgency, size: 1_234_567, step: 1, called },
    { log, directory, reader, lateAfterHours: 26 },
  )

const told1 = { agency: kcsAgency, size: 1_234_567, time: sample.signedAt }

/** Every card about the log as a whole; the longest proof of a log of a thousand million entries. */
export const witnessCards: readonly { readonly title: string; readonly card: Card }[] = [
  { title: 'checkpoint, nobody witnesses', card: shown(told(released(9))) },
  { title: 'checkpoint, of which nobody has cosigned', card: shown(open) },
  { title: 'checkpoint, to be cosigned here', card: shown(half, kcsAgency, 31) },
  { title: 'checkpoint, cosigned by one', card: shown(half) },
  { title: 'checkpoint, cosigned by both', card: shown(whole) },
  { title: 'cosignature missed, to its own side', card: missed(half, kcs) },
  { title: 'cosignature missed, to the other side', card: missed(half, hkc) },
  { title: 'cosignature missed, and come', card: missed(whole, kcs) },
  { title: 'cosignature taken', card: cosignedCard(told1, true, directory) },
  { title: 'cosignature taken before', card: cosignedCard(told1, false, directory) },
  { title: 'key of a witness', card: keyCard(sample.kcs.vkey, kcsAgency, directory) },
  {
    title: 'key of the log',
    card: keyCard(`${sample.origin}+3f2a11bc+AXYZ`, undefined, directory),
  },
]
