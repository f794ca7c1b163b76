import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
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
    const [first, again]: [number[], number[]] = [[], []]
    const started = async (data: string, times: number[]) => {
      const program = await startProgram(data)
      times.push(program.startMs)
      return program
    }
    const folders = Array.from({ length: targets.starts }, (_, n) => join(dir, `${n}`))
    for (const data of folders) {
      mkdirSync(data)
      await (await started(data, first)).stop()
    }
    const [data = dir] = folders
    for (let n = 1; n < targets.starts; n++) await (await started(data, again)).stop()
    const program = await started(data, again)
    try {
      const answers = await measureCommands(program, targets)
      return [
        ...answers,
        startRow('start to first page', again, bareStartMs, targets.startMs),
        startRow('first start, demo seeded', first, bareStartMs, targets.startMs),
      ]
    } finally {
      await program.stop()
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
