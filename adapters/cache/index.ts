import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { Cache } from '../../src/ports/cache.ts'

/** Bytes written or read before others have their turn. */
const piece = 65_536

const seal = (hash: ReturnType<typeof createHash>): string => `sha256 ${hash.digest('hex')}`

const writeTo = async (handle: FileHandle, lines: Iterable<string>): Promise<void> => {
  const hash = createHash('sha256')
  let waiting = ''
  const flush = async (): Promise<void> => {
    await handle.write(waiting)
    waiting = ''
  }
  for (const line of lines) {
    hash.update(`${line}\n`)
    waiting += `${line}\n`
    if (waiting.length >= piece) await flush()
  }
  waiting += `${seal(hash)}\n`
  await flush()
}

/** Whatever the disk says against it, a cache can do without. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error

/** In one file; its last line is the hash of those before, so that a cut or changed file is none. */
export const createFileCache = (file: string): Cache => ({
  read: async take => {
    const hash = createHash('sha256')
    let rest = ''
    let last: string | undefined
    try {
      const chunks = createReadStream(file, { encoding: 'utf8', highWaterMark: piece })
      for await (const chunk of chunks) {
        const lines = `${rest}${chunk}`.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (last !== undefined) {
            hash.update(`${last}\n`)
            take(last)
          }
          last = line
        }
      }
    } catch (error) {
      if (isOfDisk(error)) return false
      throw error
    }
    return rest === '' && last === seal(hash)
  },
  write: async lines => {
    const aside = `${file}.new`
    try {
      const handle = await open(aside, 'w', 0o600)
      try {
        await writeTo(handle, lines)
      } finally {
        await handle.close()
      }
      await rename(aside, file)
      return true
    } catch (error) {
      if (!isOfDisk(error)) throw error
      await rm(aside, { force: true }).catch(() => undefined)
      return false
    }
  },
})
