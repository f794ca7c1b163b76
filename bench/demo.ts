import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureCommands } from './commands.ts'
import { inMs, median } from './figures.ts'
import { startProgram } from './program.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const startRow = (what: string, times: readonly number[], bareMs: number, most: number): Row => ({
  what: `${what} (${times.length})`,
  figure: inMs(median(times)),
  ceiling: `node -e 0: ${inMs(bareMs)}`,
  ratio: (bareMs / median(times)).toFixed(2),
  target: `< ${most} ms`,
  ok: median(times) < most,
})

/** The demo as a process: how fast it is there, how fast it answers, and how much it holds. */
export const measureDemo = async (
  targets: Targets,
  bareStartMs: number,
): Promise<readonly Row[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-bench-'))
  try {
    const seeding = await startProgram(dir)
    await seeding.stop()
    const again: number[] = []
    for (let n = 1; n < targets.starts; n++) {
      const program = await startProgram(dir)
      again.push(program.startMs)
      await program.stop()
    }
    const program = await startProgram(dir)
    again.push(program.startMs)
    try {
      const answers = await measureCommands(program, targets)
      return [
        ...answers,
        startRow('start to first page', again, bareStartMs, targets.startMs),
        startRow('first start, demo seeded', [seeding.startMs], bareStartMs, targets.startMs),
      ]
    } finally {
      await program.stop()
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
