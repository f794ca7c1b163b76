import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
import { begin, call, scratch } from './program.ts'

const { dir, remove } = scratch()
const fresh = join(dir, 'demo')
let size = 0

beforeAll(async () => {
  const running = await begin(dir, ['start', '--demo'], { LIAISON_DATA: dir })
  await running.end('SIGTERM')
  const db = Database(join(fresh, 'log.db'), { readonly: true })
  size = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM entry').get()?.n ?? 0
  db.close()
})
afterAll(remove)

let copies = 0

/** A copy of the log, and what somebody with the file in their hands does to it. */
const copy = (tamper: (db: Database.Database) => void = () => {}): string => {
  copies += 1
  const to = join(dir, `copy-${copies}`)
  cpSync(fresh, to, { recursive: true })
  const db = Database(join(to, 'log.db'))
  tamper(db)
  db.close()
  return to
}

const verify = (log: string, ...more: string[]) =>
  callInside(['audit', 'verify', '--log', log, ...more], {}, dir)

const parsed = (text: string): Record<string, unknown> => JSON.parse(text)

/** Another letter in place of the one in the middle of an entry. */
const changeOneByte = (seq: number) => (db: Database.Database) => {
  db.exec('DROP TRIGGER entry_no_update')
  const body = db.prepare<[number], { body: string }>('SELECT body FROM entry WHERE seq = ?')
  const text = body.get(seq)?.body ?? ''
  const at = Math.floor(text.length / 2)
  const changed = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`
  expect(Buffer.from(changed)).toHaveLength(Buffer.from(text).length)
  db.prepare('UPDATE entry SET body = ? WHERE seq = ?').run(changed, seq)
}

const cutTail = (db: Database.Database) => {
  db.pragma('foreign_keys = OFF')
  db.exec('DROP TRIGGER entry_no_delete')
  db.prepare('DELETE FROM entry WHERE seq = ?').run(size - 1)
}

describe('given the log of the demo, untouched', () => {
  test('when it is verified, then it is proven, by directory or by file', async () => {
    expect(size).toBeGreaterThan(40)
    for (const log of [fresh, join(fresh, 'log.db')]) {
      const { status, stdout, stderr } = await verify(log)
      expect([status, stderr]).toEqual([0, ''])
      const counted = 'of [0-9]+ referrals, 1 shipment(, .+)? and 2 duty rosters'
      expect(stdout).toMatch(new RegExp(`^Proven: ${size} entries ${counted} in `))
    }
  })

  test('when JSON is asked for, then one line of it says the same', async () => {
    const { status, stdout, stderr } = await verify(fresh, '--json')
    expect([status, stderr, stdout.trimEnd().split('\n')]).toEqual([0, '', [expect.any(String)]])
    const report = parsed(stdout)
    expect(report).toMatchObject({ kind: 'proven', size, origin: 'demo.liaison.example/hkc-kcs' })
    expect(String(report['root'])).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  })

  test.each([
    ['ko', /^증명됨: /],
    ['zh-HK', /^證實無誤：/],
    ['zh-CN', /^证实无误：/],
  ])(
    'when it is verified in %s, then it is proven in those words, and as JSON in none',
    async (tag, words) => {
      const english = await verify(fresh)
      const { status, stdout, stderr } = await verify(fresh, '--language', tag)
      expect([status, stderr, stdout]).toEqual([0, '', expect.stringMatching(words)])
      expect(stdout.split('\n')).toHaveLength(english.stdout.split('\n').length)
      expect(stdout).not.toMatch(/ {2}|[a-z]+ [a-z]+ [a-z]+/)
      expect(await verify(fresh, '--json', '--language', tag)).toEqual(
        await verify(fresh, '--json'),
      )
    },
  )

  test('when a language is asked for that there is none of, then it ends with 2 and names those that there are', async () => {
    for (const tag of ['xx', 'zh', 'ko,en', '']) {
      const { status, stdout, stderr } = await verify(fresh, '--language', tag)
      expect([tag, status, stdout]).toEqual([tag, 2, ''])
      expect(stderr).toContain('Give one of en, ko, zh-CN, zh-HK.')
    }
  })

  test('when a bot writes to it meanwhile, then it is proven as well', async () => {
    const running = await begin(dir, ['start', '--demo'], { LIAISON_DATA: dir })
    const { status } = await verify(fresh)
    await running.end('SIGTERM')
    expect(status).toBe(0)
  })
})

describe('given a log that was tampered with', () => {
  test.each(['first', 'middle', 'last'])(
    'when one byte of the %s entry differs, then it ends with 1 and names the entry',
    async which => {
      const seq = { first: 0, middle: Math.floor(size / 2), last: size - 1 }[which] ?? 0
      const log = copy(changeOneByte(seq))
      const { status, stdout } = await verify(log)
      expect([status, stdout]).toEqual([1, expect.stringContaining(`at entry ${seq}.`)])
      const json = await verify(log, '--json')
      expect([json.status, parsed(json.stdout)]).toEqual([
        1,
        expect.objectContaining({ kind: 'tampered', at: seq }),
      ])
    },
  )

  test('when that is said in Korean, then it ends with 1, with the same name and place', async () => {
    const log = copy(changeOneByte(3))
    const [, finding = 'none'] =
      /^Tampering: .+ \((\w+)\) at entry 3\.\n/.exec((await verify(log)).stdout) ?? []
    const { status, stdout, stderr } = await verify(log, '--language', 'ko')
    expect([status, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(new RegExp(`^변조: .+\\(${finding}\\), 기록 번호 3\\.\n`))
    expect(await verify(log, '--json', '--language', 'ko')).toEqual(await verify(log, '--json'))
  })

  test('when its last entry is cut off, then it ends with 1, whether or not the head was fitted', async () => {
    const fitted = (db: Database.Database) => {
      cutTail(db)
      db.exec('UPDATE head SET size = size - 1')
    }
    for (const tamper of [cutTail, fitted]) expect((await verify(copy(tamper))).status).toBe(1)
  })
})

describe('given what can not be decided', () => {
  test('when the key is gone, or is not where it was said, then it ends with 2 and says what to give', async () => {
    const log = copy()
    rmSync(join(log, 'log.vkey'))
    const without = await verify(log)
    expect([without.status, without.stdout]).toEqual([2, expect.stringContaining('--key FILE')])
    const nowhere = await verify(fresh, '--key', join(dir, 'nothing'))
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('no key file')])
    expect((await verify(log, '--key', join(fresh, 'log.vkey'))).status).toBe(0)
    expect(parsed((await verify(log, '--json')).stdout)).toMatchObject({ kind: 'undecided' })
  })

  test('when there is no log, or what is there is none, then it ends with 2 and makes none', async () => {
    const text = join(dir, 'letter.txt')
    writeFileSync(text, 'This is a letter and no database. '.repeat(100))
    for (const log of [join(dir, 'nowhere'), text]) {
      const { status, stdout, stderr } = await verify(log)
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^liaison: Can't decide: .+\n$/)
      expect(parsed((await verify(log, '--json')).stdout)).toMatchObject({ kind: 'undecided' })
    }
    expect(existsSync(join(dir, 'nowhere'))).toBe(false)
    expect(readFileSync(text, 'utf8')).toMatch(/^This is a letter/)
  })

  test('when it is said in Chinese, then the reason and what to do are, wherever they are said', async () => {
    const policy = join(dir, 'flawed.txt')
    writeFileSync(policy, `quorum none\nthis is no policy\n`)
    const [key, nowhere, chinese] = [
      join(dir, 'nothing'),
      join(dir, 'nowhere'),
      ['--language', 'zh-HK'],
    ]
    const ends = [
      await verify(fresh, '--policy', policy, ...chinese),
      await verify(fresh, '--key', key, ...chinese),
      await verify(nowhere, ...chinese),
      await verify(fresh, '--since', nowhere, ...chinese),
      await callInside(['audit', 'verify', ...chinese], {}, dir),
    ]
    expect(ends.map(e => e.status)).toEqual([2, 2, 2, 2, 2])
    expect(ends.map(e => (e.stdout + e.stderr).trimEnd())).toEqual([
      expect.stringMatching(
        /^未能判定：信任政策檔案有誤（BadPolicy），.+flawed\.txt，第 \d 行：\w+。\n請更正/,
      ),
      `liaison: 未能判定：沒有密鑰檔案 ${key}`,
      expect.stringMatching(/^liaison: 未能判定：NoFile，.+nowhere。請查明/),
      expect.stringMatching(
        /^liaison: 未能判定：沒有檔案（NotThere），.+nowhere。無法開啟該檔案。/,
      ),
      'liaison: 未能判定：請指明資料包、記錄憑證或 --log <file> 其中一項。',
    ])
  })

  test('when the command line or a setting is wrong, then it ends with 2: 1 would say tampering', async () => {
    const args = ['audit', 'verify', '--log', fresh]
    const ends = [
      call(dir, ['audit', 'verify']),
      call(dir, [...args, '--jsno']),
      call(dir, args, { LIAISON_PORT: 'abc' }),
    ]
    expect(ends.map(e => [e.status, e.stdout])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ])
  })
})
