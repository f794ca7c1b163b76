import type { Matter } from './define.ts'

/** Every kind of matter, in the order of the help. */
export const matters: readonly Matter[] = []
