import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openNextSigner } from '../../adapters/keys/index.ts'
import { openLogForReading } from '../../adapters/sqlite/index.ts'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { toBase64 } from '../../src/kit/bytes.ts'
import { changeKey, freeze } from '../../src/main/key-change.ts'
import { verifyAsked } from '../../src/main/verify.ts'
import { start } from '../../src/main.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { callInside } from './inside.ts'
import { scratch } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = scratch()
  cleanups.push(remove)
  return dir
}

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const config = demoSettings()

/** Runs the desk for a moment, as an officer's day: its start alone is some entries. */
const ran = async (dataDir: string, settings: object = config): Promise<string> => {
  const running = await start({
    config: settings,
    demo: false,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    log: silent,
    onFatal: error => {
      throw error
    },
  })
  if (!running.ok) return running.error.kind
  await running.value.close()
  return 'ran'
}

const logIn = async (dataDir: string) => {
  const opened = openLogForReading(join(dataDir, 'log.db'))
  if (!opened.ok) throw new Error(opened.error.kind)
  const entries: EntryBody[] = []
  for await (const { body } of opened.value.entries()) {
    const entry = readEntry(body)
    if (entry.ok) entries.push(entry.value)
  }
  const head = readCheckpoint(opened.value.head.note)
  const { note } = opened.value.head
  opened.value.close()
  if (!head.ok) throw new Error(head.error)
  return { entries, types: entries.map(e => e.type), note, head: head.value }
}

const vkeyIn = (dir: string, name = 'log.vkey'): string =>
  readFileSync(join(dir, name), 'utf8').trim()

const verified = async (dir: string, ...keys: readonly string[]): Promise<string> => {
  const policy = join(dir, 'policy.txt')
  writeFileSync(policy, `${keys.map(k => `log ${k}\n`).join('')}quorum none\n`)
  const { verdict } = await verifyAsked({
    what: dir,
    isLog: true,
    policy,
    since: [],
    channelExport: [],
  })
  return verdict.kind
}

describe('given a log whose key is to be changed', () => {
  test('when it is, then the old key signs that, the new one all after it, and both prove it', async () => {
    const dir = folder()
    expect(await ran(dir)).toBe('ran')
    const old = vkeyIn(dir)
    const changed = await changeKey({ config, dataDir: dir })
    if (!changed.ok) throw new Error(changed.error.kind)
    expect(changed.value).not.toBe(old)
    expect([vkeyIn(dir), vkeyIn(dir, 'log.vkey.1')]).toEqual([changed.value, old])
    expect(existsSync(join(dir, 'log.key.next'))).toBe(false)
    expect((await logIn(dir)).types.slice(-2)).toEqual(['log.key_changed', 'log.checkpoint'])
    expect(await ran(dir)).toBe('ran')
    expect([await verified(dir, old, changed.value), await verified(dir, old)]).toEqual([
      'proven',
      'undecided',
    ])
    const again = await changeKey({ config, dataDir: dir })
    expect(again.ok && vkeyIn(dir, 'log.vkey.2')).toBe(changed.value)
    expect(await verified(dir, old, changed.value, vkeyIn(dir))).toBe('proven')
  })

  test('when it is interrupted anywhere, then nothing starts until it is done again, with the same key', async () => {
    const dir = folder()
    expect(await ran(dir)).toBe('ran')
    const old = vkeyIn(dir)
    const place = { dir, origin: config.log }
    const next = openNextSigner(place)
    if (!next.ok) throw new Error(next.error.kind)
    // After the next key was made, before the entry.
    expect(await ran(dir)).toBe('KeyChanging')
    copyFileSync(join(dir, 'log.key'), join(dir, 'kept.key'))
    copyFileSync(join(dir, 'log.key.next'), join(dir, 'kept.next'))
    const { vkey } = next.value
    expect(await changeKey({ config, dataDir: dir })).toEqual({ ok: true, value: vkey })
    // After the entry and the public half, before the private one.
    renameSync(join(dir, 'kept.key'), join(dir, 'log.key'))
    renameSync(join(dir, 'kept.next'), join(dir, 'log.key.next'))
    expect(await ran(dir)).toBe('KeyChanging')
    expect(await changeKey({ config, dataDir: dir })).toEqual({ ok: true, value: vkey })
    const { types } = await logIn(dir)
    expect(types.filter(t => t === 'log.key_changed')).toHaveLength(1)
    expect(readdirSync(dir).filter(n => n.startsWith('log.vkey.'))).toEqual(['log.vkey.1'])
    expect(await verified(dir, old, vkey)).toBe('proven')
    expect(await ran(dir)).toBe('ran')
  })
})

describe('given a log that is to end', () => {
  test('when it has ended, then nothing is appended, and another goes on from where it ended', async () => {
    const dir = folder()
    expect(await ran(dir)).toBe('ran')
    const ended = await freeze({ config, dataDir: dir })
    const { types, note, head } = await logIn(dir)
    expect([ended, types.at(-1)]).toEqual([{ ok: true, value: note }, 'log.frozen'])
    expect([await ran(dir), (await logIn(dir)).note]).toEqual(['Frozen', note])
    expect(await freeze({ config, dataDir: dir })).toMatchObject({ error: { kind: 'Frozen' } })
    expect(await changeKey({ config, dataDir: dir })).toMatchObject({ error: { kind: 'Frozen' } })
    expect(existsSync(join(dir, 'log.key.next'))).toBe(false)
    expect(await verified(dir, vkeyIn(dir))).toBe('proven')

    const said = await callInside(['audit', 'shard', '--from', dir])
    expect(said.status).toBe(0)
    const follows: unknown = JSON.parse(said.stdout.slice('"follows": '.length))
    const next = folder()
    expect(await ran(next, { ...config, follows })).toBe('BadConfig')
    expect(await ran(next, { ...config, log: `${config.log}.2`, follows })).toBe('ran')
    const [opened] = (await logIn(next)).entries
    expect(opened?.event).toMatchObject({
      follows: { log: config.log, size: head.size, root: toBase64(head.root) },
    })
    const early = await callInside(['audit', 'shard', '--from', next])
    expect(early.stderr).toContain('NotFrozen')
  })

  test('when nobody says that it is for good, then it goes on', async () => {
    const { status, stderr } = await callInside(['audit', 'freeze'], {}, folder())
    expect([status, stderr]).toEqual([2, expect.stringContaining('--for-good')])
  })
})
