import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ended, Settings } from './program.ts'

const bin = join(import.meta.dirname, '../../bin/liaison.js')

/** Looks again and again, for as long as a program on loopback may take. */
export const until = async <T>(what: string, look: () => T | undefined): Promise<T> => {
  for (let i = 0; i < 2000; i++) {
    const found = look()
    if (found !== undefined) return found
    await wait(10)
  }
  throw new Error(`waited in vain for ${what}`)
}

/** Runs the command line to its end beside this process, which has to answer it. */
export const callBeside = (dir: string, args: readonly string[], env: Settings): Promise<Ended> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: dir,
      env: { PATH: process.env['PATH'], LIAISON_PORT: '0', ...env },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', data => {
      stdout += String(data)
    })
    child.stderr.on('data', data => {
      stderr += String(data)
    })
    child.on('close', status => resolve({ status, stdout, stderr }))
  })
