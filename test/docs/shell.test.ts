import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { begin, call, scratch } from '../cli/program.ts'
import { blocksOf, codeIn, read } from './markdown.ts'

const readme = read('README.md')
const { dir, remove } = scratch()
afterAll(remove)

/** Everything in the README that is typed into a shell, a line or a piece of running text each. */
const lines = [
  ...blocksOf(readme)
    .filter(b => b.language === 'sh')
    .flatMap(b => b.body.trimEnd().split(/\n(?! )/)),
  ...codeIn(readme),
].flatMap(line => line.split(' && '))

const manifest: { readonly scripts: Record<string, string>; readonly bin: object } = JSON.parse(
  read('package.json'),
)

describe('given what the README types into a shell', () => {
  test('when it calls npm, then with a script that there is', () => {
    const called = lines.flatMap(line => /^npm (?:run )?([\w:]+)/.exec(line)?.[1] ?? [])
    expect(called.length).toBeGreaterThanOrEqual(8)
    const own = called.filter(name => !['ci', 'cit'].includes(name))
    expect(own.filter(name => !(name in manifest.scripts))).toEqual([])
    expect('test' in manifest.scripts).toBe(true)
  })

  test('when it calls liaison, then with commands and options that its help knows', () => {
    const called = lines.filter(line => /^npx liaison /.test(line))
    expect(called.length).toBeGreaterThanOrEqual(3)
    expect(manifest.bin).toHaveProperty('liaison')
    for (const line of called) {
      const words = line.split(' ').slice(2)
      const commands = words.slice(
        0,
        words.findIndex(w => w.startsWith('--')),
      )
      const { status, stdout } = call(dir, [...commands, '--help'])
      expect([line, status]).toEqual([line, 0])
      expect(stdout).toContain(`Usage: liaison ${commands.join(' ')}`)
      for (const option of words.filter(w => w.startsWith('--'))) expect(stdout).toContain(option)
    }
  })

  test('when the log of the demo is checked as it says, then it is proven, and after the change it is not', async () => {
    const checks = lines.filter(line => line === 'npx liaison audit verify --log data/demo')
    const change = lines.find(line => line.startsWith('sqlite3 data/demo/log.db'))
    const [, sql = ''] = /"([\s\S]*)"/.exec(change ?? '') ?? []
    expect([checks.length, sql.length > 50]).toEqual([2, true])

    const demo = await begin(dir, ['start'])
    expect(await demo.end('SIGTERM')).toEqual({ code: 0, signal: null })
    const check = () => call(dir, ['audit', 'verify', '--log', 'data/demo'])
    expect(check()).toMatchObject({ status: 0, stderr: '' })
    const db = Database(join(dir, 'data/demo/log.db'))
    db.exec(sql)
    db.close()
    const [, seq] = /WHERE seq = (\d+)/.exec(sql) ?? []
    expect(check()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`at entry ${seq}.`),
    })
  })
})
