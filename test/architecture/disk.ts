import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Sources } from './finding.ts'

export const root = join(import.meta.dirname, '../..')

const made = /(^|\/)(node_modules|dist|\.git)(\/|$)|^(data|test\/output)\//

const walk = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, '/'),
    )
    .filter(path => !made.test(path))

/** The project's own files, tracked or about to be; without git, all that is not made by a tool. */
export const projectFiles = (): readonly string[] => {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return listed.split('\0').filter(path => path !== '')
  } catch {
    // At the root, what tools made is passed over before it is walked.
    return readdirSync(root, { withFileTypes: true }).flatMap(entry => {
      if (entry.isFile()) return [entry.name]
      return made.test(entry.name) || entry.name === 'data' ? [] : walk(entry.name)
    })
  }
}

/** Counted apart from `projectFiles`, so that neither can leave out what the other sees. */
export const filesOnDisk = (folder: string, name: RegExp): number =>
  walk(folder).filter(path => name.test(path)).length

/** The texts among `paths`; a file that is gone meanwhile, or isn't text, is left out. */
export const readSources = (paths: readonly string[]): Sources =>
  new Map(
    paths.flatMap(path => {
      try {
        const text = readFileSync(join(root, path), 'utf8')
        return text.includes('\0') ? [] : [[path, text] as const]
      } catch {
        return []
      }
    }),
  )
