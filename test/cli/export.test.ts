import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
import { begin, call, scratch } from './program.ts'

const { dir, remove } = scratch()
const data = { LIAISON_DATA: dir }
const demo = join(dir, 'demo')
const vkey = (): string => readFileSync(join(demo, 'log.vkey'), 'utf8').trim()
const policy = join(dir, 'policy.txt')

const inDir = (name: string): string => join(dir, name)

const exported = (out: string, ...args: string[]) =>
  callInside(['audit', 'export', '--out', inDir(out), ...args], data)
const verify = (what: string, ...args: string[]) =>
  callInside(['audit', 'verify', what, '--policy', policy, ...args])
const parsed = (text: string): Record<string, unknown> => JSON.parse(text)

beforeAll(async () => {
  const running = await begin(dir, ['start', '--demo'], data)
  writeFileSync(policy, `log ${vkey()}\nquorum none\n`)
  // While it runs: an export reads beside the one that writes.
  const reference = ['--referral', 'KR-2026-000001', '--language', 'ko,zh-HK']
  const subject = call(dir, ['audit', 'export', '--out', 'subject', ...reference], data)
  expect(subject).toMatchObject({ status: 0, stderr: '' })
  await running.end('SIGTERM')
  expect((await exported('range', '--from', '3', '--to', '9', '--language', 'zh-CN')).status).toBe(
    0,
  )
  expect((await exported('log', '--all', '--json')).status).toBe(0)
})
afterAll(remove)

const inTheLog = 'is in the log.'
const howtos = [
  ['subject', 'HOWTO.md', inTheLog, '# 기록 한 건을 직접 확인하는 방법'],
  ['subject', 'HOWTO.zh-HK.md', inTheLog, '# 自行核對一項記錄'],
  ['range', 'HOWTO.md', inTheLog, '# 自行核对一条日志条目'],
  ['log', 'HOWTO.md', 'has the hash that is stored.', '# Check one entry by hand'],
] as const

/** A process that opens a socket ends at once. */
const noSockets = 'import net from "node:net";net.Socket.prototype.connect=()=>process.exit(99)'

let copies = 0
const copy = (of: string): string => {
  copies += 1
  const to = join(dir, `copy-${copies}`)
  cpSync(join(dir, of), to, { recursive: true })
  return to
}

