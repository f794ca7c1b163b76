import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { frameBytes } from './wal.ts'

export interface Ring {
  /** Writes so many frames and waits for the disk; as a commit to a WAL does at best. */
  readonly commit: (frames: number) => void
  readonly close: () => void
}

// SQLite begins its WAL anew after as many.
const length = 1000

/** The ceiling of a commit: the same bytes into a file that has its place on the disk already. */
export const createRing = (file: string): Ring => {
  const fd = openSync(file, 'w')
  const frame = Buffer.alloc(frameBytes, 0x5a)
  for (let i = 0; i < length; i++) writeSync(fd, frame, 0, frameBytes, i * frameBytes)
  fsyncSync(fd)
  let at = 0
  return {
    commit: frames => {
      for (let i = 0; i < frames; i++) {
        writeSync(fd, frame, 0, frameBytes, at * frameBytes)
        at = (at + 1) % length
      }
      fsyncSync(fd)
    },
    close: () => closeSync(fd),
  }
}
