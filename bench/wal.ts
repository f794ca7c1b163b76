import { closeSync, openSync, readSync } from 'node:fs'

/** SQLite's own layout (sqlite.org/fileformat2.html, "The WAL File"). */
export const pageBytes = 4096
const fileHead = 32
const frameHead = 24
export const frameBytes = frameHead + pageBytes

export interface WalCounter {
  /** Frames written since the last call. */
  readonly since: () => number
  readonly close: () => void
}

/** Counts the frames of a WAL by their salts: those of the generation before a reset don't match. */
export const countFrames = (file: string): WalCounter => {
  const fd = openSync(file, 'r')
  let salt = ''
  let frames = 0

  const saltAt = (position: number): string => {
    const bytes = Buffer.alloc(8)
    return readSync(fd, bytes, 0, 8, position) === 8 ? bytes.toString('hex') : ''
  }

  const since = (): number => {
    const now = saltAt(16)
    if (now !== salt) {
      salt = now
      frames = 0
    }
    const from = frames
    while (saltAt(fileHead + frames * frameBytes + 8) === salt) frames += 1
    return frames - from
  }

  return { since, close: () => closeSync(fd) }
}