describe('given the demo, handed over', () => {
  test.each([
    ['subject', 'Proven: all', { what: 'subject', subject: 'KR-2026-000001' }],
    ['range', 'Proven: entries 3 to 8', { what: 'range', from: 3, to: 9, entries: 6 }],
    ['log', 'Proven:', { what: 'log' }],
  ])(
    'when the %s is verified, then it is proven, in words and as JSON',
    async (what, words, json) => {
      expect(await verify(inDir(what))).toMatchObject({
        status: 0,
        stderr: '',
        stdout: expect.stringContaining(words),
      })
      expect(parsed((await verify(inDir(what), '--json')).stdout)).toMatchObject({
        kind: 'proven',
        ...json,
      })
    },
  )

  test('when it is verified with nothing but the bundle and a policy, no home and no network, then it is proven', () => {
    const bare = join(dir, 'bare')
    mkdirSync(bare)
    cpSync(join(dir, 'subject'), join(bare, 'bundle'), { recursive: true })
    cpSync(policy, join(bare, 'policy.txt'))
    const before = readdirSync(bare)
    const asked = ['bundle', '--policy', 'policy.txt', '--language', 'zh-HK']
    const ended = call(bare, ['audit', 'verify', ...asked], {
      HOME: '/nowhere',
      LIAISON_CONFIG: '/nowhere/liaison.json',
      LIAISON_DATA: '/nowhere/data',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noSockets)}`,
    })
    expect([ended.status, ended.stderr, readdirSync(bare)]).toEqual([0, '', before])
    expect(ended.stdout).toMatch(/^證實無誤：.+ 的全部 \d+ 項，根雜湊值 /)
  })

  test('when a receipt of it is verified beside its entry, then it is proven; without it, it can not be', async () => {
    const receipt = inDir('subject/receipts/5.tlog-proof')
    expect(await verify(receipt, '--entry', inDir('subject/entries/5.json'))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('this is entry 5'),
    })
    expect((await verify(receipt)).status).toBe(2)
    expect((await verify(receipt, '--entry', inDir('subject/entries/6.json'))).status).toBe(1)
  })

  test('when its report is read, then it has its marking on top and nobody’s words in it', () => {
    for (const language of ['ko', 'zh-HK']) {
      const report = readFileSync(join(dir, `subject/report/${language}.md`), 'utf8')
      expect(report.split('\n')[0]).toContain('TLP:AMBER+STRICT · PAP:AMBER')
      expect(report).toMatch(/\d\d:\d\d KST \/ \d\d:\d\d HKT/)
      expect(report).toContain('`referral.acknowledged`')
      expect(report).not.toContain('undefined')
      expect(report).toContain(language === 'ko' ? ' HOWTO.md ' : ' HOWTO.zh-HK.md。')
    }
    for (const [what, name] of howtos)
      expect(readFileSync(join(dir, what, name), 'utf8')).toMatch(/^\*\*TLP:AMBER\+STRICT/)
    const all = readdirSync(join(dir, 'subject'), { recursive: true, withFileTypes: true })
      .filter(e => e.isFile())
      .map(e => readFileSync(join(e.parentPath, e.name), 'utf8'))
      .join('')
    const words = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../demo/2003-cigarettes.json'), 'utf8'),
    ).steps.flatMap((s: { values: Record<string, string> }) =>
      Object.values(s.values).filter(v => v.length > 40),
    )
    expect(words.length).toBeGreaterThan(2)
    for (const text of words) expect(all).not.toContain(text)
  })

  test('when its folders are listed, then a HOWTO is there in each language that was asked for, and no other', () => {
    const found = ['subject', 'range', 'log'].flatMap(what =>
      readdirSync(join(dir, what))
        .filter(name => name.startsWith('HOWTO'))
        .map(name => [what, name, readFileSync(join(dir, what, name), 'utf8').split('\n')[2]]),
    )
    expect(found).toEqual(howtos.map(([what, name, , title]) => [what, name, title]))
  })

  test.each(howtos)(
    'when the commands of the HOWTO of the %s are run out of %s, then they prove the entry, and no other',
    (what, name, last) => {
      const script = (text: string): string =>
        [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body]) => body).join('\n')
      const howto = readFileSync(join(dir, what, name), 'utf8')
      const run = (of: string) =>
        spawnSync(
          'bash',
          ['--norc', '--noprofile', '-euc', script(readFileSync(join(of, name), 'utf8'))],
          {
            cwd: of,
            encoding: 'utf8',
            env: { PATH: process.env['PATH'] },
          },
        )
      const sound = run(join(dir, what))
      expect([sound.status, sound.stderr]).toEqual([0, ''])
      expect(sound.stdout).toContain('Signature Verified Successfully')
      expect(sound.stdout).toContain(vkey())
      const lastSaid = sound.stdout.trimEnd().split('\n').at(-1)
      expect(lastSaid).toContain(last)
      for (const said of ['Signature Verified Successfully', lastSaid])
        expect(howto).toContain(`\`${said}\``)

      const spoilt = copy(what)
      const [entry] = readdirSync(spoilt, { recursive: true, withFileTypes: true })
        .filter(e => e.isFile() && /entries/.test(e.parentPath))
        .sort((a, b) => Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10))
      const file = join(entry?.parentPath ?? '', entry?.name ?? '')
      const bytes = readFileSync(file)
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
      writeFileSync(file, bytes)
      expect(run(spoilt).stdout).not.toContain(last)
    },
  )
})

