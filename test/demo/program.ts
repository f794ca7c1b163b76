import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Hello } from '../../adapters/console/protocol.ts'
import type { Log } from '../../src/ports/log.ts'
import { greet } from '../rigs/console.ts'
import { createJar, follow, type Jar } from '../rigs/console-http.ts'

export const root = join(import.meta.dirname, '../..')
export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** A data directory of its own. */
export const dataFolder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-demo-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** An officer who came in by their link. */
export interface Visitor {
  readonly officer: string
  readonly url: string
  readonly jar: Jar
}

export const visit = async (officer: string, link: string): Promise<Visitor> => {
  const jar = createJar()
  const page = await follow(jar, link)
  if (page.status !== 200) throw new Error(`${officer} came by a link and got ${page.status}`)
  return { officer, url: new URL(link).origin, jar }
}

export const look = ({ officer, url, jar }: Visitor): Promise<Hello> => {
  const path = `/o/${officer}/api/feed`
  return greet(url, path, jar.for(path))
}

export const press = async (
  { officer, url, jar }: Visitor,
  key: string,
  data: string,
): Promise<unknown> => {
  const path = `/o/${officer}/api/act`
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { cookie: jar.for(path), origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ key, kind: 'button', data }),
  })
  return response.json()
}

type Shown = Hello['messages'][number]['card']

/** A receipt is made anew, of the same entry, under the checkpoint that is the best by then. */
const provesOf = ({ verbatim }: Shown): object => {
  const [format, index] = verbatim?.text.split('\n') ?? []
  return format?.startsWith('c2sp.org/tlog-proof@')
    ? { verbatim: { ...verbatim, text: index } }
    : {}
}

/**
 * What a reader sees of each message, but for how often it changed since the page began,
 * and its time to the minute: the moment is that of the platform, later that of the store. A call that is
 * over has done its work: it may come back without the words that called, a line without whom it called.
 */
export const seen = ({ messages }: Hello): readonly object[] =>
  messages.map(({ revision: _, at: _at, card, ...rest }) => ({
    ...rest,
    card: card.name === 'escalation' ? card.name : { ...card, ...provesOf(card), mentions: [] },
  }))

export interface Program {
  readonly links: ReadonlyMap<string, string>
  /** As a power cut would. */
  readonly kill: () => Promise<void>
}

/** A child that runs the command line, and what it says until it ends. */
const launch = (args: readonly string[], settings: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, ['bin/liaison.js', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], LIAISON_PORT: '0', ...settings },
  })
  let said = ''
  child.stderr.on('data', data => {
    said += String(data)
  })
  const ended = new Promise<{ code: number | null; said: string }>(resolve => {
    child.on('close', code => resolve({ code, said }))
  })
  return { child, ended }
}

/** Starts the demo as a process of its own, and waits for its links. */
export const startProgram = async (dir: string): Promise<Program> => {
  const { child, ended } = launch(['start', '--demo'], { LIAISON_DATA: dir })
  const links = new Map<string, string>()
  const ready = new Promise<void>(resolve => {
    createInterface(child.stdout).on('line', line => {
      const [, officer, link] = /^ {2}(\S+) .*: (http\S+)$/.exec(line) ?? []
      if (officer !== undefined && link !== undefined) links.set(officer, link)
      if (line.startsWith('Both desks')) resolve()
    })
  })
  const early = await Promise.race([ready, ended])
  if (early) throw new Error(`ended with ${early.code}: ${early.said}`)
  return {
    links,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs the command line to its end. */
export const runProgram = (
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly said: string }> => launch(args, settings).ended
