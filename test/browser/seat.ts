import type { Browser, Locator, Page } from 'playwright-core'
import type { OfficerId } from '../../src/kit/ids.ts'
import type { Running } from '../../src/main.ts'

type Kind = 'shared' | 'internal'

/** One officer at a browser of their own, and whatever went wrong in it. */
export interface Seat {
  readonly page: Page
  /** Errors of the page, breaches of its policy and requests to other hosts, since last asked. */
  readonly troubles: () => readonly string[]
  readonly requests: () => number
  /** How many of them asked for something to be done. */
  readonly acts: () => number
  /** The card of a referral in a channel (both are there at 1280 px). */
  readonly card: (kind: Kind, ref: string) => Locator
  /** Gives the page a width and waits until it is laid out for it: channels side by side, or tabs. */
  readonly resize: (width: number, height: number) => Promise<void>
  /** What the thread under that card says, a line each. */
  readonly thread: (ref: string) => Locator
  readonly press: (kind: Kind, ref: string, button: string) => Promise<void>
  readonly command: (line: string) => Promise<void>
  readonly replies: () => Locator
  readonly dialog: () => Locator
  /** Inputs that have a problem: name, problem, `aria-invalid`. */
  readonly problems: () => Promise<readonly (readonly string[])[]>
  /** Every message of both channels as text, in order. */
  readonly everything: () => Promise<readonly string[]>
  /**
   * The same but for what changes in the meantime and comes back from a restart as it then is: calls,
   * also those in a line, and hand-over notes.
   */
  readonly lasting: () => Promise<readonly string[]>
}

const watchPolicy = `addEventListener('securitypolicyviolation', event =>
  console.error('policy: ' + event.effectiveDirective + ' ' + event.blockedURI))`

const fieldProblems = `[...document.querySelectorAll('.field:has(.problem)')].map(field => {
  const input = field.querySelector('[name]')
  return [input.name, field.querySelector('.problem').textContent, input.getAttribute('aria-invalid')]
})`

const lastingTexts = `(() => {
  const calls = [...document.querySelectorAll('.message .calls')]
  for (const call of calls) call.style.display = 'none'
  const messages = '.message:not(:has([data-card=escalation], [data-card=shift]))'
  const texts = [...document.querySelectorAll(messages)].map(message => message.innerText)
  for (const call of calls) call.style.display = ''
  return texts
})()`

const watched = (page: Page) => {
  const troubles: string[] = []
  let requests = 0
  let acts = 0
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()))
      troubles.push(`${message.type()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', error => troubles.push(`thrown: ${error.message}`))
  page.on('dialog', dialog => {
    troubles.push(`asked by the browser: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', request => {
    requests += 1
    if (request.method() === 'POST') acts += 1
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1')
      troubles.push(`elsewhere: ${request.url()}`)
  })
  return { troubles: () => troubles.splice(0), requests: () => requests, acts: () => acts }
}

/** Signs an officer in by their single-use link and waits for their desk. */
export const takeSeat = async (
  browser: Browser,
  running: Running,
  officer: string,
): Promise<Seat> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    // What the browser itself prefers must not reach the page.
    locale: 'de-DE',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.addInitScript(watchPolicy)
  const watch = watched(page)
  await page.goto(await running.signInLink(officer as OfficerId))
  const line = page.locator('#command')
  await line.waitFor()

  const strand = (kind: Kind, ref: string) =>
    page.locator(`[data-kind=${kind}] .strands > li`, {
      has: page.locator('> article .small', { hasText: ref }),
    })
  const card: Seat['card'] = (kind, ref) => strand(kind, ref).locator('> article')
  return {
    page,
    ...watch,
    card,
    resize: async (width, height) => {
      await page.setViewportSize({ width, height })
      await page.locator(width < 600 ? '.tabbed' : '.columns').waitFor()
    },
    thread: ref => strand('shared', ref).locator('.thread .words'),
    press: (kind, ref, button) =>
      card(kind, ref).getByRole('button', { name: button, exact: true }).click(),
    command: async text => {
      await line.fill(text)
      await line.press('Escape')
      await line.press('Enter')
    },
    replies: () => page.locator('.replies .reply'),
    dialog: () => page.locator('dialog[open]'),
    problems: () => page.evaluate<readonly string[][]>(fieldProblems),
    everything: () => page.locator('.message').allInnerTexts(),
    lasting: () => page.evaluate<readonly string[]>(lastingTexts),
  }
}
