import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createSelfCheck } from '../src/main/self-check.ts'
import type { Desk } from './desk.ts'
import { inMs, median, quantile } from './figures.ts'
import { argumentsOf, filledIn } from './hand-over.ts'
import { startIdleThread } from './idle-thread.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const bin = join(import.meta.dirname, '../bin/liaison.js')
const betweenMs = 20

interface Waits {
  readonly answered: readonly number[]
  /** From one turn of the event loop to the next. */
  readonly turns: readonly number[]
}

/** Officers read and begin referrals, one at a time, until `work` has ended. */
const commandsDuring = async (desk: Desk, name: string, work: Promise<unknown>): Promise<Waits> => {
  const answered: number[] = []
  const turns: number[] = []
  let ended = false
  let before = performance.now()
  const turn = (): void => {
    turns.push(performance.now() - before)
    before = performance.now()
    if (!ended) setImmediate(turn)
  }
  setImmediate(turn)
  const done = work.finally(() => {
    ended = true
  })
  for (let n = 0; !ended; n++) {
    const came = performance.now() + betweenMs
    await new Promise(resolve => setTimeout(resolve, betweenMs))
    const text = n % 2 === 0 ? '/referral list' : `/referral create${argumentsOf(filledIn)}`
    const actor = desk.actorOf('hkc.o1')
    const key = `held-${name}-${came}`
    const answer = await desk.bot.hear({ key, actor, act: { kind: 'command', text } })
    answered.push(performance.now() - came)
    if (answer.kind === 'none') throw new Error(`no answer to ${text}`)
  }
  await done
  return { answered, turns }
}

const liaison = (dir: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], LIAISON_DATA: dir }
    const child = spawn(process.execPath, [bin, ...args], { cwd: dir, env, stdio: 'ignore' })
    child.on('close', status =>
      status === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${status}`)),
    )
  })

const check = async (dir: string, vkey: string, now: Desk['now']): Promise<void> => {
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const own = createSelfCheck({ file: join(dir, 'demo/log.db'), vkey, now, log: quiet })
  own.start()
  await own.settled()
  if (own.last()?.result.kind !== 'proven') throw new Error(JSON.stringify(own.last()))
}

const spread = (all: readonly number[]): string =>
  `p50 ${inMs(median(all))}, p99 ${inMs(quantile(all, 0.99))}, max ${inMs(quantile(all, 1))}`

/**
 * How long a command waits while the log in `dir`/demo is verified in a thread of this program, exported and copied
 * by others beside it.
 */
export const measureHeld = async (
  desk: Desk,
  dir: string,
  vkey: string,
  { besideMs }: Targets,
): Promise<readonly Row[]> => {
  const works: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['alone', () => new Promise(resolve => setTimeout(resolve, 1500))],
    ['verification', () => check(dir, vkey, desk.now)],
    ['export', () => liaison(dir, ['audit', 'export', '--all', '--out', 'held'])],
    ['backup', () => liaison(dir, ['backup', join(dir, 'copy.db')])],
  ]
  const rows: Row[] = []
  let alone = 0
  for (const [name, work] of works) {
    const thread = await startIdleThread()
    const { answered, turns } = await commandsDuring(desk, name, work())
    const idle = await thread.stop()
    if (answered.length < 3) throw new Error(`${answered.length} commands during ${name}`)
    if (name === 'alone') {
      alone = quantile(answered, 1)
      continue
    }
    const beyond = Math.max(0, quantile(turns, 1) - quantile(idle, 1))
    rows.push({
      what: `a command during ${name} of the log: until answered (${answered.length})`,
      figure: spread(answered),
      ceiling: `idle thread: ${spread(idle)}`,
      ratio: `alone max ${inMs(alone)}`,
      target: `event loop held <= ${besideMs} ms beyond it: ${inMs(beyond)}`,
      ok: beyond <= besideMs,
    })
  }
  return rows
}
