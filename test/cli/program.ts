import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')
const bin = join(root, 'bin/liaison.js')

export type Settings = Readonly<Record<string, string>>

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own to run in, so that no `liaison.json` of the developer's is met. */
export const scratch = () => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-cli-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

const environment = (settings: Settings) => ({
  PATH: process.env['PATH'],
  LIAISON_PORT: '0',
  ...settings,
})

/** Runs the command line in `dir` to its end. */
export const call = (dir: string, args: readonly string[], settings: Settings = {}): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: dir,
    env: environment(settings),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

export interface Running {
  readonly url: string
  /** What it said on its standard output until it was ready. */
  readonly said: readonly string[]
  readonly end: (
    signal: NodeJS.Signals,
  ) => Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** Starts it in `dir` and waits until it says where it is; throws with its complaint if it ends. */
export const begin = async (
  dir: string,
  args: readonly string[],
  settings: Settings = {},
): Promise<Running> => {
  const child = spawn(process.execPath, [bin, ...args], { cwd: dir, env: environment(settings) })
  const said: string[] = []
  let stderr = ''
  child.stderr.on('data', data => {
    stderr += String(data)
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<true>(resolve => {
    createInterface(child.stdout).on('line', line => {
      said.push(line)
      if (/^(Liaison at|Data:) /.test(line)) resolve(true)
    })
  })
  if ((await Promise.race([ready, ended])) !== true) throw new Error(stderr)
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.join('\n')) ?? []
  if (url === undefined) throw new Error(`no address in ${said.join('\n')}`)
  return {
    url,
    said,
    end: signal => {
      child.kill(signal)
      return ended
    },
  }
}

/** The demo's settings as they ship, with what `change` makes of them, as `liaison.json` in `dir`. */
export const writeDesk = (dir: string, change: (text: string) => string = text => text): string => {
  const file = join(dir, 'liaison.json')
  writeFileSync(file, change(readFileSync(join(root, 'demo/liaison.json'), 'utf8')))
  return file
}
