import type { StartFault } from '../main.ts'
import { advice } from './advice.ts'

export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}
export const complain = (line: string): void => {
  process.stderr.write(`liaison: ${line}\n`)
}

/** A fault in sentences: what is wrong, its kind with the facts of it, and what to do. */
export const explain = (fault: StartFault): void => {
  const { kind, problems, ...facts } = fault
  if (Array.isArray(problems)) for (const p of problems) complain(String(p))
  const shown = Object.entries(facts).map(([k, v]) => `${k}: ${String(v)}`)
  complain([kind, ...shown].join(', '))
  complain(advice[kind] ?? 'Nothing was changed.')
}
