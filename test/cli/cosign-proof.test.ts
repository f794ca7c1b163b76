import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeWitnessKey } from '../../adapters/keys/index.ts'
import { openLogForReading } from '../../adapters/sqlite/index.ts'
import { requestOf } from '../../src/cli/cosign-text.ts'
import { instant } from '../../src/kit/time.ts'
import { openWitnessDesk } from '../../src/main/witness-desk.ts'
import { start } from '../../src/main.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { callInside } from './inside.ts'
import { scratch, writeDesk } from './program.ts'

const { dir, remove } = scratch()
afterAll(remove)
const data = join(dir, 'data')

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** The log as it stands after one more run of the desk with another roster. */
const noteAfter = async (day: string): Promise<string> => {
  const config = demoSettings()
  const contactPoints = config.contactPoints.map(d => ({
    ...d,
    duty: d.duty.map(r => ({ ...r, since: day })),
  }))
  const running = await start({
    config: { ...config, contactPoints },
    demo: false,
    dataDir: data,
    host: '127.0.0.1',
    port: 0,
    log: silent,
    onFatal: error => {
      throw error
    },
  })
  if (!running.ok) throw new Error(running.error.kind)
  await running.value.close()
  const log = openLogForReading(join(data, 'log.db'))
  if (!log.ok) throw new Error(log.error.kind)
  const { note } = log.value.head
  log.value.close()
  return note
}

const deskOf = async (name: string) => {
  const files = {
    key: join(dir, `${name}.key`),
    state: join(dir, `${name}.json`),
    policy: join(dir, 'policy.txt'),
  }
  makeWitnessKey(files.key, 'witness.example')
  writeFileSync(
    files.policy,
    `log ${readFileSync(join(data, 'log.vkey'), 'utf8').trim()}\nquorum none\n`,
  )
  const desk = await openWitnessDesk(files, () => instant(1e12))
  if (!desk.ok) throw new Error(desk.error.kind)
  return desk.value
}

describe('given a checkpoint without its proof, and the log or a bundle of all of it', () => {
  test('when a witness that cosigned before is asked, then the proof is made from either', async () => {
    const first = await noteAfter('2026-01-05')
    const second = await noteAfter('2026-01-12')
    writeDesk(dir)
    const exported = await callInside(
      ['audit', 'export', '--all', '--out', 'bundle'],
      { LIAISON_DATA: data },
      dir,
    )
    expect([exported.status, exported.stderr]).toEqual([0, exported.stderr])
    for (const from of [
      { log: data },
      { log: join(data, 'log.db') },
      { bundle: join(dir, 'bundle') },
    ]) {
      const desk = await deskOf(`w${JSON.stringify(from).length}`)
      const size = (of: string): number => desk.remembered(of)?.size ?? 0
      for (const note of [first, second]) {
        const body = await requestOf(note, size, from)
        expect(body.ok && desk.cosign(body.value).ok, JSON.stringify(from)).toBe(true)
      }
      desk.close()
    }
  })

  test('when the log is shorter than the checkpoint, or there is none, then it is said, and nothing signed', async () => {
    const old = join(dir, 'old.db')
    copyFileSync(join(data, 'log.db'), old)
    const newest = await noteAfter('2026-01-19')
    const desk = await deskOf('w0')
    const refused = async (from: object) => {
      const body = await requestOf(newest, () => 3, from)
      return body.ok ? 'signed' : body.error
    }
    expect(await refused({ log: old })).toContain('does not reach as far')
    expect(await refused({ log: join(dir, 'nowhere.db') })).toContain('NoFile')
    expect(await refused({ bundle: dir })).toContain('no bundle of a whole log')
    expect(await refused({ proof: join(dir, 'nowhere.txt') })).toContain('is there such a file')
    desk.close()
  })
})
