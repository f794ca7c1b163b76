import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { raiseDiscordDesk } from '../test/cli/discord-desk.ts'
import { type Settings, scratch, writeDesk } from '../test/cli/program.ts'
import { residentMb, startArguments } from './program.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
/** What a start has made and no longer needs is gone by then. */
const settleMs = 1500

/** Resident memory in MB of the program that runs in that folder and does nothing. */
const heldBy = async (dir: string, settings: Settings): Promise<number | undefined> => {
  const [...flags] = startArguments().map(a => (a.endsWith('.js') ? join(root, a) : a))
  const child = spawn(process.execPath, flags, {
    cwd: dir,
    env: { PATH: process.env['PATH'], LIAISON_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  const ready = new Promise<true>(resolve => {
    createInterface(child.stdout).on('line', line => {
      if (line.startsWith('Liaison at')) resolve(true)
    })
  })
  if ((await Promise.race([ready, closed])) !== true)
    throw new Error('it ended before it was ready')
  await wait(settleMs)
  const held = residentMb(child.pid)
  child.kill('SIGTERM')
  await closed
  return held
}

const inMb = (mb: number | undefined): string =>
  mb === undefined ? 'not known here' : `${mb.toFixed(0)} MB`

/** What Discord costs where somebody is on it; that it costs nothing elsewhere is shown by a test. */
export const measureDiscordMemory = async (): Promise<readonly Row[]> => {
  const { dir, remove } = scratch()
  writeDesk(dir)
  // Each is started once before, so that what was compiled is kept.
  await heldBy(dir, {})
  const without = await heldBy(dir, {})
  remove()
  const desk = await raiseDiscordDesk()
  await heldBy(desk.dir, desk.env)
  const held = await heldBy(desk.dir, desk.env)
  await desk.close()
  return [
    {
      what: 'resident memory after the start with Discord, at rest',
      figure: inMb(held),
      ceiling: `without: ${inMb(without)}`,
      ratio: held === undefined || without === undefined ? '' : (held / without).toFixed(2),
      target: '',
      ok: true,
    },
  ]
}
