import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../../src/kit/bytes.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { random } from './hashes.ts'

export type FileFault =
  /** Others than its owner may read or write it; `mode` in octal, e.g. `0644`. */
  | { readonly kind: 'TooOpen'; readonly file: string; readonly mode: string }
  /** The system refused; `code` is its name for why, e.g. `EACCES`. */
  | { readonly kind: 'Io'; readonly file: string; readonly code: string }

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

/** Runs file calls; what the system refuses becomes a fault. */
export const attempt = <T>(file: string, act: () => T): Result<T, FileFault> => {
  try {
    return ok(act())
  } catch (error) {
    return err({ kind: 'Io', file, code: codeOf(error) })
  }
}

const withOpen = <T>(file: string, flags: number, mode: number, act: (fd: number) => T): T => {
  const fd = openSync(file, flags, mode)
  try {
    return act(fd)
  } finally {
    closeSync(fd)
  }
}

// A file is there after a power cut only when its directory is written too. Windows can't, and needn't.
export const syncDirectory = (dir: string): void => {
  if (process.platform !== 'win32') withOpen(dir, constants.O_RDONLY, 0, fsyncSync)
}

// Written under a name that nobody else uses, then given its own: whoever finds the file finds all of it.
const writeAside = (dir: string, name: string, text: string, mode: number): string => {
  const aside = join(dir, `${name}.${toHex(random(4))}`)
  const { O_CREAT, O_EXCL, O_WRONLY } = constants
  withOpen(aside, O_CREAT | O_EXCL | O_WRONLY, mode, fd => {
    writeFileSync(fd, text)
    fsyncSync(fd)
  })
  return aside
}

/** Makes a file that must not be there yet (else `EEXIST`); whole and durable when it returns. */
export const createFile = (dir: string, name: string, text: string, mode: number) =>
  attempt(join(dir, name), () => {
    const aside = writeAside(dir, name, text, mode)
    try {
      linkSync(aside, join(dir, name))
    } finally {
      unlinkSync(aside)
    }
    syncDirectory(dir)
  })

/** Makes a file or replaces the one there; whole and durable when it returns. */
export const publishFile = (dir: string, name: string, text: string, mode: number) =>
  attempt(join(dir, name), () => {
    renameSync(writeAside(dir, name, text, mode), join(dir, name))
    syncDirectory(dir)
  })

/** Text of a file, `undefined` where there is none. */
export const readIfThere = (file: string): Result<string | undefined, FileFault> => {
  const read = attempt(file, () => readFileSync(file, 'utf8'))
  return !read.ok && read.error.kind === 'Io' && read.error.code === 'ENOENT' ? ok(undefined) : read
}

/** Text of a file that only its owner may touch; `undefined` where there is none. */
export const readPrivate = (file: string): Result<string | undefined, FileFault> => {
  // Asked of the open file, so that it can't be changed for another in between.
  const read = attempt(file, () =>
    withOpen(file, constants.O_RDONLY, 0, fd => ({
      mode: fstatSync(fd).mode & 0o777,
      text: readFileSync(fd, 'utf8'),
    })),
  )
  if (!read.ok)
    return read.error.kind === 'Io' && read.error.code === 'ENOENT' ? ok(undefined) : read
  const { mode, text } = read.value
  return process.platform !== 'win32' && (mode & 0o077) !== 0
    ? err({ kind: 'TooOpen', file, mode: mode.toString(8).padStart(4, '0') })
    : ok(text)
}
