import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'
/** Many times what the stages of one run hold at a time; containers often have 64 MiB there. */
const enough = 32 * 1024 * 1024

const isRoomy = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= enough
  } catch {
    return false
  }
}

/**
 * Where a story keeps its files: in memory where there is room, since each commit waits for the disk. A
 * test of what a disk makes sure uses `tmpdir()`.
 */
export const quickFolder = isRoomy(memory) ? memory : tmpdir()
