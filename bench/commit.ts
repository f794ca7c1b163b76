import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDesk } from './desk.ts'
import { inMs, median, quantile, sum } from './figures.ts'
import { handOver } from './hand-over.ts'
import { createRing } from './ring.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'
import { countFrames } from './wal.ts'

interface Sample {
  readonly command: string
  readonly frames: number
  readonly ms: number
  /** The ring's, with the same frames, at once after it. */
  readonly ringMs: number
}

/** Every commit that an officer's act causes, each followed by the ring's, so that noise hits both. */
const collect = async (dir: string, targets: Targets): Promise<readonly Sample[]> => {
  const samples: Sample[] = []
  const ring = createRing(join(dir, 'ring'))
  let command = ''
  let measuring = false
  const desk = await openDesk(dir, async (batch, commit) => {
    wal.since()
    const from = performance.now()
    const result = await commit()
    const ms = performance.now() - from
    const frames = wal.since()
    if (!measuring || batch.inbound === undefined) return result
    const begin = performance.now()
    ring.commit(frames)
    samples.push({ command, frames, ms, ringMs: performance.now() - begin })
    return result
  })
  const wal = countFrames(join(dir, 'log.db-wal'))
  for (let n = 0; n < targets.warmUp + targets.handOvers; n++) {
    measuring = n >= targets.warmUp
    await handOver(desk, n, {
      before: next => {
        command = next
      },
    })
  }
  wal.close()
  ring.close()
  await desk.close()
  return samples
}

const rowOf = (what: string, samples: readonly Sample[], target?: number): Row => {
  const times = samples.map(s => s.ms)
  const ratio = median(samples.map(s => s.ringMs)) / median(times)
  const frames = sum(samples.map(s => s.frames)) / samples.length
  const p99 = inMs(quantile(times, 0.99))
  return {
    what: `${what} (${samples.length}, ${frames.toFixed(1)} WAL frames each)`,
    figure: `p50 ${inMs(median(times))}, p99 ${p99}`,
    ceiling: `p50 ${inMs(median(samples.map(s => s.ringMs)))}`,
    ratio: ratio.toFixed(2),
    target: target === undefined ? '' : `ratio >= ${target}`,
    ok: target === undefined || ratio >= target,
  }
}

/** The hand-over's commits on the real store against as many frames and one fsync each by plain files. */
export const measureCommits = async (targets: Targets): Promise<readonly Row[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-bench-'))
  try {
    const samples = await collect(dir, targets)
    const expected = targets.handOvers * 7
    if (samples.length !== expected) throw new Error(`${samples.length} commits of ${expected}`)
    const sent = samples.filter(s => s.command === 'send')
    return [
      rowOf('hand-over commit: send', sent, targets.commitRatio),
      rowOf('all seven commits of a referral', samples, targets.commitRatio),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
