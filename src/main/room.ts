import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { diskSentence } from './stopped.ts'

/** Some dozens of acts of officers; less is none. */
const bytes = 1_048_576

/**
 * Whether the disk takes anything more, tried with a file that is removed again: a start that has nothing
 * to write would else let officers in and end at what they do first. What isn't of the disk is thrown.
 */
export const hasRoom = (dataDir: string): boolean => {
  const file = join(dataDir, 'room.tmp')
  try {
    const fd = openSync(file, 'w', 0o600)
    try {
      if (writeSync(fd, Buffer.alloc(bytes)) < bytes) return false
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    return true
  } catch (error) {
    if (diskSentence(error) === undefined) throw error
    return false
  } finally {
    rmSync(file, { force: true })
  }
}
