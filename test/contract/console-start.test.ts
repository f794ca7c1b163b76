import { describe, expect, test } from 'vitest'
import { listenFault } from '../../adapters/console/faults.ts'
import {
  type ConsoleOptions,
  createConsolePlatform,
  makeSignInLink,
  serverWords,
} from '../../adapters/console/index.ts'
import en from '../../locales/en/page.json' with { type: 'json' }
import ko from '../../locales/ko/page.json' with { type: 'json' }
import zhCN from '../../locales/zh-CN/page.json' with { type: 'json' }
import zhHK from '../../locales/zh-HK/page.json' with { type: 'json' }
import type { OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import {
  consoleOptions,
  createTestEar,
  officerOf,
  pathOf,
  scratch,
  signIn,
  startConsole,
} from '../rigs/console.ts'
import { createJar, follow, raw } from '../rigs/console-http.ts'

const ann = officerOf('ann')

describe('given options for a console', () => {
  const with_ = (over: Partial<ConsoleOptions>) => {
    const made = createConsolePlatform({ ...consoleOptions('/nowhere'), ...over })
    return made.ok ? 'made' : made.error.kind
  }
  const officer = (over: object) => ({
    officers: consoleOptions('').officers.map(o => ({ ...o, ...over })),
  })

  test('when they can not be served safely, then no console is made', () => {
    const cases: readonly (readonly [Partial<ConsoleOptions>, string])[] = [
      [{}, 'made'],
      [{ demo: true }, 'made'],
      [{ demo: true, host: 'localhost' }, 'made'],
      [{ demo: true, host: '::1' }, 'made'],
      [{ demo: true, host: '0.0.0.0' }, 'DemoNotOnLoopback'],
      [{ demo: true, host: '192.0.2.7' }, 'DemoNotOnLoopback'],
      [{ demo: true, host: '127.0.0.1.evil.example' }, 'DemoNotOnLoopback'],
      [{ demo: true, publicUrl: 'https://desk.example/' }, 'DemoNotOnLoopback'],
      [{ host: '0.0.0.0' }, 'PublicUrlNeeded'],
      [{ host: '::' }, 'PublicUrlNeeded'],
      [{ host: '0.0.0.0', publicUrl: 'https://desk.example/' }, 'made'],
      [{ publicUrl: 'desk.example' }, 'UnusablePublicUrl'],
      [{ publicUrl: 'https://desk.example/liaison/' }, 'UnusablePublicUrl'],
      [{ publicUrl: 'ftp://desk.example/' }, 'UnusablePublicUrl'],
      [officer({ id: '../x' }), 'UnusableOfficerId'],
      [officer({ id: 'a; Path=/' }), 'UnusableOfficerId'],
      [officer({ id: '..' }), 'UnusableOfficerId'],
      [officer({ channels: ['no-such' as PlaceId] }), 'UnknownChannel'],
    ]
    expect(cases.map(([options]) => with_(options))).toEqual(cases.map(([, kind]) => kind))
    expect(cases).toHaveLength(18)
  })
})

describe('given a console that runs', () => {
  test('when a second one wants its port, then it is told so and which setting to change', async () => {
    const [one, two] = [await scratch(), await scratch()]
    const first = await startConsole(consoleOptions(one.dir), createTestEar())
    const said: string[] = []
    const log = {
      info: () => {},
      warn: () => {},
      error: (s: string) => void said.push(s),
    }
    const port = Number(new URL(first.url()).port)
    const second = createConsolePlatform({ ...consoleOptions(two.dir), port, log })
    if (!second.ok) throw new Error(second.error.kind)
    expect(await second.value.start(createTestEar())).toEqual({
      ok: false,
      error: { kind: 'Unreachable' },
    })
    expect(said.at(-1)).toBe(
      `127.0.0.1:${port} is in use by another program: stop it, or set LIAISON_PORT to a free port.`,
    )
    await second.value.close()
    await first.close()
    await one.clear()
    await two.clear()
  })

  test('when another process writes a link, then this one honours it', async () => {
    const { dir, clear } = await scratch()
    const platform = await startConsole(consoleOptions(dir), createTestEar())
    const link = await makeSignInLink({
      dataDir: dir,
      url: platform.url(),
      officer: ann,
      now: instant(1_795_500_000_000),
      random: bytes => new Uint8Array(bytes).fill(7),
    })
    const jar = createJar()
    const page = await follow(jar, link)
    expect([page.status, new URL(page.url).pathname]).toEqual([200, pathOf(ann, '')])
    await platform.close()
    await clear()
  })

  test('when it is no demo, then there is no page for both desks and no link to it', async () => {
    const { dir, clear } = await scratch()
    const platform = await startConsole(consoleOptions(dir), createTestEar())
    expect(await platform.demoLink()).toBeUndefined()
    expect((await raw(platform.url(), '/demo')).status).toBe(404)
    await platform.close()
    await clear()
  })

  test('when the connection of an act breaks, then close still awaits the act', async () => {
    const { dir, clear } = await scratch()
    const ear = createTestEar()
    const gate = Promise.withResolvers<Answer>()
    ear.answers.push(gate.promise)
    const platform = await startConsole(consoleOptions(dir), ear)
    const url = platform.url()
    const jar = await signIn(platform, ann)
    const path = pathOf(ann, 'api/act')
    const abort = new AbortController()
    const sent = fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        cookie: jar.for(path),
        origin: new URL(url).origin,
        'content-type': 'application/json',
      },
      body: '{"key":"key-000001","kind":"command","text":"/slow"}',
      signal: abort.signal,
    })
    await expect.poll(() => ear.heard.length).toBe(1)
    abort.abort()
    await expect(sent).rejects.toThrow()
    const order: string[] = []
    const closing = platform.close().then(() => order.push('closed'))
    await expect
      .poll(() =>
        fetch(url).then(
          r => r.status,
          () => 'unreachable',
        ),
      )
      .toBe('unreachable')
    for (let n = 0; n < 100; n++) await new Promise(resolve => setImmediate(resolve))
    order.push('answered')
    gate.resolve({ kind: 'none' })
    await closing
    expect(order).toEqual(['answered', 'closed'])
    await clear()
  })

  test('when a link is asked for somebody unknown, then that is a bug of the caller', async () => {
    const { dir, clear } = await scratch()
    const platform = await startConsole(consoleOptions(dir), createTestEar())
    await expect(platform.signInLink('nobody' as OfficerId)).rejects.toThrow('no officer nobody')
    await platform.close()
    await clear()
  })

  test('when the ear fails, then the officer gets a plain failure, the log the cause, and it goes on', async () => {
    const { dir, clear } = await scratch()
    const said: string[] = []
    const platform = await startConsole(
      {
        ...consoleOptions(dir),
        log: { info: () => {}, warn: () => {}, error: sentence => void said.push(sentence) },
      },
      {
        hear: () => Promise.reject(new Error('secret detail')),
        complete: async () => [],
        suggest: async () => [],
        keep: async () => {},
        form: async () => ({ kind: 'none' }),
        home: () => Promise.reject(new Error('secret detail')),
        figures: () => Promise.reject(new Error('secret detail')),
      },
    )
    const jar = createJar()
    await follow(jar, await platform.signInLink(ann))
    const path = pathOf(ann, 'api/act')
    const answer = await raw(platform.url(), path, {
      method: 'POST',
      headers: {
        cookie: jar.for(path),
        origin: new URL(platform.url()).origin,
        'content-type': 'application/json',
      },
      body: '{"key":"key-000001","kind":"command","text":"/x"}',
    })
    expect([answer.status, answer.body]).toEqual([500, '{"error":"failed"}'])
    expect(said.at(-1)).toBe('a request failed')
    expect((await raw(platform.url(), '/')).status).toBe(200)
    await platform.close()
    await clear()
  })
})

