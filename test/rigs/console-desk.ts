import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ConsolePlatform } from '../../adapters/console/index.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import {
  consoleOptions,
  createTestEar,
  officerOf,
  pathOf,
  scratch,
  signIn,
  startConsole,
  type TestEar,
} from './console.ts'
import { type Jar, type RawAnswer, raw } from './console-http.ts'

export const actPath = pathOf(officerOf('ann'), 'api/act')
export const goodAct = JSON.stringify({ key: 'key-000001', kind: 'command', text: '/help' })
export const desksBegin = instant(1_795_500_000_000)

type Headers = Readonly<Record<string, string>>

/** A demo console with a small page, Ann signed in, driven by requests of any shape. */
export interface Desk {
  readonly dir: string
  readonly ear: TestEar
  readonly jar: Jar
  readonly platform: () => ConsolePlatform
  readonly url: () => string
  readonly setTime: (at: Instant) => void
  /** What a page of Ann's sends with a write. */
  readonly headers: (over?: Headers) => Record<string, string>
  readonly act: (over?: Headers, body?: string, path?: string) => Promise<RawAnswer>
  /** A GET with Ann's cookie, or with `cookie`. */
  readonly get: (path: string, cookie?: string) => Promise<RawAnswer>
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

const writePage = async (folder: string): Promise<void> => {
  const compiled = join(folder, 'dist/adapters/console/page')
  await mkdir(compiled, { recursive: true })
  await writeFile(
    join(compiled, 'main.js'),
    'import { render } from "preact";import{useState as u}from"preact/hooks";render(u)',
  )
  await writeFile(join(folder, 'style.css'), 'body { margin: 0 }')
  await writeFile(join(folder, 'secret.json'), '{}')
}

export const raiseDesk = async (): Promise<Desk> => {
  const { dir, clear } = await scratch()
  await writePage(join(dir, 'page'))
  let at = desksBegin
  const options = { ...consoleOptions(dir), pageDir: join(dir, 'page'), now: () => at, demo: true }
  const ear = createTestEar()
  let platform = await startConsole(options, ear)
  const jar = await signIn(platform, officerOf('ann'))
  const headers = (over: Headers = {}) => ({
    cookie: jar.for(actPath),
    origin: new URL(platform.url()).origin,
    'content-type': 'application/json',
    ...over,
  })
  return {
    dir,
    ear,
    jar,
    platform: () => platform,
    url: () => platform.url(),
    setTime: to => {
      at = to
    },
    headers,
    act: (over = {}, body = goodAct, path = actPath) =>
      raw(platform.url(), path, { method: 'POST', headers: headers(over), body }),
    get: (path, cookie = jar.for(path)) => raw(platform.url(), path, { headers: { cookie } }),
    restart: async () => {
      await platform.close()
      platform = await startConsole(options, ear)
    },
    close: async () => {
      await platform.close()
      await clear()
    },
  }
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
]

/** What holds for every response there is. */
export const expectSafe = (answer: RawAnswer, extra: readonly string[] = []): void => {
  expect(answer.header('content-security-policy').split('; ')).toEqual([...policy, ...extra])
  expect(answer.header('x-content-type-options')).toBe('nosniff')
  expect(answer.header('referrer-policy')).toBe('no-referrer')
}
