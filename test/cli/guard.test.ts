import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const repo = join(import.meta.dirname, '../..')
const dir = mkdtempSync(join(tmpdir(), 'liaison-guard-'))
const oldNode = join(dir, 'old.cjs')

interface Launcher {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

/** This Node.js, saying that it is an older one. */
const pretending: Launcher = {
  name: 'one that says it is 18',
  command: [process.execPath, '--require', oldNode],
}

const versionOf = (node: string) =>
  spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? ''

const onPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map(folder => join(folder, 'node'))
  .filter(node => existsSync(node))
  .map(node => realpathSync(node))

const installed: readonly Launcher[] = [...new Set(onPath)]
  .filter(node => /^v(1[4-9]|2[0-3])\./.test(versionOf(node)))
  .map((node, i) => ({ name: `${versionOf(node)} (${i + 1})`, command: [node] }))

const older = [pretending, ...installed]

/** A folder like the project's, with a program in place of the real one, and `node` as its own Node.js. */
const project = (name: string, node: 'current' | 'older' | 'none') => {
  const root = join(dir, name)
  for (const folder of ['bin', 'src', 'node_modules/.bin'])
    mkdirSync(join(root, folder), { recursive: true })
  copyFileSync(join(repo, 'bin/liaison.js'), join(root, 'bin/liaison.js'))
  writeFileSync(join(root, 'package.json'), '{"type": "module"}')
  writeFileSync(
    join(root, 'src/cli.ts'),
    `const say = (text: string): void => void process.stdout.write(text + '\\n')
    export const runAlone = async (argv: readonly string[]): Promise<number> => {
      say('node ' + process.versions.node + ' ' + JSON.stringify(argv))
      if (argv[0] === 'exit') return Number(argv[1])
      if (argv[0] === 'die') process.kill(process.pid, 'SIGKILL')
      const signal = await new Promise<string>(resolve => {
        const stay = setInterval(() => {}, 60_000)
        for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'])
          process.on(name, () => { clearInterval(stay); resolve(name) })
        say('ready')
      })
      say('stopped by ' + signal)
      return 7
    }`,
  )
  const own = join(root, 'node_modules/.bin/node')
  if (node === 'current') symlinkSync(process.execPath, own)
  if (node === 'older') {
    writeFileSync(own, '#!/bin/sh\necho v20.20.2\n')
    chmodSync(own, 0o755)
  }
  return join(root, 'bin/liaison.js')
}

beforeAll(() => {
  writeFileSync(
    oldNode,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`,
  )
})
afterAll(() => {
  rmSync(dir, { recursive: true })
})

const call = ({ command: [node, ...flags] }: Launcher, ...args: string[]) => {
  const { status, signal, stdout, stderr } = spawnSync(node, [...flags, ...args], {
    encoding: 'utf8',
  })
  return { status, signal, stdout, stderr }
}

const printed = (child: ChildProcess) => {
  let text = ''
  const waiting = new Map<string, () => void>()
  child.stdout?.on('data', chunk => {
    text += chunk
    for (const [word, found] of waiting) if (text.includes(word)) found()
  })
  return {
    text: () => text,
    has: (word: string) => new Promise<void>(found => waiting.set(word, found)),
  }
}

const begin = ({ command: [node, ...flags] }: Launcher, bin: string) => {
  const child = spawn(node, [...flags, bin, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, output: printed(child) }
}

describe.each(older)('given an older Node.js, $name, and the project’s own beside it', launcher => {
  const bin = project(`own-${launcher.name}`, 'current')

  test('when the program is run, then it runs on the project’s own with the same arguments', () => {
    const result = call(launcher, bin, 'exit', '0', '--a', 'b c', '한국')
    expect(result).toEqual({
      status: 0,
      signal: null,
      stdout: `node ${process.versions.node} ["exit","0","--a","b c","한국"]\n`,
      stderr: '',
    })
  })

  test('when the program ends with a status or by a signal, then so does the guard', () => {
    expect([0, 1, 2].map(n => call(launcher, bin, 'exit', `${n}`).status)).toEqual([0, 1, 2])
    expect(call(launcher, bin, 'die')).toMatchObject({ status: null, signal: 'SIGKILL' })
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'when the guard gets %s, then the program stops by it in its own way',
    async signal => {
      const { child, output } = begin(launcher, bin)
      await output.has('ready')
      child.kill(signal)
      const [status] = await once(child, 'close')
      expect(status).toBe(7)
      expect(output.text()).toContain(`stopped by ${signal}\n`)
    },
  )

  test('when the guard is killed outright, then the program does not stay behind', async () => {
    const { child, output } = begin(launcher, bin)
    await output.has('ready')
    child.kill('SIGKILL')
    // The pipe closes when the last process that holds it has ended.
    await once(child, 'close')
    expect(output.text()).toContain('stopped by SIGTERM\n')
  })
})

describe.each(older)('given an older Node.js, $name, and no newer one', launcher => {
  test.each(['none', 'older'] as const)(
    'when the program is run (%s in node_modules), then one sentence says what is needed',
    own => {
      const bin = project(`${own}-${launcher.name}`, own)
      const { status, stdout, stderr } = call(launcher, bin, 'exit', '0')
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/^liaison: this needs Node\.js 24 or newer \(here: [\d.]+\); .*\.\n$/)
      expect(stderr).toContain('npm ci')
    },
  )
})

test('given a Node.js that is new enough, when the program is run, then it runs at once', () => {
  const bin = project('new', 'none')
  const current: Launcher = { name: 'current', command: [process.execPath] }
  expect(call(current, bin, 'exit', '2')).toEqual({
    status: 2,
    signal: null,
    stdout: `node ${process.versions.node} ["exit","2"]\n`,
    stderr: '',
  })
})
