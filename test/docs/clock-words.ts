import type { PolicyStep } from '../../src/escalation/policy.ts'

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

export const lasting = (n: number): string => {
  if (n % 1440 === 0 && n > 1440) return `${n / 1440} days`
  return n % 60 === 0 ? `${n / 60} h` : `${n} min`
}

const when = (step: PolicyStep): string => {
  if ('atPercent' in step) return `${step.atPercent} %`
  if (step.afterMinutes === 0) return 'due'
  return `${step.afterMinutes < 0 ? '−' : '+'}${lasting(Math.abs(step.afterMinutes))}`
}

/** `due duty · +15 min backup · again every 1 h`. */
export const calls = ({
  steps,
  againMinutes,
}: {
  readonly steps: readonly PolicyStep[]
  readonly againMinutes?: number
}): string =>
  [
    ...steps.map(s => `${when(s)} ${s.tell.join(', ')}`),
    ...(againMinutes === undefined ? [] : [`again every ${lasting(againMinutes)}`]),
  ].join(' · ')
