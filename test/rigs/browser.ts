import { type Browser, chromium, type Page } from 'playwright-core'
import { type BrowserFiles, installedBrowsers, shippedBrowser } from './browser-files.ts'

// As root there is no sandbox to be had; the rest keeps the browser from calling anybody on its own.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const launch = ({ executable, env }: BrowserFiles): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    headless: true,
    args,
    env: { ...process.env, ...env },
  })

const firstLine = (error: unknown) => String(error).split('\n')[0]

/** The ways to a browser, best first; a way may turn out not to exist. */
export type Way = () => Promise<Browser>

const ways = (chosen: string | undefined): readonly Way[] =>
  chosen
    ? [() => launch({ executable: chosen, env: {} })]
    : [
        async () => launch(await shippedBrowser()),
        ...installedBrowsers().map(files => () => launch(files)),
      ]

/**
 * A headless Chromium for a test, which closes it. The one that the package ships, so that it is the
 * same everywhere; an installed one where that can't run; only `LIAISON_BROWSER` where that is set.
 */
export const launchBrowser = async (
  open: readonly Way[] = ways(process.env['LIAISON_BROWSER']),
): Promise<Browser> => {
  const failures: string[] = []
  for (const way of open) {
    try {
      return await way()
    } catch (error) {
      failures.push(firstLine(error) ?? '')
    }
  }
  throw new Error(
    'The browser tests need a Chromium that can run here: install one (Debian: apt-get install ' +
      `chromium) or set LIAISON_BROWSER to its path. Tried ${failures.length}: ${failures.join('; ')}`,
  )
}

const picture = `(text => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 48
  const pen = canvas.getContext('2d')
  pen.font = '32px sans-serif'
  pen.fillText(text, 4, 40)
  return canvas.toDataURL()
})`

/** Without a font, every character is the same box. */
const differ = (page: Page, a: string, b: string): Promise<boolean> =>
  page.evaluate<boolean>(`${picture}('${a}') !== ${picture}('${b}')`)

/** Scripts that this browser can draw. Where one is missing, texts hold but a screenshot shows boxes. */
export interface DrawnScripts {
  readonly han: boolean
  readonly hangul: boolean
}

export const drawnScripts = async (page: Page): Promise<DrawnScripts> => ({
  han: await differ(page, '一', '鬱'),
  hangul: await differ(page, '가', '뷁'),
})
