import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '../../adapters/console/limits.ts'
import { createSessionKeeper } from '../../adapters/console/session.ts'
import { instant, minutes, plus } from '../../src/kit/time.ts'
import {
  consoleOptions,
  createTestEar,
  officerOf,
  pathOf,
  scratch,
  startConsole,
} from '../rigs/console.ts'
import { actPath, type Desk, desksBegin, expectSafe, raiseDesk } from '../rigs/console-desk.ts'
import { raw } from '../rigs/console-http.ts'

const ann = officerOf('ann')
const ben = officerOf('ben')

describe('given a console with one officer signed in', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await raiseDesk()
  })
  afterEach(() => desk.close())

  test('when an officer asks for the things of another, then all of it is refused', async () => {
    const cookie = desk.jar.for(actPath)
    const places = ['', 'api/feed', 'api/complete?text=/']
    for (const place of places) {
      const own = await raw(desk.url(), pathOf(ann, place === 'api/feed' ? '' : place), {
        headers: { cookie },
      })
      expect([place, own.status]).toEqual([place, 200])
      const other = await raw(desk.url(), pathOf(ben, place), { headers: { cookie } })
      expect([place, other.status]).toEqual([place, 403])
      const unknown = await raw(desk.url(), `/o/nobody/${place}`, { headers: { cookie } })
      expect([place, unknown.status]).toEqual([place, 403])
      const none = await raw(desk.url(), pathOf(ann, place))
      expect([place, none.status]).toEqual([place, 403])
      for (const answer of [own, other, unknown, none]) expectSafe(answer)
    }
    expect(places).toHaveLength(3)
  })

  test('when any one character of a cookie is changed, then it proves nothing', async () => {
    const cookie = desk.jar.for(actPath)
    const page = (value: string) => raw(desk.url(), pathOf(ann, ''), { headers: { cookie: value } })
    expect((await page(cookie)).status).toBe(200)
    let tried = 0
    for (let i = 'liaison='.length; i < cookie.length; i += 3) {
      const other = cookie[i] === 'A' ? 'B' : 'A'
      const answer = await page(cookie.slice(0, i) + other + cookie.slice(i + 1))
      expect([i, answer.status]).toEqual([i, 403])
      tried += 1
    }
    expect(tried).toBeGreaterThan(15)
    expect((await page(`liaison=; ${cookie}; liaison=x`)).status).toBe(200)
  })

  test('when 12 hours are over, then the session is, to the millisecond', async () => {
    const page = () =>
      raw(desk.url(), pathOf(ann, ''), { headers: { cookie: desk.jar.for(actPath) } })
    desk.setTime(plus(desksBegin, limits.session - 1))
    expect((await page()).status).toBe(200)
    desk.setTime(plus(desksBegin, limits.session))
    const after = await page()
    expect(after.status).toBe(403)
    expect(after.body).toContain(`href="/o/${ann}/"`)
    expect((await desk.act()).status).toBe(403)
  })

  test('when signed out, then the cookie is removed and proves nothing any more', async () => {
    const path = pathOf(ann, 'sign-out')
    const cookie = desk.jar.for(path)
    const foreign = await desk.act({ origin: 'https://evil.example' }, '{}', path)
    expect(foreign.status).toBe(403)
    const out = await desk.act({}, '{}', path)
    expect(out.status).toBe(200)
    expect(out.cookies[0]).toContain('Max-Age=0')
    expect((await raw(desk.url(), pathOf(ann, ''), { headers: { cookie } })).status).toBe(403)
  })

  test('when the process restarts, then a session goes on and a used link stays used', async () => {
    const link = new URL(await desk.platform().signInLink(ben)).pathname
    expect((await raw(desk.url(), link)).status).toBe(200)
    await desk.restart()
    const cookie = desk.jar.for(actPath)
    expect((await raw(desk.url(), pathOf(ann, ''), { headers: { cookie } })).status).toBe(200)
    expect((await raw(desk.url(), link)).status).toBe(403)
  })

  test('when a cookie is set, then it is for one path, unreadable to scripts and strict', async () => {
    const { pathname } = new URL(await desk.platform().signInLink(ben))
    const [cookie = ''] = (await raw(desk.url(), pathname)).cookies
    expect(cookie.split('; ').slice(1)).toEqual([
      `Path=/o/${ben}/`,
      'Max-Age=43200',
      'HttpOnly',
      'SameSite=Strict',
    ])
    const secure = createSessionKeeper(new Uint8Array(32), true).open(ben, desksBegin)
    expect(secure).toContain('; Secure')
  })

  test('when the data directory is read, then it holds no link and no other account may read it', async () => {
    const link = await desk.platform().signInLink(ben)
    const token = link.split('/').at(-1) ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const names = await readdir(join(desk.dir, 'sign-in'))
    expect(names).toHaveLength(1)
    const file = join(desk.dir, 'sign-in', names[0] ?? '')
    expect(file + (await readFile(file, 'utf8'))).not.toContain(token)
    const modes = await Promise.all(
      [file, join(desk.dir, 'sign-in'), join(desk.dir, 'console.key')].map(p => stat(p)),
    )
    expect(modes.map(s => (s.mode & 0o777).toString(8))).toEqual(['600', '700', '600'])
  })
})

describe('given sign-in links', () => {
  test('when one is followed many times at once, then it works once', async () => {
    const { dir, clear } = await scratch()
    const platform = await startConsole(consoleOptions(dir), createTestEar())
    const { pathname } = new URL(await platform.signInLink(ann))
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => raw(platform.url(), pathname)),
    )
    const statuses = answers.map(answer => answer.status).sort()
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 403)])
    expect(answers.filter(answer => answer.cookies.length > 0)).toHaveLength(1)
    await platform.close()
    await clear()
  })

  test('when 10 minutes are over, or the token is made up, then it does not work', async () => {
    const { dir, clear } = await scratch()
    let at = instant(1_795_500_000_000)
    const platform = await startConsole({ ...consoleOptions(dir), now: () => at }, createTestEar())
    const [inTime, late] = [await platform.signInLink(ann), await platform.signInLink(ann)]
    at = plus(at, minutes(10) - 1)
    expect((await raw(platform.url(), new URL(inTime).pathname)).status).toBe(200)
    at = plus(at, 1)
    const refused = [late, late, `${late.slice(0, -43)}${'A'.repeat(43)}`, `${late}x`, `${late}%00`]
    for (const link of refused)
      expect((await raw(platform.url(), new URL(link).pathname)).status).toBe(403)
    expect(refused).toHaveLength(5)
    await platform.close()
    await clear()
  })
})
