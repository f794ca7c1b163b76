import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { isMissingFile } from './faults.ts'

export interface Asset {
  readonly body: string
  readonly type: string
  readonly etag: string
}

/** By path below `/page/`. Only what was read at the start can be served, so no path leads elsewhere. */
export type Assets = ReadonlyMap<string, Asset>

const vendored: Readonly<Record<string, string>> = {
  preact: 'vendor/preact.js',
  'preact/hooks': 'vendor/preact-hooks.js',
  'preact/jsx-runtime': 'vendor/preact-jsx-runtime.js',
}

// An inline import map would need a hole in the content-security-policy.
const rewrite = (script: string): string =>
  script.replace(
    /(\bfrom\s*|\bimport\s*)(["'])(preact(?:\/hooks|\/jsx-runtime)?)\2/g,
    (whole, lead: string, quote: string, name: string) => {
      const path = vendored[name]
      return path === undefined ? whole : `${lead}${quote}/page/${path}${quote}`
    },
  )

/** The page's first script; not among the assets where the page isn't built. */
export const entry = 'main.js'
/** That of the page of figures. */
export const figuresEntry = 'figures.js'

const asset = (body: string, type: string): Asset => ({
  body,
  type,
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
})

const script = (source: string): Asset => asset(rewrite(source), 'text/javascript; charset=utf-8')

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder, { recursive: true })
  } catch (error) {
    if (isMissingFile(error)) return []
    throw error
  }
}

/** Reads the page's compiled scripts, its style sheets and the library they import. */
export const loadAssets = async (pageDir: string): Promise<Assets> => {
  const require = createRequire(import.meta.url)
  // tsc keeps the folders as they are seen from the root, since types come from `src/`.
  const dist = join(pageDir, 'dist', 'adapters', 'console', 'page')
  const scripts = (await namesIn(dist)).filter(name => name.endsWith('.js'))
  const sheets = (await namesIn(pageDir)).filter(n => n.endsWith('.css') && !n.includes(sep))
  const read = (path: string): Promise<string> => readFile(path, 'utf8')
  return new Map(
    await Promise.all([
      ...scripts.map(
        async (name): Promise<[string, Asset]> => [
          name.replaceAll(sep, '/'),
          script(await read(join(dist, name))),
        ],
      ),
      ...sheets.map(
        async (name): Promise<[string, Asset]> => [
          name,
          asset(await read(join(pageDir, name)), 'text/css; charset=utf-8'),
        ],
      ),
      ...Object.entries(vendored).map(
        async ([name, path]): Promise<[string, Asset]> => [
          path,
          script(await read(require.resolve(name))),
        ],
      ),
    ]),
  )
}
