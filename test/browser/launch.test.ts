import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawnScripts, launchBrowser } from '../rigs/browser.ts'
import { shippedBrowser } from '../rigs/browser-files.ts'

const html = `<!doctype html><title>rig</title><button>Send</button><p></p><script src="/a.js"></script>`
const script = `document.querySelector('button').onclick = () => {
  document.querySelector('p').textContent = '已送出 / 발송됨'
}`

const server = createServer((request, response) => {
  const code = request.url === '/a.js'
  response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'")
  response.setHeader('content-type', code ? 'text/javascript' : 'text/html; charset=utf-8')
  response.end(code ? script : html)
})

describe('given the browser rig', () => {
  let browser: Browser
  let url: string

  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('the server has no port')
    url = `http://127.0.0.1:${address.port}/`
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser.close()
    await new Promise(resolve => server.close(resolve))
  })

  test('when a page on loopback is opened and its button pressed, then its script runs', async () => {
    const page = await browser.newPage()
    await page.goto(url)
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await page.textContent('p')).toBe('已送出 / 발송됨')
    await page.close()
  })

  test('when a page has a strict policy, then this browser holds to it', async () => {
    const page = await browser.newPage()
    await page.goto(url)
    const added = page.evaluate<string>(`new Promise(resolve => {
      addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective))
      document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))
    })`)
    expect(await added).toBe('script-src-elem')
    await page.close()
  })

  test('when asked which scripts it can draw, then each is told as yes or no', async () => {
    const page = await browser.newPage()
    const drawn = await drawnScripts(page)
    expect(Object.keys(drawn)).toEqual(['han', 'hangul'])
    expect(Object.values(drawn).map(value => typeof value)).toEqual(['boolean', 'boolean'])
    await page.close()
  })

  test('when several tests ask for the shipped files at a time, then all get the same', async () => {
    const files = await Promise.all([shippedBrowser(), shippedBrowser(), shippedBrowser()])
    expect(new Set(files.map(({ executable }) => executable)).size).toBe(1)
    expect(files.every(({ executable }) => existsSync(executable))).toBe(true)
  })
})

describe('given no browser that can run', () => {
  const broken = (why: string) => () => Promise.reject(new Error(`${why}\nand much more`))

  test('when one is asked for, then the failure says in one line what to install', async () => {
    const failure = await launchBrowser([broken('no library'), broken('no file')]).catch(String)
    expect(failure).toContain('install one (Debian: apt-get install chromium)')
    expect(failure).toContain('LIAISON_BROWSER')
    expect(failure).toContain('Tried 2: Error: no library; Error: no file')
    expect(String(failure).split('\n')).toHaveLength(1)
  })

  test('when the first way fails and the second works, then the second is used', async () => {
    const browser = await launchBrowser([broken('no library'), () => launchBrowser()])
    expect(browser.isConnected()).toBe(true)
    await browser.close()
  })
})
