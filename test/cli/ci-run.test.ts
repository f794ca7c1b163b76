import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const script = join(import.meta.dirname, '../../.ci/run')
const dir = mkdtempSync(join(tmpdir(), 'liaison-ci-'))

/** What each of the four commands prints and with which status it ends, in place of npm. */
interface Suites {
  readonly cit: string
  readonly slow: string
  readonly check: string
  readonly bench: string
}

const good: Suites = {
  cit: 'echo "120 passed, 0 failed"',
  slow: 'echo "crashing"; echo "3 passed, 0 failed"',
  check: 'true',
  bench: 'echo "| ratio | 0.5 |"',
}

const ci = (suites: Suites) => {
  const { status, stdout } = spawnSync('bash', [script], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${dir}${delimiter}${process.env['PATH'] ?? ''}`,
      SUITE_CIT: suites.cit,
      SUITE_SLOW: suites.slow,
      SUITE_CHECK: suites.check,
      SUITE_BENCH: suites.bench,
    },
  })
  const lines = stdout.trimEnd().split('\n')
  const sums = lines.filter(line => /^\d+ passed, \d+ failed$/.test(line))
  return { status, last: lines.at(-1), sums: sums.length, stdout }
}

beforeAll(() => {
  mkdirSync(dir, { recursive: true })
  const npm = join(dir, 'npm')
  writeFileSync(
    npm,
    `#!/bin/sh
case "$*" in
  cit) eval "$SUITE_CIT" ;;
  "run test:slow") eval "$SUITE_SLOW" ;;
  "run check") eval "$SUITE_CHECK" ;;
  "run bench -- --smoke") eval "$SUITE_BENCH" ;;
  *) echo "unexpected: $*"; exit 64 ;;
esac
`,
  )
  chmodSync(npm, 0o755)
})
afterAll(() => {
  rmSync(dir, { recursive: true })
})

describe('given the suites that CI runs', () => {
  test('when all pass, then the last line alone is the sum and the status is 0', () => {
    const { status, last, sums } = ci(good)
    expect({ status, last, sums }).toEqual({ status: 0, last: '125 passed, 0 failed', sums: 1 })
  })

  const failing: readonly (readonly [what: string, suites: Partial<Suites>, last: string])[] = [
    ['a test fails', { cit: 'echo "118 passed, 2 failed"; exit 1' }, '123 passed, 2 failed'],
    ['failed tests end with status 0', { cit: 'echo "9 passed, 1 failed"' }, '14 passed, 1 failed'],
    ['the install fails', { cit: 'exit 1' }, '5 passed, 1 failed'],
    ['a suite runs nothing', { slow: 'echo "0 passed, 0 failed"' }, '122 passed, 1 failed'],
    ['a suite says nothing', { slow: 'true' }, '122 passed, 1 failed'],
    ['it breaks after its tests', { slow: `${good.slow}; exit 134` }, '125 passed, 1 failed'],
    ['a check fails', { check: 'exit 2' }, '124 passed, 1 failed'],
    ['a bench fails', { bench: 'exit 1' }, '124 passed, 1 failed'],
  ]

  test.each(failing)('when %s, then it is counted and the status is 1', (_, suites, sum) => {
    const { status, last, sums } = ci({ ...good, ...suites })
    expect({ status, last, sums }).toEqual({ status: 1, last: sum, sums: 1 })
  })

  test('when one fails, then the others still run and the output is shown', () => {
    const { stdout } = ci({ ...good, cit: 'echo "broken"; exit 1' })
    expect(stdout).toContain('broken\n')
    expect(stdout).toContain('test: FAILED, no test ran (exit status 1)')
    expect(stdout).toContain('crashing\n')
    expect(stdout).toContain('=== slow: 3 passed, 0 failed\n')
    expect(stdout).toContain('bench: passed')
  })
})
