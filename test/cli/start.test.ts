import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { begin, call, scratch, writeDesk } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = scratch()
  cleanups.push(remove)
  return dir
}

const answers = async (url: string): Promise<number> => (await fetch(url)).status

describe('given a liaison.json with a mistake', () => {
  const mistakes: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    [
      'an unknown desk',
      text => text.replaceAll('"desk": "kcs.cyber"', '"desk": "kcs.cybr"'),
      /^liaison: liaison\.json:\d+: officers\.3\.desk: kcs\.o1: unknown desk kcs\.cybr$/m,
    ],
    [
      'an id twice',
      text => text.replace('"id": "hkc.o2"', '"id": "hkc.o1"'),
      /^liaison: liaison\.json:\d+: officers\.1\.id: hkc\.o1: id used twice$/m,
    ],
    [
      'a zone that is none',
      text => text.replace('Asia/Seoul', 'Asia/Soul'),
      /^liaison: liaison\.json:\d+: contactPoints\.1\.zone\.zone: is no IANA time zone$/m,
    ],
    [
      'a step before the one above it',
      text => text.replace('"afterMinutes": 0', '"afterMinutes": 7'),
      /^liaison: liaison\.json:\d+: policy\.immediate\.ack\.steps\.1: each step must be later than the one above it$/m,
    ],
    [
      'a field that nothing reads',
      text => text.replace('"channels"', '"chanels"'),
      /^liaison: liaison\.json:\d+: chanels: nothing reads this$/m,
    ],
    [
      'a comma too few',
      text => text.replace(',', ''),
      /^liaison: liaison\.json:3: a comma is missing before this$/m,
    ],
  ]

  test.each(mistakes)(
    'when it has %s, then that is said, in sentences, and nothing is written',
    (_, change, sentence) => {
      const dir = folder()
      writeDesk(dir, change)
      const data = join(dir, 'data')
      const { status, stdout, stderr } = call(dir, ['start'], { LIAISON_DATA: data })
      expect([status, stdout, existsSync(data)]).toEqual([1, '', false])
      expect(stderr).toMatch(sentence)
      expect(stderr).not.toContain('    at ')
      expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^liaison: [A-Z].* .*\.$/)
      expect(readdirSync(dir).sort()).toEqual(['calendars', 'liaison.json'])
    },
  )
})

describe('given a desk that can not have what it needs', () => {
  test('when its port is taken, then it says which and what to do, and leaves the data to the next', async () => {
    const dir = folder()
    writeDesk(dir)
    const taken = createServer()
    const port = await new Promise<number>(resolve => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address()
        resolve(address !== null && typeof address === 'object' ? address.port : 0)
      })
    })
    const { status, stdout, stderr } = call(dir, ['start'], { LIAISON_PORT: String(port) })
    taken.close()
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`port: ${port}`)
    expect(stderr).toContain('Set LIAISON_PORT to a free port.')
    const next = await begin(dir, ['start'])
    expect(await next.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })

  test('when another one runs on its data, then it says so and the other goes on', async () => {
    const dir = folder()
    writeDesk(dir)
    const first = await begin(dir, ['start'])
    const { status, stdout, stderr } = call(dir, ['start'])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('Another liaison writes to this data directory')
    expect(await answers(first.url)).toBe(200)
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

describe('given a desk that runs', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'when it gets %s, then it ends with 0, hears no more, and lets go of the data',
    async signal => {
      const dir = folder()
      writeDesk(dir)
      const running = await begin(dir, ['start'])
      expect(running.said).toHaveLength(1)
      expect(await answers(running.url)).toBe(200)
      expect(await running.end(signal)).toEqual({ code: 0, signal: null })
      await expect(answers(running.url)).rejects.toThrow('fetch failed')
      const next = await begin(dir, ['start'])
      expect(await next.end('SIGTERM')).toEqual({ code: 0, signal: null })
      expect(readdirSync(join(dir, 'data')).filter(name => name.endsWith('-wal'))).toEqual([])
    },
  )

  test('when there is no liaison.json, then it is the demo, with a link for each of its officers', async () => {
    const dir = folder()
    const running = await begin(dir, ['start'])
    const links = running.said.filter(line => /^ {2}\S+\.o\d .*\/sign-in\//.test(line))
    expect(links).toHaveLength(6)
    expect(existsSync(join(dir, 'data/demo/log.db'))).toBe(true)
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})
