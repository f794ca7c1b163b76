import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { openDisk } from '../../src/main/disk.ts'
import { origin, temporaryFolder } from '../contract/store-rig.ts'

const child = join(import.meta.dirname, 'high-water-child.ts')

/** Runs it and kills it once it has remembered so often. */
const run = (args: readonly string[], times: number) =>
  new Promise<{ readonly size: number; readonly said: string }>(resolve => {
    const program = spawn(process.execPath, [child, ...args])
    let [size, dots, said] = [-1, 0, '']
    program.stderr.on('data', data => {
      said += String(data)
    })
    createInterface(program.stdout).on('line', line => {
      if (line !== '.') size = Number(line)
      else if (++dots === times) program.kill('SIGKILL')
    })
    program.on('close', () => resolve({ size, said }))
  })

const remembered = (file: string): number => {
  const read = readCheckpoint(readFileSync(file, 'utf8'))
  return read.ok ? read.value.size : -1
}

test('given kills at any moment, then the file is never ahead of the log; a log without its WAL is behind it', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const [dir, file] = [join(folder, 'data'), join(folder, 'high-water')] as const
  mkdirSync(dir)
  let before = 0
  for (const times of [1, 2, 3, 5, 8, 13, 21, 34]) {
    const { size, said } = await run([dir, file], times)
    expect(said).toBe('')
    expect(size).toBeGreaterThanOrEqual(before)
    before = remembered(file)
    expect(before).toBeGreaterThan(size)
  }
  const old = join(folder, 'old')
  mkdirSync(old)
  for (const name of ['log.db', 'log.key', 'log.vkey'])
    copyFileSync(join(dir, name), join(old, name))
  const cut = await openDisk({ dataDir: old, origin, kept: { highWater: file } })
  expect(cut).toMatchObject({ ok: false, error: { kind: 'LogBehind', source: file, size: before } })
  rmSync(file)
  const whole = await openDisk({ dataDir: dir, origin, kept: { highWater: file } })
  if (!whole.ok) throw new Error(JSON.stringify(whole.error))
  expect((await whole.value.store.head()).size).toBeGreaterThanOrEqual(before)
  await whole.value.vault.close()
  await whole.value.store.close()
})
