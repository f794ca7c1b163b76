import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { armBurst } from './burst-of.ts'
import { openDesk } from './desk.ts'
import { sum } from './figures.ts'
import { inFolder } from './folder.ts'
import { createRing } from './ring.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'
import { countFrames } from './wal.ts'

interface Sweeps {
  readonly steps: number
  /** Without what counting and the ring took. */
  readonly ms: number
  readonly ringMs: readonly number[]
  /** Of one core, that the machine let us have. */
  readonly share: number
}

/** Sweeps until nothing is due; each commit followed by the ring's, so that noise hits both. */
const collect = async (dir: string, due: number): Promise<Sweeps> => {
  const ring = createRing(join(dir, 'ring'))
  const ringMs: number[] = []
  let measuring = false
  let aside = 0
  const desk = await openDesk(dir, async (_, commit) => {
    if (!measuring) return commit()
    const begin = performance.now()
    wal.since()
    aside += performance.now() - begin
    const result = await commit()
    const from = performance.now()
    const frames = wal.since()
    const ringFrom = performance.now()
    ring.commit(frames)
    ringMs.push(performance.now() - ringFrom)
    aside += performance.now() - from
    return result
  })
  const wal = countFrames(join(dir, 'log.db-wal'))
  await armBurst(desk, due)
  measuring = true
  const from = performance.now()
  const cpu = process.cpuUsage()
  let steps = 0
  for (let taken = -1; taken !== 0; steps += taken) {
    taken = await desk.bot.sweep()
    // As the pump does: whoever waits goes first.
    await nextTurn()
  }
  const wall = performance.now() - from
  const { user, system } = process.cpuUsage(cpu)
  wal.close()
  ring.close()
  await desk.close()
  return { steps, ms: wall - aside, ringMs, share: (user + system) / 1000 / wall }
}

/** Escalations decided and durable, of matters that nobody may bundle. */
export const measureDecisions = ({ due, decisionsPerS }: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const { steps, ms, ringMs, share } = await collect(dir, due)
    // One more: that from which the others are copied.
    if (steps !== due + 1) throw new Error(`${steps} steps of ${due + 1}`)
    const rate = (steps / ms) * 1000
    const ceiling = (steps / sum(ringMs)) * 1000
    return [
      {
        what: `escalations decided, durable (${steps} in ${ringMs.length} commits)`,
        figure: `${rate.toFixed(0)}/s on ${share.toFixed(2)} of a core`,
        ceiling: `${ceiling.toFixed(0)}/s`,
        ratio: (rate / ceiling).toFixed(2),
        target: `>= ${decisionsPerS}/s`,
        ok: rate >= decisionsPerS,
      },
    ]
  })
