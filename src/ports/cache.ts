/**
 * Lines that may be lost at any time, since all of them can be made again. Promises (contract/cache.test.ts):
 * - `read` gives the lines of the last `write` that came to its end, in their order, and then true. False means
 *   that there are none, or that what is there isn't what was written; lines that were given before it are worth
 *   nothing then.
 * - `write` replaces all of them or nothing, also where the process ends in it, and takes the lines one by one, with
 *   pauses in which others go on. False where the disk doesn't take them.
 */
export interface Cache {
  readonly read: (take: (line: string) => void) => Promise<boolean>
  /** No line has a line break in it. */
  readonly write: (lines: Iterable<string>) => Promise<boolean>
}