describe('given a bundle that somebody has changed', () => {
  test('when one byte differs, then it ends with 1 and says where', async () => {
    const spoilt = copy('log')
    const [tile] = readdirSync(join(spoilt, 'tile/entries/000.p'))
    const file = join(spoilt, 'tile/entries/000.p', tile ?? '')
    const bytes = readFileSync(file)
    bytes[5000] = (bytes[5000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const { status, stdout } = await verify(spoilt)
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/^Tampering: .+ \(LeafMismatch\) at entry \d+\./),
    ])
  })

  test('when a file of it is a link out of it, then it is not followed', async () => {
    const linked = copy('subject')
    const entries = join(linked, 'entries')
    cpSync(entries, join(dir, 'outside'), { recursive: true })
    rmSync(entries, { recursive: true })
    symlinkSync(join(dir, 'outside'), entries)
    expect((await verify(linked)).status).toBe(1)
    const one = copy('subject')
    rmSync(join(one, 'head'))
    symlinkSync(join(dir, 'subject/head'), join(one, 'head'))
    expect(await verify(one)).toMatchObject({ status: 1, stdout: expect.stringContaining('head') })
  })
})

describe('given something that can not be exported', () => {
  test.each([
    ['a folder that holds something', ['--all'], 'subject', 'NotEmpty'],
    ['nothing asked for', [], 'x', 'WhatToExport'],
    ['two things at once', ['--all', '--referral', 'KR-2026-000001'], 'x', 'WhatToExport'],
    ['half a range', ['--from', '3'], 'x', 'WhatToExport'],
    ['a range beyond the end', ['--from', '3', '--to', '99999'], 'x', 'NotInLog'],
    ['an unknown reference', ['--referral', 'KR-2026-999999'], 'x', 'UnknownReferral'],
    ['no reference', ['--referral', 'hello'], 'x', 'NotAReference'],
    ['an unknown language', ['--all', '--language', 'xx'], 'x', 'one or two of'],
    ['three languages', ['--all', '--language', 'en,ko,zh-CN'], 'x', 'one or two of'],
    [
      'a policy that is none',
      ['--all', '--policy', join(import.meta.dirname, '../../README.md')],
      'x',
      'BadPolicy',
    ],
  ])(
    'when it is %s, then it ends with 2, says why, and makes nothing',
    async (_, args, out, why) => {
      const { status, stdout, stderr } = await callInside(
        ['audit', 'export', ...args, '--out', inDir(out)],
        data,
      )
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toContain(why)
      expect(readdirSync(dir)).not.toContain('x')
    },
  )

  test('when there is no log, then none is made', async () => {
    const ended = await callInside(['audit', 'export', '--all', '--out', inDir('x')], {
      LIAISON_DATA: join(dir, 'none'),
    })
    expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining('NoLog') })
    expect(readdirSync(dir)).not.toContain('none')
  })
})

describe('given checkpoints and channels that were kept', () => {
  test('when they are of the same log, then it is proven; of a fork or a later one, then it is not', async () => {
    const ts = String(Date.now() / 1000)
    const note = readFileSync(join(dir, 'log/checkpoint'), 'utf8')
    const file = (name: string, value: unknown): string => {
      writeFileSync(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value))
      return join(dir, name)
    }
    const kept = ['--since', file('kept.note', note)]
    const channel = [
      '--channel-export',
      file('channel.json', [{ ts, text: `\`\`\`${note}\`\`\`` }]),
    ]
    expect(await verify(inDir('log'), ...kept, ...channel)).toMatchObject({
      status: 0,
      // The demo posts one of its own at nine in Hong Kong.
      stdout: expect.stringMatching(/agree with it: [23]\./),
    })
    expect((await verify(inDir('log'), '--channel-export', file('none.json', {}))).status).toBe(2)
    expect((await verify(inDir('log'), '--since', 'nowhere')).status).toBe(2)
    expect((await callInside(['audit', 'verify', '--log', demo, ...kept, ...channel])).status).toBe(
      0,
    )
  })
})
