import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..')

/** What `npm start` runs, flags of Node.js included, but for the word `node`. */
export const startArguments = (): readonly string[] => {
  const manifest: { scripts: { start: string } } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return manifest.scripts.start.split(' ').slice(1)
}

export interface Program {
  /** From the call that starts it to the answer of its first page. */
  readonly startMs: number
  readonly url: string
  /** Single-use sign-in links by officer. */
  readonly links: ReadonlyMap<string, string>
  /** Resident memory in MB (Linux), or undefined where the system doesn't say. */
  readonly residentMb: () => number | undefined
  readonly stop: () => Promise<void>
}

/** Resident memory in MB (Linux) of a process, or undefined where the system doesn't say. */
export const residentMb = (pid: number | undefined): number | undefined => {
  try {
    const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kb === undefined ? undefined : Number(kb) / 1024
  } catch {
    return undefined
  }
}

/** Runs `npm start -- --demo` without npm, on a data directory, on a free port of 127.0.0.1, until it answers. */
export const startProgram = async (dataDir: string): Promise<Program> => {
  const from = performance.now()
  const child = spawn(process.execPath, [...startArguments(), '--demo'], {
    cwd: root,
    env: { PATH: process.env['PATH'], LIAISON_PORT: '0', LIAISON_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const links = new Map<string, string>()
  const closed = once(child, 'close')
  const ready = new Promise<true>(resolve => {
    createInterface(child.stdout).on('line', line => {
      const [, officer, link] = /^ {2}(\S+) .*: (http\S+)$/.exec(line) ?? []
      if (officer !== undefined && link !== undefined) links.set(officer, link)
      if (line.startsWith('Both desks')) resolve(true)
    })
  })
  if ((await Promise.race([ready, closed])) !== true)
    throw new Error('the demo ended before it was ready')
  const url = new URL(links.get('hkc.o1') ?? '').origin
  const page = await fetch(url)
  if (page.status !== 200) throw new Error(`the first page answers ${page.status}`)
  await page.arrayBuffer()
  return {
    startMs: performance.now() - from,
    url,
    links,
    residentMb: () => residentMb(child.pid),
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await closed
      if (code !== 0) throw new Error(`the demo ended with ${code}`)
    },
  }
}
