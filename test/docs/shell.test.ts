import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { callInside } from '../cli/inside.ts'
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

  test('when it calls liaison, then with commands and options that its help knows', async () => {
    const called = lines.filter(line => /^npx liaison /.test(line))
    expect(called.length).toBeGreaterThanOrEqual(3)
    expect(manifest.bin).toHaveProperty('liaison')
    for (const line of called) {
      const words = line.split(' ').slice(2)
      const commands = words.slice(
        0,
        words.findIndex(w => w.startsWith('--')),
      )
      const { status, stdout } = await callInside([...commands, '--help'])
      expect([line, status]).toEqual([line, 0])
      expect(stdout).toContain(`Usage: liaison ${commands.join(' ')}`)
      for (const option of words.filter(w => w.startsWith('--'))) expect(stdout).toContain(option)
    }
  })

  test('when the log of the demo is checked and handed over as it says, then it is proven and cosigned, and after each change it is not', async () => {
    const checks = lines.filter(line => line === 'npx liaison audit verify --log data/demo')
    const change = lines.find(line => line.startsWith('sqlite3 data/demo/log.db'))
    const [, sql = ''] = /"([\s\S]*)"/.exec(change ?? '') ?? []
    expect([checks.length, sql.length > 50]).toEqual([2, true])

    const demo = await begin(dir, ['start'])
    expect(await demo.end('SIGTERM')).toEqual({ code: 0, signal: null })
    const check = () => call(dir, ['audit', 'verify', '--log', 'data/demo'])
    expect(check()).toMatchObject({ status: 0, stderr: '' })
    const [handOver, first, spoil, second] = lines.slice(
      lines.findIndex(line => line.startsWith('npx liaison audit export --referral KR')),
    )
    const typed = (line = '') => call(dir, line.split(' ').slice(2))
    expect(typed(handOver)).toMatchObject({ status: 0, stderr: '' })
    expect(typed(first)).toMatchObject({ status: 0, stderr: '' })
    const [, from = '', to = '', file = ''] =
      /^sed -i 's\/(.+)\/(.+)\/' (\S+)$/.exec(spoil ?? '') ?? []
    const entry = readFileSync(join(dir, file), 'utf8')
    expect(entry).toContain(from)
    writeFileSync(join(dir, file), entry.replace(from, to))
    const [said = ''] = codeIn(readme).filter(code => code.startsWith('(BadProof) at entry'))
    expect([second, typed(second)]).toEqual([first, expect.objectContaining({ status: 1 })])
    expect(typed(second).stdout).toContain(said)
    const [makeKey, exportAll, cosign] = lines.slice(
      lines.findIndex(line => line.startsWith('npx liaison audit witness-key')),
    )
    const inside = (line = '') => callInside(line.split(' ').slice(2), {}, dir)
    for (const line of [makeKey, exportAll])
      expect([line, (await inside(line)).status]).toEqual([line, 0])
    const [shown = ''] = codeIn(readme).filter(code => code.startsWith('— witness'))
    const begun = shown.replace('…', '')
    // The same once more: nothing was added since.
    for (const line of [cosign, cosign])
      expect(await inside(line)).toMatchObject({
        ...{ status: 0, stdout: expect.stringContaining(begun) },
      })
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
