import { afterAll, describe, expect, test } from 'vitest'
import { call, scratch } from './program.ts'

const { dir, remove } = scratch()
afterAll(remove)

/** Names below `Commands:`, without the one that every program of this kind has. */
const listed = (help: string): readonly string[] => {
  const [, below = ''] = help.split('\nCommands:\n')
  return [...below.matchAll(/^ {2}([a-z-]+)/gm)]
    .map(([, name = '']) => name)
    .filter(name => name !== 'help')
}

/** Every command that help leads to, by asking each for the ones below it. */
const walk = (path: readonly string[]): readonly (readonly [string, string])[] => {
  const { status, stdout, stderr } = call(dir, [...path, '--help'])
  expect([path, status, stderr]).toEqual([path, 0, ''])
  return [[path.join(' '), stdout], ...listed(stdout).flatMap(name => walk([...path, name]))]
}

describe('given a command line that asks for help', () => {
  test('when every command is asked, then each says how it is used and what for', () => {
    const found = walk([])
    expect(found.map(([name]) => name)).toEqual([
      '',
      'start',
      'sign-in',
      'simulate',
      'summary',
      'doctor',
      'slack',
      'slack manifest',
      'discord',
      'discord register',
      'erase',
      'audit',
      'audit verify',
    ])
    for (const [name, help] of found) {
      const [usage, , about] = help.split('\n')
      expect(usage).toMatch(new RegExp(`^Usage: liaison ${name}.*(options|command)`))
      expect(about?.length).toBeGreaterThan(15)
    }
  })
})

describe('given a command line with a mistake', () => {
  test.each([
    ['a command', ['strat'], 'Did you mean start?'],
    ['a command of two words', ['sing-in'], 'Did you mean sign-in?'],
    ['an option', ['start', '--dmo'], 'Did you mean --demo?'],
  ])('when %s is misspelt, then the nearest is named and nothing runs', (_, args, hint) => {
    const { status, stdout, stderr } = call(dir, args)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(hint)
  })

  test.each([
    [['audit', 'verify'], '--log <file>'],
    [['sign-in'], '--officer <id>'],
    [['erase'], '--referral <id>'],
    [['simulate'], '--pair <from:to>'],
  ])('when %j lacks what it needs, then that is named', (args, missing) => {
    const { status, stdout, stderr } = call(dir, args)
    expect([status === 0, stdout]).toEqual([false, ''])
    expect(stderr).toContain(missing)
    expect(stderr).not.toContain('    at ')
  })

  test.each(['abc', '-1', '65536', '80.5'])('when LIAISON_PORT is %s, then it is refused', port => {
    const { status, stdout, stderr } = call(dir, ['start', '--demo'], { LIAISON_PORT: port })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^liaison: LIAISON_PORT: .+\n$/)
  })
})