describe('given the demo', () => {
  test('when its one link is followed, then both desks are signed in and shown side by side', async () => {
    const { dir, clear } = await scratch()
    const platform = await startConsole({ ...consoleOptions(dir), demo: true }, createTestEar())
    const link = await platform.demoLink()
    const jar = createJar()
    const page = await follow(jar, link ?? '')
    const body = await page.text()
    const frames = [...body.matchAll(/<iframe src="([^"]+)" title="([^"]+)"/g)]
    expect(frames.map(([, src]) => src)).toEqual([pathOf(ann, ''), pathOf(officerOf('ben'), '')])
    expect(frames[0]?.[2]).toBe('Ann &lt;b&gt;Chan&lt;/b&gt; · hkc.cyber')
    for (const [, src = ''] of frames) {
      const answer = await raw(platform.url(), src, { headers: { cookie: jar.for(src) } })
      expect([src, answer.status]).toEqual([src, 200])
    }
    expect((await fetch(link ?? '')).status).toBe(403)
    await platform.close()
    await clear()
  })

  test('when it is restarted, then a link of the earlier run no longer works and is swept away', async () => {
    const { dir, clear } = await scratch()
    const options = { ...consoleOptions(dir), demo: true }
    const earlier = await startConsole(options, createTestEar())
    const { pathname } = new URL(await earlier.signInLink(ann))
    await earlier.close()
    const later = await startConsole(options, createTestEar())
    expect((await raw(later.url(), pathname)).status).toBe(403)
    await later.close()
    await clear()
  })
})

test('given the catalogue, when the server needs a word for its own pages, then each language has it', () => {
  const pages = [en, ko, zhCN, zhHK].map(file => Object.keys(file.page))
  for (const words of pages) expect(words).toEqual(expect.arrayContaining([...serverWords]))
  expect(pages.length * serverWords.length).toBe(36)
})

test('given what Node says when it can not listen, when mapped, then each has a fault and a way out', () => {
  const codes = ['EADDRINUSE', 'EACCES', 'EPERM', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EIO']
  const faults = codes.map(code => listenFault(Object.assign(new Error('why'), { code }), 'h', 80))
  expect(faults.map(f => f.fault.kind)).toEqual([
    'Unreachable',
    'Forbidden',
    'Forbidden',
    'Unreachable',
    'Unreachable',
    'Unreachable',
    'Unreachable',
  ])
  expect(faults.every(f => f.sentence.includes('h'))).toBe(true)
  expect(listenFault('odd', 'h', 80).sentence).toContain('unknown cause')
})
