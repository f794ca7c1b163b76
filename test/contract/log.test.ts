import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLog, type LogLevel } from '../../adapters/pino/index.ts'

const record = (level: LogLevel) => {
  const lines: string[] = []
  const log = createLog({ level, destination: { write: line => lines.push(line) } })
  return { log, lines, parsed: () => lines.map((line): unknown => JSON.parse(line)) }
}

describe('given a log that is recorded', () => {
  test('when something is said, then it is one JSON line of level, time, message and facts', () => {
    const { log, lines, parsed } = record('info')
    log.warn('A post was refused; it is tried again.', { outbox: 7, fault: 'RateLimited' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/)
    expect(parsed()[0]).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      message: 'A post was refused; it is tried again.',
      facts: { outbox: 7, fault: 'RateLimited' },
    })
  })

  test('when a fact is named like a part of the line, then it stays a fact', () => {
    const { log, parsed } = record('info')
    log.info('Started.', { level: 'x', time: 1, message: 'y', err: 'z' })
    expect(parsed()[0]).toMatchObject({
      level: 'info',
      message: 'Started.',
      facts: { level: 'x', time: 1, message: 'y', err: 'z' },
    })
  })

  test('when a message looks like a format, then nothing is put into it', () => {
    const { log, parsed } = record('info')
    log.info('100 %s of %d %j', { n: 1 })
    expect(parsed()[0]).toMatchObject({ message: '100 %s of %d %j', facts: { n: 1 } })
  })

  test('when a fact is as long as a text, then only its length is written', () => {
    const { log, lines, parsed } = record('info')
    log.error('Odd.', { kept: 'k'.repeat(200), cut: `${'private '.repeat(26)}` })
    expect(parsed()[0]).toMatchObject({ facts: { kept: 'k'.repeat(200), cut: '(208 units)' } })
    expect(lines.join('')).not.toContain('private')
  })

  test('when a level is set, then only that and graver is written', () => {
    const counts = (['info', 'warn', 'error', 'silent'] as const).map(level => {
      const { log, lines } = record(level)
      log.info('a')
      log.warn('b')
      log.error('c')
      return lines.length
    })
    expect(counts).toEqual([3, 2, 1, 0])
  })
})

test('given no destination, when the process exits at once, then the line is on standard error', () => {
  const url = join(import.meta.dirname, '../../adapters/pino/index.ts')
  const script = `import { createLog } from ${JSON.stringify(url)}
    createLog({ level: 'info' }).info('Last word.', { n: 1 })
    process.exit(3)`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  )
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
  expect(JSON.parse(stderr)).toMatchObject({ message: 'Last word.', facts: { n: 1 } })
})
