import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escapeHtml } from '../../adapters/console/pages.ts'
import type { Language } from '../../src/kit/ids.ts'
import { officerOf, pathOf } from '../rigs/console.ts'
import { actPath, type Desk, expectSafe, raiseDesk } from '../rigs/console-desk.ts'
import { raw } from '../rigs/console-http.ts'

const ann = officerOf('ann')
const ben = officerOf('ben')
const inlineCode = /<script(?![^>]* src=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:/i

describe('given a console with one officer signed in', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await raiseDesk()
  })
  afterEach(() => desk.close())

  test('when a path leads out of the page, then nothing is served', async () => {
    const outside = [
      '/page/../../../package.json',
      '/page/..%2f..%2fpackage.json',
      '/page/%2e%2e/%2e%2e/package.json',
      '/page/....//package.json',
      '/page//etc/passwd',
      '/page/dist/main.js',
      '/page/secret.json',
      '/page/main.js%00.css',
      '/page/vendor/../../index.ts',
      '/page/',
    ]
    for (const path of outside) {
      const answer = await raw(desk.url(), path)
      expect([path, answer.status]).toEqual([path, 404])
      expectSafe(answer)
    }
    expect(outside).toHaveLength(10)
    const malformed = await raw(desk.url(), '/page/..\\..\\package.json')
    expect(malformed.status).toBe(400)
    expectSafe(malformed)
  })

  test('when the page is fetched, then its files come typed, checked again and without bare imports', async () => {
    const page = await raw(desk.url(), pathOf(ann, ''), {
      headers: { cookie: desk.jar.for(actPath) },
    })
    const files = [...page.body.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(m => m[1] ?? '')
    expect(files).toEqual(['/page/style.css', '/page/main.js'])
    const library = ['preact', 'preact-hooks', 'preact-jsx-runtime'].map(
      n => `/page/vendor/${n}.js`,
    )
    for (const path of [...files, ...library]) {
      const file = await raw(desk.url(), path)
      expect(file.header('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/)
      expect(file.header('cache-control')).toBe('no-cache')
      expect(file.body).not.toMatch(/(from|import)\s*["']preact/)
      expectSafe(file)
      const again = await raw(desk.url(), path, {
        headers: { 'if-none-match': file.header('etag') },
      })
      expect([path, again.status, again.body]).toEqual([path, 304, ''])
      expectSafe(again)
    }
    expect((await raw(desk.url(), '/page/main.js')).body).toContain(
      'from"/page/vendor/preact-hooks.js"',
    )
  })

  test('when the officer has chosen another language, then the page is in it', async () => {
    const headers = { cookie: desk.jar.for(actPath) }
    const opened = async () => (await raw(desk.url(), pathOf(ann, ''), { headers })).body
    expect(await opened()).toContain('<html lang="zh-HK">')
    desk.ear.speaks.set(ann, 'ko' as Language)
    expect(await opened()).toContain('<html lang="ko">')
  })

  test('when any page is opened, then it is safe, whole and has no code of its own in it', async () => {
    const signInPath = new URL(await desk.platform().signInLink(ben)).pathname
    const cookie = desk.jar.for(actPath)
    const pages = {
      root: await raw(desk.url(), '/'),
      desk: await raw(desk.url(), pathOf(ann, ''), { headers: { cookie } }),
      signedOut: await raw(desk.url(), pathOf(ben, ''), { headers: { cookie } }),
      signedIn: await raw(desk.url(), signInPath),
      refusedLink: await raw(desk.url(), signInPath),
      markup: await raw(desk.url(), '/o/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E/'),
      demo: await raw(desk.url(), '/demo'),
    }
    for (const [name, page] of Object.entries(pages)) {
      expectSafe(page, name === 'demo' ? ["frame-src 'self'"] : [])
      expect([name, inlineCode.exec(page.body)]).toEqual([name, null])
      expect(page.header('cache-control')).toBe('no-store')
      expect(page.header('content-type')).toMatch(/^text\/html; charset=utf-8$/i)
      expect(page.body).toMatch(/^<!doctype html>\n<html lang="(en|ko|zh-HK|zh-CN)">/)
      expect(page.body).not.toMatch(/<[bi]>/)
    }
    expect(Object.values(pages).map(page => page.status)).toEqual([
      200, 200, 403, 200, 403, 403, 200,
    ])
    expect(pages.desk.body).toContain('<html lang="zh-HK">')
    expect(pages.desk.body).toContain('<noscript>')
    const spoken = [...pages.refusedLink.body.matchAll(/<p lang="([^"]+)">/g)].map(m => m[1])
    expect(spoken).toEqual(['en', 'ko', 'zh-HK', 'zh-CN'])
  })

  test('when text is escaped for a page, then it has no character that opens or closes anything', () => {
    const back: Readonly<Record<string, string>> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const escaped = escapeHtml(text)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, e => back[e] ?? e)).toBe(text)
      }),
    )
  })
})
