import { afterAll, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
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
const walk = async (path: readonly string[]): Promise<readonly (readonly [string, string])[]> => {
  const { status, stdout, stderr } = await callInside([...path, '--help'])
  expect([path, status, stderr]).toEqual([path, 0, ''])
  const found: (readonly [string, string])[] = [[path.join(' '), stdout]]
  for (const name of listed(stdout)) found.push(...(await walk([...path, name])))
  return found
}

describe('given a command line that asks for help', () => {
  test('when every command is asked, then each says how it is used and what for', async () => {
    const found = await walk([])
    expect(found.map(([name]) => name)).toEqual([
      '',
      'start',
      'sign-in',
      'simulate',
      'summary',
      'agenda',
      'doctor',
      'slack',
      'slack manifest',
      'discord',
      'discord register',
      'erase',
      'migrate',
      'backup',
      'audit',
      'audit verify',
      'audit export',
      'audit receipt',
      'audit rebuild',
      'audit cosign',
      'audit witness',
      'audit witness-key',
      'audit rotate-key',
      'audit freeze',
      'audit shard',
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
  ])('when %j lacks what it needs, then that is named', async (args, missing) => {
    const { status, stdout, stderr } = await callInside(args)
    expect([status === 0, stdout]).toEqual([false, ''])
    expect(stderr).toContain(missing)
    expect(stderr).not.toContain('    at ')
  })

  test.each(['abc', '-1', '65536', '80.5'])(
    'when LIAISON_PORT is %s, then it is refused',
    async port => {
      const { status, stdout, stderr } = await callInside(['start'], { LIAISON_PORT: port })
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/^liaison: LIAISON_PORT: .+\n$/)
    },
  )
})
