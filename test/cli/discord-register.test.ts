import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blocksOf, read, sectionOf } from '../docs/markdown.ts'
import { type DiscordDesk, raiseDiscordDesk } from './discord-desk.ts'
import { callInside } from './inside.ts'
import type { Settings } from './program.ts'

let desk: DiscordDesk
beforeAll(async () => {
  desk = await raiseDiscordDesk()
})
afterAll(() => desk.close())

const call = (args: readonly string[] = [], more: Settings = {}) =>
  callInside(args, { ...desk.env, ...more }, desk.dir)

const puts = () => desk.discord.asked().filter(a => a.method === 'PUT').length

describe('given servers that know no commands', () => {
  test('when the README’s lines are typed, then the first shows, the second changes, and all is well', async () => {
    const { hk, kr } = desk
    const [typed] = blocksOf(sectionOf(read('README.md'), 'Discord')).filter(
      b => b.language === 'sh',
    )
    const lines = (typed?.body ?? '').trim().split('\n')
    const [dry, done, doctor, ...more] = lines.map(line => line.split(' ').slice(2))
    expect(more).toEqual([])

    const shown = await call(dry)
    expect([shown.status, shown.stderr, puts()]).toEqual([0, '', 0])
    const said = shown.stdout.trim().split('\n')
    expect(said).toContain(`server ${hk.id}: + /referral`)
    expect(said).toContain(`server ${kr.id}: + refer`)
    const differing = said.length - 1
    expect(said.at(-1)).toBe(`Would change: ${differing}. Nothing was registered.`)
    expect(differing).toBeGreaterThanOrEqual(20)

    const changed = await call(done)
    expect([changed.status, puts()]).toEqual([0, 2])
    expect(changed.stdout).toContain(`Changed: ${differing}. The commands can be used at once.`)
    expect(hk.commands).toHaveLength(differing / 2)

    const looked = await call(doctor)
    expect([looked.status, looked.stderr]).toEqual([0, ''])
    expect(looked.stdout).toMatch(/^ok {4}discord officer kcs\.o1: role duty: can be called$/m)
    expect(looked.stdout).toContain('All is well. Nothing was posted.')
    expect(desk.discord.problems()).toEqual([])
  })

  test('when one command is another, then what differs in it is named', async () => {
    const { hk } = desk
    const [referral, ...others] = hk.commands
    hk.commands = [{ ...referral, description: 'other words' }, ...others]
    const { status, stdout } = await call(['discord', 'register', '--dry-run', '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      registered: false,
      differences: [
        { server: hk.id, command: '/referral', kind: 'changed', parts: ['description'] },
      ],
    })
  })

  test.each([
    [{ DISCORD_TOKEN: '' }, /DISCORD_TOKEN is not set/],
    [{ DISCORD_API_URL: 'http://127.0.0.1:9/api' }, /Discord can't be reached/],
  ])('when there is %j, then that is said, and it ends with 1', async (more, sentence) => {
    const { status, stdout, stderr } = await call(['discord', 'register'], more)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toContain('    at ')
  })
})
