import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Programs that run, with their folders: a test that failed may have left its own behind. */
const left = new Map<ChildProcess, string>()

/** A folder of its own to run in, so that no `liaison.json` of the developer's is met. */
export const scratch = () => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-cli-'))
  const remove = (): void => {
    for (const [child, of] of left) if (of === dir) child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
  return { dir, remove }
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
  /** What it said on its standard error so far. */
  readonly complained: () => string
  /** How it ended, once it does by itself. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  readonly end: (
    signal: NodeJS.Signals,
  ) => Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/**
 * Starts it in `dir` and waits until it says where it is; throws with its complaint if it ends. `under` is
 * a program that runs it, with its arguments.
 */
export const begin = async (
  dir: string,
  args: readonly string[],
  settings: Settings = {},
  under: readonly string[] = [],
): Promise<Running> => {
  const [file, ...rest] = [...under, process.execPath, bin, ...args] as const
  const child = spawn(file ?? process.execPath, rest, { cwd: dir, env: environment(settings) })
  left.set(child, dir)
  const said: string[] = []
  let stderr = ''
  child.stderr.on('data', data => {
    stderr += String(data)
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.on('close', (code, signal) => {
      left.delete(child)
      resolve({ code, signal })
    })
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
    complained: () => stderr,
    ended,
    end: signal => {
      child.kill(signal)
      return ended
    },
  }
}

/** A calendar of that agency and year in `dir`, as it would stand beside its `liaison.json`. */
export const writeCalendar = (
  dir: string,
  agency: string,
  year: number,
  dates: readonly string[] = [`${year}-01-01`],
): string => {
  const name = 'New Year'
  const file = join(dir, 'calendars', `${agency}-${year}.json`)
  const days = dates.map(date => ({
    date,
    names: { en: name, ko: name, 'zh-HK': name, 'zh-CN': name },
    source: 'made for a test',
  }))
  mkdirSync(join(dir, 'calendars'), { recursive: true })
  writeFileSync(file, JSON.stringify({ agency, year, days }, undefined, 2))
  return file
}

/** The demo's settings as they ship, with what `change` makes of them, as `liaison.json` in `dir`. */
export const writeDesk = (dir: string, change: (text: string) => string = text => text): string => {
  // Those that ship end one day, and this is no test of that.
  const year = new Date().getUTCFullYear()
  for (const agency of ['hkc', 'kcs'])
    for (const y of [year, year + 1]) writeCalendar(dir, agency, y)
  const file = join(dir, 'liaison.json')
  writeFileSync(file, change(readFileSync(join(root, 'demo/liaison.json'), 'utf8')))
  return file
}
