import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const child = join(import.meta.dirname, 'syscall-child.ts')

/** Calls that change a file, or promise that it is changed. */
export const callNames = ['pwrite64', 'write', 'fsync', 'fdatasync', 'ftruncate'] as const
export type CallName = (typeof callNames)[number]

/** What goes wrong at one call: the process is killed before it, or the call fails. */
export const harms = {
  kill: 'signal=KILL',
  EIO: 'error=EIO',
  ENOSPC: 'error=ENOSPC',
} as const
export type Harm = keyof typeof harms

/** One call to the operating system, in the order in which they ended. */
export interface Call {
  readonly name: string
  readonly path: string
  /** What it wrote begins with this, where that is text. */
  readonly text: string
  readonly line: string
}

export interface Run {
  readonly said: readonly string[]
  readonly code: number | null
  readonly signal: string | null
  readonly complained: string
  readonly calls: readonly Call[]
  /** The harm was done. */
  readonly hurt: boolean
}

/** Throws with what to install where strace isn't there: a sweep that can't be made must not pass. */
export const needStrace = (): string => {
  const { status, stdout } = spawnSync('strace', ['--version'], { encoding: 'utf8' })
  if (status !== 0) throw new Error('strace is needed for this test: apt-get install strace')
  return stdout.split('\n')[0] ?? ''
}

const callPattern = /^\d+ +(\w+)\(\d+<([^>]*)>(?:, "(\w*))?/

const callsIn = (trace: string): readonly Call[] =>
  trace.split('\n').flatMap(line => {
    const [, name, path, text = ''] = callPattern.exec(line) ?? []
    return name === undefined || path === undefined ? [] : [{ name, path, text, line }]
  })

/**
 * Runs the child on `file` under strace to its end. With an inject expression only calls on the files of
 * the log count for its `when`.
 */
export const runTraced = (file: string, n: number, inject?: string): Promise<Run> =>
  new Promise(resolve => {
    const trace = `${file}.trace`
    const ofLog = ['', '-wal', '-shm'].flatMap(end => ['-P', file + end])
    const how = inject === undefined ? [] : [...ofLog, '-e', `inject=${inject}`]
    const calls = ['-e', `trace=${callNames.join()}`]
    const options = ['-f', '-y', '-o', trace, ...calls, ...how]
    const env = { ...process.env, NODE_COMPILE_CACHE: join(file, '../../compiled') }
    const traced = spawn('strace', [...options, process.execPath, child, file, String(n)], { env })
    let stdout = ''
    let complained = ''
    traced.stdout.on('data', data => {
      stdout += String(data)
    })
    traced.stderr.on('data', data => {
      complained += String(data)
    })
    traced.on('close', (code, signal) => {
      const text = readFileSync(trace, 'utf8')
      resolve({
        said: stdout.split('\n').filter(line => line !== ''),
        code,
        signal,
        complained,
        calls: callsIn(text),
        hurt: /\(INJECTED\)|killed by SIGKILL/.test(text),
      })
    })
  })
