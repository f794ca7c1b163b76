import { isUtf8 } from 'node:buffer'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs'
import { join } from 'node:path'
import type { BundleFiles, ListFault } from '../audit/bundle-files.ts'
import { maxFiles } from '../audit/manifest.ts'
import { err, ok, type Result } from '../kit/result.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of UTF-8 bytes; undefined for any others. */
export const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

const isFolder = (path: string): boolean => lstatSync(path).isDirectory()

/** Every folder on the way is one itself, not a link to one; `known` are those that were looked at before. */
const isInside = (dir: string, folders: readonly string[], known: Set<string>): boolean => {
  const path = folders.join('/')
  if (known.has(path)) return true
  let at = dir
  for (const folder of folders) {
    if (!/^[A-Za-z0-9]/.test(folder)) return false
    at = join(at, folder)
    if (!isFolder(at)) return false
  }
  known.add(path)
  return true
}

/**
 * The bytes of one file of at most `max`, in `room` where they fit; a pipe or a device is none, and is not waited
 * for. A link is followed only if `follow` says so: for files of one's own.
 */
export const readBounded = (
  file: string,
  max: number,
  follow = false,
  room?: Uint8Array,
): Result<Uint8Array, 'NotThere' | 'TooLarge'> => {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  let fd: number | undefined
  try {
    fd = openSync(file, O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW))
    const found = fstatSync(fd)
    if (!found.isFile()) return err('NotThere')
    if (found.size > max) return err('TooLarge')
    const isRoom = room !== undefined && found.size <= room.length
    const bytes = isRoom ? room.subarray(0, found.size) : new Uint8Array(found.size)
    let read = 0
    while (read < bytes.length) {
      const n = readSync(fd, bytes, read, bytes.length - read, read)
      if (n === 0) break
      read += n
    }
    return ok(bytes.subarray(0, read))
  } catch {
    return err('NotThere')
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

const listIn = (dir: string): Result<readonly string[], ListFault> => {
  const found: string[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) folders.push(path)
      else if (!entry.isFile()) return err({ kind: 'Link', file: path })
      else found.push(path)
      if (found.length > maxFiles + 1 || folders.length > maxFiles)
        return err({ kind: 'TooMany', file: path })
    }
  return ok(found.sort())
}

/** A folder that was handed over. Nothing of it is written to, run, or followed out of it. */
export const openBundleFolder = (dir: string): BundleFiles => {
  const known = new Set<string>()
  return {
    list: async () => listIn(dir),
    read: async (path, max, room) => {
      const parts = path.split('/')
      const name = parts.pop() ?? ''
      try {
        if (!isInside(dir, parts, known) || !/^[A-Za-z0-9]/.test(name)) return err('NotThere')
      } catch {
        return err('NotThere')
      }
      return readBounded(join(dir, path), max, false, room)
    },
    decode,
    isText: isUtf8,
  }
}
