import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoConfig, start } from '../../src/main.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { finished, running } from './cases.ts'
import { dataFolder, silent } from './program.ts'

const texts = ['subject', 'narrative', 'identifiers', 'reference', 'result', 'note']
/** What a shipment is reported with in words; its results are codes. */
const wordsOfShipment = ['containers', 'goods', 'external', 'words']

/** What officers wrote, sentence by sentence: a database may cut a long text, hardly each of its parts. */
const written = (): readonly string[] =>
  [finished, running]
    .flatMap(c => c.steps)
    .flatMap(s =>
      (s.command.startsWith('s-') ? wordsOfShipment : texts).map(name => s.values[name] ?? ''),
    )
    .flatMap(text => text.split(/[\n。．.]\s*(?=\D|$)|\n|，/u))
    .map(part => part.trim())
    .filter(part => part.length >= 4)

const settings = demoSettings()
const names = settings.officers.flatMap(o => Object.values(o.names))
const phones = [...settings.contactPoints, ...settings.officers].flatMap(c => c.phone ?? [])
const parts = written()

const bytesOf = (dir: string, base: string): Buffer =>
  Buffer.concat(
    [base, `${base}-wal`]
      .map(name => join(dir, name))
      .filter(file => existsSync(file))
      .map(file => readFileSync(file)),
  )

const foundIn = (bytes: Buffer, wanted: readonly string[]): readonly string[] =>
  wanted.filter(text =>
    [
      Buffer.from(text, 'utf8'),
      // 李偉 in UTF-16 is NgIP, which the base64 of a hash may hold by chance.
      ...(text.length > 2 ? [Buffer.from(text, 'utf16le')] : []),
      Buffer.from(encodeURIComponent(text)),
      Buffer.from(JSON.stringify(text).slice(1, -1)),
    ].some(form => bytes.includes(form)),
  )

test('given the seeded demo, then the log holds nothing personal and the vault all that was written', async () => {
  const { dir, remove } = dataFolder()
  const started = await start({
    config: demoConfig(),
    demo: true,
    dataDir: dir,
    host: '127.0.0.1',
    port: 0,
    log: silent,
    onFatal: error => {
      throw error
    },
  })
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  const open = { log: bytesOf(dir, 'log.db'), vault: bytesOf(dir, 'vault.db') }
  await started.value.close()
  const shut = { log: bytesOf(dir, 'log.db'), vault: bytesOf(dir, 'vault.db') }
  remove()

  const personal = [...names, ...phones, ...parts]
  for (const { log, vault } of [open, shut]) {
    expect(foundIn(log, personal)).toEqual([])
    expect(foundIn(vault, parts)).toEqual(parts)
    // The same grep does find what the log is there for.
    expect(foundIn(log, ['referral.escalated', 'hkc.o1', 'kcs.cyber'])).toHaveLength(3)
    expect(log.length).toBeGreaterThan(50_000)
  }
  for (const known of [
    '192.0.2.10:6881',
    '0123456789abcdef0123456789abcdef01234567',
    '點對點網絡分享電影',
    '（檔號未公開）',
  ])
    expect(
      parts.filter(p => p.includes(known)),
      known,
    ).not.toEqual([])
  expect(names).toEqual(expect.arrayContaining(['黃家明', '黄家明', '김민준', 'Wong Ka-ming']))
  expect([names.length, phones.length]).toEqual([15, 8])
  expect(parts.length).toBeGreaterThanOrEqual(14)
})
