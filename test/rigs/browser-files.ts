import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'

/** An executable with the environment that it needs. */
export interface BrowserFiles {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

const root = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

// The package's own list names the folders of a cloud function, and none of the host's fonts.
const fontsConf = (dir: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${dir}/fonts-cache</cachedir>
</fontconfig>
`

const unpackInto = async (dir: string) => {
  const before = process.env['TMPDIR']
  // The package unpacks to the temporary folder of the moment, whoever may have written there before.
  process.env['TMPDIR'] = dir
  try {
    const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br', 'swiftshader.tar.br']
    await Promise.all(archives.map(name => inflate(join(root, 'bin', name))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

const prepare = async (): Promise<BrowserFiles> => {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const cache = join(import.meta.dirname, '../../node_modules/.cache/liaison-browser')
  const dir = join(cache, version)
  if (!existsSync(dir)) {
    await mkdir(cache, { recursive: true })
    const own = mkdtempSync(join(cache, 'unpacking-'))
    await unpackInto(own)
    writeFileSync(join(own, 'fonts.conf'), fontsConf(dir))
    try {
      renameSync(own, dir)
    } catch (error) {
      rmSync(own, { recursive: true })
      // Another process was first; what it made is as good.
      if (!existsSync(dir)) throw error
    }
  }
  return {
    executable: join(dir, 'chromium'),
    env: { LD_LIBRARY_PATH: join(dir, 'al2023/lib'), FONTCONFIG_FILE: join(dir, 'fonts.conf') },
  }
}

let prepared: Promise<BrowserFiles> | undefined

/** The browser inside the package, unpacked once an installation; several processes may ask at a time. */
export const shippedBrowser = (): Promise<BrowserFiles> => {
  prepared ??= prepare()
  return prepared
}

/** Where Debian, Ubuntu, Fedora, Alpine and Google's own packages put theirs. */
export const installedBrowsers = (): readonly BrowserFiles[] =>
  [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
    .filter(path => existsSync(path))
    .map(executable => ({ executable, env: {} }))
