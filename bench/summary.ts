import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { inMs } from './figures.ts'
import { inFolder } from './folder.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const run = <T>(script: string, ...args: readonly string[]): T => {
  const file = join(import.meta.dirname, script)
  const flags = ['--max-semi-space-size=4', '--v8-pool-size=1']
  return JSON.parse(execFileSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8' }))
}

interface Answered {
  readonly ms: number
  readonly longest: number
  readonly residentMb?: number
  readonly bareMb?: number
}

const inMb = (mb: number | undefined): string =>
  mb === undefined ? 'not known here' : `${mb.toFixed(0)} MB`

/** The figures of a year that were kept while it went on: how soon after a start they are there, and what they hold. */
export const measureSummary = (t: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const made = run<{ size: number; cpuMs: number }>('summary-made.ts', dir, `${t.referrals}`)
    const keptMb = statSync(join(dir, 'figures.cache')).size / 1_048_576
    const answers = Array.from({ length: t.starts }, () =>
      run<Answered>('summary-answer.ts', dir, `${made.size}`),
    ).toSorted((a, b) => a.ms - b.ms)
    const [best] = answers
    if (!best) throw new Error('nothing was asked')
    const held = answers.map(a => a.residentMb ?? 0).toSorted((a, b) => b - a)[0]
    const many = `${t.referrals.toLocaleString('en')} referrals and a year`
    return [
      {
        what: `weekly figures of ${many}, after a start`,
        figure: inMs(best.ms),
        ceiling: `the whole log: ${(made.cpuMs / 1000).toFixed(1)} s, kept: ${keptMb.toFixed(1)} MB`,
        ratio: '',
        target: `< ${t.summaryMs} ms`,
        ok: best.ms < t.summaryMs,
      },
      {
        what: 'the longest of its steps',
        figure: inMs(best.longest),
        ceiling: '',
        ratio: '',
        target: '',
        ok: true,
      },
      {
        what: 'resident memory with them',
        figure: inMb(held),
        ceiling: `before: ${inMb(best.bareMb)}`,
        ratio: '',
        target: `< ${t.summaryMb} MB`,
        ok: held === undefined || held < t.summaryMb,
      },
    ]
  })
