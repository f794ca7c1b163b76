import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export interface Aside {
  readonly file: string
  readonly remove: () => void
}

const traits = (files: readonly string[]): string =>
  files
    .map(file => statSync(file))
    .map(({ size, mtimeMs, ino }) => `${ino}:${size}:${mtimeMs}`)
    .join()

/**
 * Copies a database with its WAL to a temporary folder, where SQLite may make the files that reading a
 * WAL needs. Undefined if it changed meanwhile: half of one state would look like tampering.
 */
export const copyAside = (file: string): Aside | undefined => {
  const sources = [file, `${file}-wal`].filter(source => existsSync(source))
  const folder = mkdtempSync(join(tmpdir(), 'liaison-log-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const before = traits(sources)
    for (const source of sources) copyFileSync(source, join(folder, basename(source)))
    if (traits(sources) === before) return { file: join(folder, basename(file)), remove }
    remove()
    return undefined
  } catch (error) {
    remove()
    throw error
  }
}
